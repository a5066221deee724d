package org.arcoforge.source;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads a remote file. Readers of headers make many small reads close together, and each request
 * costs a round trip: these go through blocks, of which more are fetched at once the longer a
 * reader goes on. What is as large as values are is fetched as it is asked for, and no byte more.
 */
final class BlockReader {
  /** Bytes of a block. */
  static final int SIZE = 1 << 16;

  private static final int MOST = 16; // blocks in one request
  private static final int LARGE = SIZE; // bytes of what is no header
  private static final BlockCache KEPT = new BlockCache(64 << 20); // of all files

  /** A fetcher gets a range of bytes from afar. */
  interface Fetcher {
    void fetch(long position, byte[] target, int offset, int length) throws IOException;
  }

  private final long size;
  private final Fetcher fetcher;
  private volatile long next = 1; // the block after the one that was fetched last
  private volatile int together = 1;

  BlockReader(long size, Fetcher fetcher) {
    this.size = size;
    this.fetcher = fetcher;
  }

  void read(long position, byte[] target, int offset, int length) throws IOException {
    if (length >= LARGE && !isKept(position, length)) {
      fetcher.fetch(position, target, offset, length);
      return;
    }
    long at = position;
    long end = position + length;
    while (at < end) {
      long number = at / SIZE;
      byte[] known = KEPT.get(this, number);
      byte[] bytes = known == null ? fetch(number, (end - 1) / SIZE) : known;
      int from = (int) (at - number * SIZE);
      int n = (int) Math.min(end - at, bytes.length - from);
      System.arraycopy(bytes, from, target, offset + (int) (at - position), n);
      at += n;
    }
  }

  private boolean isKept(long position, int length) {
    for (long n = position / SIZE; n <= (position + length - 1) / SIZE; n++) {
      if (KEPT.get(this, n) == null) {
        return false;
      }
    }
    return true;
  }

  void put(long number, byte[] block) {
    KEPT.put(this, number, block);
  }

  /** Fetches a block, those up to {@code last}, and more where the reader goes on forward. */
  private byte[] fetch(long first, long last) throws IOException {
    // Threads that read at the same time may guess too much or too little, which is only slower.
    together = first == next ? Math.min(MOST, 2 * together) : 1;
    long blocks = (size + SIZE - 1) / SIZE;
    long to = Math.min(blocks, Math.max(last + 1, first + together));
    next = to;
    long start = first * SIZE;
    byte[] bytes = new byte[(int) (Math.min(size, to * SIZE) - start)];
    fetcher.fetch(start, bytes, 0, bytes.length);
    for (long n = first; n < to; n++) {
      int from = (int) (n - first) * SIZE;
      put(n, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + SIZE)));
    }
    return to == first + 1 ? bytes : Arrays.copyOf(bytes, Math.min(SIZE, bytes.length));
  }
}
