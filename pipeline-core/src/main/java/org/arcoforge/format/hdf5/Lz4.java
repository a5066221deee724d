package org.arcoforge.format.hdf5;

import java.util.zip.DataFormatException;

/**
 * Undoes the registered LZ4 filter: big-endian total and block sizes, then blocks of the LZ4 block
 * format, each after its stored size; a block that did not shrink is stored as it is.
 */
final class Lz4 implements ChunkFilter {
  @Override
  public long most(byte[] in, int offset, int length) {
    return 255L * length + 64;
  }

  @Override
  public int decode(Filter filter, byte[] in, int offset, int length, byte[] out, int limit)
      throws DataFormatException {
    check(length >= 12);
    long total = ((long) number(in, offset) << 32) | (number(in, offset + 4) & 0xFFFFFFFFL);
    long block = number(in, offset + 8) & 0xFFFFFFFFL;
    check(total >= 0 && total <= limit && block > 0);
    int end = offset + length;
    int at = offset + 12;
    int n = 0;
    while (n < total) {
      check(at + 4 <= end);
      int stored = number(in, at);
      at += 4;
      int size = (int) Math.min(block, total - n);
      check(stored >= 0 && stored <= end - at);
      if (stored == size) {
        System.arraycopy(in, at, out, n, size);
      } else {
        block(in, at, at + stored, out, n, n + size);
      }
      at += stored;
      n += size;
    }
    return n;
  }

  /** Decodes one block to exactly {@code out[from..to)}. */
  static void block(byte[] in, int at, int end, byte[] out, int from, int to)
      throws DataFormatException {
    int p = at;
    int n = from;
    while (p < end) {
      int token = in[p++] & 0xFF;
      int literals = token >> 4;
      if (literals == 15) {
        int more;
        do {
          check(p < end);
          more = in[p++] & 0xFF;
          literals += more;
          check(literals >= 0);
        } while (more == 255);
      }
      check(literals <= end - p && literals <= to - n);
      System.arraycopy(in, p, out, n, literals);
      p += literals;
      n += literals;
      if (p == end) {
        break; // the last sequence has no match
      }
      check(p + 2 <= end);
      int back = (in[p] & 0xFF) | (in[p + 1] & 0xFF) << 8;
      p += 2;
      int match = token & 15;
      if (match == 15) {
        int more;
        do {
          check(p < end);
          more = in[p++] & 0xFF;
          match += more;
          check(match >= 0);
        } while (more == 255);
      }
      match += 4;
      check(back > 0 && back <= n - from && match <= to - n);
      for (int i = 0; i < match; i++) { // may overlap: byte by byte
        out[n] = out[n - back];
        n++;
      }
    }
    check(n == to);
  }

  /** Returns four bytes, the highest first. */
  static int number(byte[] in, int at) {
    return (in[at] & 0xFF) << 24
        | (in[at + 1] & 0xFF) << 16
        | (in[at + 2] & 0xFF) << 8
        | (in[at + 3] & 0xFF);
  }

  private static void check(boolean good) throws DataFormatException {
    if (!good) {
      throw new DataFormatException("the LZ4 stream is damaged");
    }
  }
}
