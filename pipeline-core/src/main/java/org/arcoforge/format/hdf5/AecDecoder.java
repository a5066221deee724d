package org.arcoforge.format.hdf5;

import java.util.zip.DataFormatException;

/**
 * Decodes the adaptive entropy coding of CCSDS 121.0-B ("Lossless Data Compression"), section by
 * section: each begins with a reference sample where values are predicted from their neighbours.
 */
final class AecDecoder {
  private static final int SEGMENT = 64; // blocks that "zeros to the end of the segment" spans
  private static final int MOST_PAIRS = 90;

  private final PackedBits in;
  private final int sampleBits;
  private final int block;
  private final boolean predicted;
  private final int idBits;

  /**
   * Makes a decoder of samples.
   *
   * @param sampleBits 1 to 32
   * @param block samples of a block
   * @param predicted whether samples are differences to what precedes them
   */
  AecDecoder(PackedBits in, int sampleBits, int block, boolean predicted) {
    this.in = in;
    this.sampleBits = sampleBits;
    this.block = block;
    this.predicted = predicted;
    this.idBits = sampleBits > 16 ? 5 : sampleBits > 8 ? 4 : 3;
  }

  /**
   * Decodes a section into {@code samples}, whose length is a multiple of the block's; stops after
   * the block in which the first {@code wanted} are complete.
   */
  void section(long[] samples, int wanted) throws DataFormatException {
    int n = 0;
    while (n < wanted) {
      n = block(samples, n);
    }
    if (predicted) {
      restore(samples, n);
    }
  }

  private int block(long[] samples, int first) throws DataFormatException {
    int id = (int) in.bits(idBits);
    int n = first;
    int end = first + block;
    if (id == (1 << idBits) - 1) { // as they are
      while (n < end) {
        samples[n++] = in.bits(sampleBits);
      }
      return n;
    }
    boolean pairs = id == 0 && in.bits(1) == 1;
    if (predicted && first == 0) {
      samples[n++] = in.bits(sampleBits);
    }
    if (pairs) {
      return pairs(samples, n, end);
    }
    if (id == 0) {
      return zeros(samples, first, n);
    }
    int low = id - 1;
    for (int i = n; i < end; i++) {
      samples[i] = (long) in.zeros() << low;
    }
    for (int i = n; i < end; i++) {
      samples[i] |= in.bits(low);
    }
    return end;
  }

  private int zeros(long[] samples, int first, int from) throws DataFormatException {
    int blocks = in.zeros() + 1;
    int before = first / block;
    if (blocks == 5) { // to the end of the segment
      blocks = Math.min(samples.length / block - before, SEGMENT - before % SEGMENT);
    } else if (blocks > 5) {
      blocks--;
    }
    if (blocks > samples.length / block - before) {
      throw new DataFormatException("more zeros than the section is long");
    }
    int end = first + blocks * block;
    java.util.Arrays.fill(samples, from, end, 0);
    return end;
  }

  /** Two samples a code: the row of a triangle is their sum, the place in it the second one. */
  private int pairs(long[] samples, int from, int end) throws DataFormatException {
    int n = from;
    while (n < end) {
      int code = in.zeros();
      if (code > MOST_PAIRS) {
        throw new DataFormatException("a pair of samples with code " + code);
      }
      int sum = 0;
      int rowStart = 0;
      while (rowStart + sum + 1 <= code) {
        rowStart += ++sum;
      }
      int second = code - rowStart;
      if (n % 2 == 0) { // positions count from an even one: sections have an even length
        samples[n++] = (long) sum - second;
      }
      samples[n++] = second;
    }
    return n;
  }

  /** Differences, mapped to positive numbers, become samples again. */
  private void restore(long[] samples, int n) {
    long most = (1L << sampleBits) - 1;
    long middle = most / 2 + 1;
    long value = samples[0];
    for (int i = 1; i < n; i++) {
      long d = samples[i];
      long mirror = (value & middle) != 0 ? most : 0;
      if ((d + 1) / 2 <= (mirror ^ value)) {
        value += (d & 1) == 0 ? d / 2 : -(d + 1) / 2;
      } else {
        value = mirror ^ d;
      }
      samples[i] = value;
    }
  }
}
