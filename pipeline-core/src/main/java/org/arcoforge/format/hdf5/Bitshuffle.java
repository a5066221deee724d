package org.arcoforge.format.hdf5;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.zip.DataFormatException;

/**
 * Undoes the registered bitshuffle filter: in blocks, all lowest bits of the elements, then all
 * second ones, …; each block may be packed by LZ4 or Zstandard. Elements beyond a multiple of eight
 * are stored as they are.
 */
final class Bitshuffle implements ChunkFilter {
  private static final int PLAIN = 0;
  private static final int LZ4 = 2;
  private static final int ZSTD = 3;
  private static final int TARGET = 8192;

  @Override
  public String obstacle(Filter filter) {
    int[] v = filter.values();
    int packing = v.length > 4 ? v[4] : PLAIN;
    if (v.length < 3 || v[2] < 1 || v[2] > 1 << 16 || (v.length > 3 && v[3] < 0)) {
      return "without its parameters";
    }
    return packing == PLAIN || packing == LZ4 || packing == ZSTD ? "" : "with packing " + packing;
  }

  @Override
  public int decode(Filter filter, byte[] in, int offset, int length, byte[] out, int limit)
      throws DataFormatException {
    int[] v = filter.values();
    int size = v[2];
    int packing = v.length > 4 ? v[4] : PLAIN;
    long block = v.length > 3 ? v[3] : 0;
    if (block == 0) {
      block = Math.max(128, TARGET / size / 8 * 8L);
    }
    int at = offset;
    int end = offset + length;
    int total = length;
    if (packing != PLAIN) {
      check(length >= 12);
      long said = Lz4.number(in, at) * (1L << 32) + (Lz4.number(in, at + 4) & 0xFFFFFFFFL);
      block = (Lz4.number(in, at + 8) & 0xFFFFFFFFL) / size;
      check(said >= 0 && said <= limit);
      total = (int) said;
      at += 12;
    }
    check(total <= limit && total % size == 0 && block > 0 && block % 8 == 0);
    byte[] scratch = new byte[(int) Math.min(block * size, total)];
    int n = total / size;
    int done = 0;
    while (n - done >= 8) {
      int now = (int) Math.min(block, (n - done) / 8 * 8L);
      int bytes = now * size;
      if (packing == PLAIN) {
        System.arraycopy(in, at, scratch, 0, bytes);
        at += bytes;
      } else {
        check(end - at >= 4);
        int stored = Lz4.number(in, at);
        at += 4;
        check(stored >= 0 && stored <= end - at);
        unpack(packing, in, at, stored, scratch, bytes);
        at += stored;
      }
      unshuffle(scratch, now, size, out, done * size);
      done += now;
    }
    int rest = (n - done) * size;
    check(rest == end - at);
    System.arraycopy(in, at, out, done * size, rest);
    return total;
  }

  private static void unpack(int packing, byte[] in, int at, int stored, byte[] to, int bytes)
      throws DataFormatException {
    if (packing == LZ4) {
      Lz4.block(in, at, at + stored, to, 0, bytes);
      return;
    }
    try {
      check(Zstd.decompressByteArray(to, 0, bytes, in, at, stored) == bytes);
    } catch (ZstdException e) {
      DataFormatException damaged = new DataFormatException("zstd: " + e.getMessage());
      damaged.initCause(e);
      throw damaged;
    }
  }

  /** Row {@code 8 b + k} of the block holds bit k of byte b of all elements, eight a byte. */
  private static void unshuffle(byte[] in, int n, int size, byte[] out, int to) {
    int row = n / 8;
    for (int b = 0; b < size; b++) {
      for (int i = 0; i < row; i++) {
        long x = 0;
        for (int k = 7; k >= 0; k--) {
          x = x << 8 | (in[(8 * b + k) * row + i] & 0xFF);
        }
        x = transpose(x);
        for (int j = 0; j < 8; j++) {
          out[to + (8 * i + j) * size + b] = (byte) (x >>> (8 * j));
        }
      }
    }
  }

  /** Transposes a matrix of eight by eight bits, the rows being bytes. */
  private static long transpose(long x) {
    long t = (x ^ (x >>> 7)) & 0x00AA00AA00AA00AAL;
    x ^= t ^ (t << 7);
    t = (x ^ (x >>> 14)) & 0x0000CCCC0000CCCCL;
    x ^= t ^ (t << 14);
    t = (x ^ (x >>> 28)) & 0x00000000F0F0F0F0L;
    return x ^ t ^ (t << 28);
  }

  private static void check(boolean good) throws DataFormatException {
    if (!good) {
      throw new DataFormatException("the bitshuffled chunk is damaged");
    }
  }
}
