package org.arcoforge.source;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a remote file that were read last. Readers of headers make many small reads close
 * together; each request costs a round trip.
 */
final class Blocks {
  /** Bytes of a block. */
  static final int SIZE = 1 << 20;

  private static final int KEPT = 32;
  private static final int RUN = 16;

  /** Gets bytes from afar. */
  interface Fetcher {
    void fetch(long position, byte[] target, int offset, int length) throws IOException;
  }

  private final long size;
  private final Fetcher fetcher;
  private final LinkedHashMap<Long, byte[]> kept = new LinkedHashMap<>(64, 0.75f, true);

  Blocks(long size, Fetcher fetcher) {
    this.size = size;
    this.fetcher = fetcher;
  }

  void read(long position, byte[] target, int offset, int length) throws IOException {
    long at = position;
    long end = position + length;
    while (at < end) {
      long number = at / SIZE;
      byte[] block = get(number);
      if (block == null) {
        fetch(number, (end - 1) / SIZE);
        continue;
      }
      int from = (int) (at - number * SIZE);
      int n = (int) Math.min(end - at, block.length - from);
      System.arraycopy(block, from, target, offset + (int) (at - position), n);
      at += n;
    }
  }

  private synchronized byte @Nullable [] get(long number) {
    return kept.get(number);
  }

  synchronized void put(long number, byte[] block) {
    kept.put(number, block);
    Iterator<Long> eldest = kept.keySet().iterator();
    while (kept.size() > KEPT) {
      eldest.next();
      eldest.remove();
    }
  }

  /** Fetches the block and the missing ones that follow up to {@code last}, in one request. */
  private void fetch(long first, long last) throws IOException {
    long next = first + 1;
    while (next <= last && next - first < RUN && get(next) == null) {
      next++;
    }
    long start = first * SIZE;
    int length = (int) (Math.min(size, next * SIZE) - start);
    byte[] bytes = new byte[length];
    fetcher.fetch(start, bytes, 0, length);
    if (next == first + 1) {
      put(first, bytes);
      return;
    }
    // From the last, so that the first is the one that is dropped last.
    for (long n = next - 1; n >= first; n--) {
      int from = (int) ((n - first) * SIZE);
      put(n, java.util.Arrays.copyOfRange(bytes, from, Math.min(length, from + SIZE)));
    }
  }
}
