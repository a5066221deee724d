package org.arcoforge.source;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the blocks that were read last of all files that share the cache: however many are open,
 * they take no more memory than it may. Safe for many threads.
 */
public final class BlockCache {
  /** A key says which block of which file is meant, by whatever tells files apart. */
  private record Key(Object file, long number) {}

  static final int AROUND = 128; // bytes that keeping a block takes, besides its own

  private final long most;
  private final Map<Key, byte[]> blocks = new LinkedHashMap<>(64, 0.75f, true);
  private long held;

  /** Makes a cache of so many bytes. */
  public BlockCache(long mostBytes) {
    this.most = mostBytes;
  }

  /** Returns a block that is still there; null if it is not. */
  public synchronized byte @Nullable [] get(Object file, long number) {
    return blocks.get(new Key(file, number));
  }

  /** Lets go of the blocks of files. */
  synchronized void forget(Predicate<Object> files) {
    for (Iterator<Map.Entry<Key, byte[]>> all = blocks.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Key, byte[]> block = all.next();
      if (files.test(block.getKey().file())) {
        held -= block.getValue().length + AROUND;
        all.remove();
      }
    }
  }

  /** Keeps a block, and lets go of those that were not asked for for longest. */
  public synchronized void put(Object file, long number, byte[] block) {
    byte[] before = blocks.put(new Key(file, number), block);
    held += block.length - (before == null ? -AROUND : before.length);
    Iterator<byte[]> eldest = blocks.values().iterator();
    while (held > most && blocks.size() > 1) {
      held -= eldest.next().length + AROUND;
      eldest.remove();
    }
  }
}
