package org.arcoforge.source;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a remote file through the blocks of it that were read last. Readers of headers make many
 * small reads close together; each request costs a round trip.
 */
final class BlockReader {
  /** Bytes of a block. */
  static final int SIZE = 1 << 20;

  private static final int RUN = 16;
  private static final BlockCache KEPT = new BlockCache(64 << 20); // of all files

  /** A fetcher gets a range of bytes from afar. */
  interface Fetcher {
    void fetch(long position, byte[] target, int offset, int length) throws IOException;
  }

  private final long size;
  private final Fetcher fetcher;

  BlockReader(long size, Fetcher fetcher) {
    this.size = size;
    this.fetcher = fetcher;
  }

  void read(long position, byte[] target, int offset, int length) throws IOException {
    long at = position;
    long end = position + length;
    while (at < end) {
      long number = at / SIZE;
      byte[] bytes = get(number);
      if (bytes == null) {
        bytes = fetch(number, (end - 1) / SIZE);
      }
      int from = (int) (at - number * SIZE);
      int n = (int) Math.min(end - at, bytes.length - from);
      System.arraycopy(bytes, from, target, offset + (int) (at - position), n);
      at += n;
    }
  }

  private byte @Nullable [] get(long number) {
    return KEPT.get(this, number);
  }

  void put(long number, byte[] block) {
    KEPT.put(this, number, block);
  }

  /**
   * Fetches the block and the missing ones that follow up to {@code last}, in one request. Keeps
   * the first and the last: of them neighbouring reads may need the rest.
   */
  private byte[] fetch(long first, long last) throws IOException {
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
    } else {
      put(first, Arrays.copyOf(bytes, SIZE));
      put(next - 1, Arrays.copyOfRange(bytes, (int) (next - 1 - first) * SIZE, length));
    }
    return bytes;
  }
}
