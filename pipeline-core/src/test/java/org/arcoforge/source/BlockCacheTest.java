package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class BlockCacheTest {
  private static final Object FILE = new Object();
  private static final Object OTHER = new Object();

  @Test
  void blocksOfAllFilesTogetherTakeNoMoreThanAllowed() {
    BlockCache cache = new BlockCache(30 + 3 * BlockCache.AROUND);
    cache.put(FILE, 1, new byte[10]);
    cache.put(OTHER, 1, new byte[10]);
    cache.put(FILE, 2, new byte[10]);
    assertNotNull(cache.get(FILE, 1)); // now the one that was asked for last
    cache.put(OTHER, 2, new byte[20 + BlockCache.AROUND]);
    assertNull(cache.get(OTHER, 1));
    assertNull(cache.get(FILE, 2));
    assertNotNull(cache.get(FILE, 1));
    assertNotNull(cache.get(OTHER, 2));
  }

  @Test
  void aBlockThatIsReplacedCountsOnce() {
    BlockCache cache = new BlockCache(20 + 2 * BlockCache.AROUND);
    byte[] last = new byte[10];
    for (int i = 0; i < 5; i++) {
      cache.put(FILE, 1, new byte[10]);
    }
    cache.put(FILE, 1, last);
    cache.put(FILE, 2, new byte[10]);
    assertSame(last, cache.get(FILE, 1));
    assertNotNull(cache.get(FILE, 2));
  }

  @Test
  void theBlockJustReadIsThereHoweverLarge() {
    BlockCache cache = new BlockCache(20 + 2 * BlockCache.AROUND);
    cache.put(FILE, 1, new byte[500]);
    assertNotNull(cache.get(FILE, 1));
  }
}
