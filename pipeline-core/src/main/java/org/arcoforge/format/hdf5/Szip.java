package org.arcoforge.format.hdf5;

import java.util.zip.DataFormatException;

/**
 * Undoes the szip filter: the decoded size, then scan lines of Rice-coded samples. Samples of 32
 * and 64 bits are coded as bytes: all first ones, then all second ones, …
 */
final class Szip implements ChunkFilter {
  private static final int LONGEST_LINE = 128 * 32; // as the HDF5 library limits it

  private static final int HIGH_FIRST = 16;
  private static final int PREDICTED = 32;
  private static final int MOST_LINE = 1 << 20;

  @Override
  public String obstacle(Filter filter) {
    int[] v = filter.values();
    if (v.length < 4) {
      return "without its parameters";
    }
    boolean fits = v[2] > 0 && (v[2] <= 24 || v[2] == 32 || v[2] == 64);
    boolean block = v[1] >= 2 && v[1] <= 256 && v[1] % 2 == 0;
    return fits && block && v[3] > 0 && v[3] <= MOST_LINE
        ? ""
        : "of " + v[2] + " bits in blocks of " + v[1] + " and lines of " + v[3];
  }

  @Override
  public long most(byte[] in, int offset, int length) {
    return (length + 1L) << 17; // five bits can mean 64 blocks of 256 zeros of 4 bytes
  }

  @Override
  public int decode(Filter filter, byte[] in, int offset, int length, byte[] out, int limit)
      throws DataFormatException {
    if (length < 4) {
      throw new DataFormatException("an szip stream of " + length + " bytes");
    }
    long size = 0;
    for (int i = 3; i >= 0; i--) {
      size = size << 8 | (in[offset + i] & 0xFF);
    }
    if (size > limit) {
      throw new DataFormatException("the szip stream says " + size + " bytes, expected " + limit);
    }
    int[] v = filter.values();
    int bits = v[2];
    boolean split = bits == 32 || bits == 64;
    int sampleBits = split ? 8 : bits;
    int width = sampleBits > 16 ? 4 : sampleBits > 8 ? 2 : 1;
    int block = v[1];
    int line = v[3];
    if (block < 1 || block > 32 || line < 1 || line > LONGEST_LINE) {
      throw new DataFormatException("szip lines of " + line + " samples in blocks of " + block);
    }
    int padded = (line + block - 1) / block * block;
    boolean highFirst = (v[0] & HIGH_FIRST) != 0;
    AecDecoder rice =
        new AecDecoder(
            new PackedBits(in, offset + 4, length - 4), sampleBits, block, (v[0] & PREDICTED) != 0);
    long[] samples = new long[padded];
    int n = (int) size / width;
    int planes = split ? bits / 8 : 1;
    int each = n / planes;
    for (int done = 0; done < n; ) {
      int now = Math.min(line, n - done);
      rice.section(samples, now);
      for (int i = 0; i < now; i++) {
        int place = done + i;
        int to = split && each > 0 ? place % each * planes + place / each : place;
        if (to < n) {
          put(out, to * width, samples[i], width, highFirst);
        }
      }
      done += now;
    }
    return n * width;
  }

  private static void put(byte[] out, int at, long value, int width, boolean highFirst) {
    for (int b = 0; b < width; b++) {
      out[at + (highFirst ? width - 1 - b : b)] = (byte) (value >>> (8 * b));
    }
  }
}
