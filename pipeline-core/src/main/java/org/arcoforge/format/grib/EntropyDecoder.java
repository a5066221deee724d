package org.arcoforge.format.grib;

/**
 * Decodes the adaptive entropy coding of CCSDS 121.0-B-3 (Lossless Data Compression), as data
 * template 7.42 uses it.
 */
final class EntropyDecoder {
  private static final int SIGNED = 1;
  private static final int PREPROCESS = 8;
  private static final int RESTRICTED = 16;
  private static final int PAD_RSI = 32;
  private static final int MOST_SAMPLES = 64;
  private static final int MOST_BLOCKS = 4096;

  /** A zero-block run that goes to the end of its segment of 64 blocks. */
  private static final int REST_OF_SEGMENT = 5;

  private final BitReader in;
  private final int bits;
  private final int block;
  private final int blocks;
  private final int flags;
  private final int idBits;
  private final long largest;

  /**
   * Makes a decoder.
   *
   * @param bits of a sample, 1 to 32
   * @param block samples in a block
   * @param blocks in a reference sample interval
   * @param flags of code table 5.40 and libaec
   */
  EntropyDecoder(byte[] bytes, int from, int bits, int block, int blocks, int flags) {
    if (bits > 32
        || block == 0
        || block > MOST_SAMPLES
        || blocks == 0
        || blocks > MOST_BLOCKS
        || (flags & SIGNED) != 0) {
      throw new UnsupportedPackingException(
          "CCSDS packing of "
              + bits
              + " bits in blocks of "
              + block
              + " by "
              + blocks
              + " with flags "
              + flags);
    }
    this.in = new BitReader(bytes, from + 1);
    this.bits = bits;
    this.block = block;
    this.blocks = blocks;
    this.flags = flags;
    boolean restricted = (flags & RESTRICTED) != 0 && bits <= 4;
    this.idBits = bits > 16 ? 5 : bits > 8 ? 4 : restricted ? (bits <= 2 ? 1 : 2) : 3;
    this.largest = (1L << bits) - 1;
  }

  /** Decodes that many samples. */
  float[] decode(int count, Scaling scaling) {
    float[] samples = new float[count];
    long[] mapped = new long[block * blocks];
    for (int at = 0; at < count; at += mapped.length) {
      int wanted = Math.min(mapped.length, count - at);
      boolean preprocess = (flags & PREPROCESS) != 0;
      interval(mapped, wanted, preprocess);
      long last = 0;
      for (int i = 0; i < wanted; i++) {
        if (!preprocess) {
          last = mapped[i];
        } else {
          last = i == 0 ? mapped[0] : last + unmapped(mapped[i], last);
        }
        samples[at + i] = scaling.value(last);
      }
      if ((flags & PAD_RSI) != 0) {
        in.align();
      }
    }
    return samples;
  }

  /** The prediction error that a mapped number stands for (section 4 of the standard). */
  private long unmapped(long d, long predicted) {
    long theta = Math.min(predicted, largest - predicted);
    if (d > 2 * theta) {
      return predicted < largest - predicted ? d - theta : theta - d;
    }
    return (d & 1) == 0 ? d >> 1 : -((d + 1) >> 1);
  }

  /** One reference sample interval, as far as samples are wanted. */
  private void interval(long[] mapped, int wanted, boolean preprocess) {
    int at = 0;
    for (int b = 0; at < wanted; ) {
      int id = (int) in.next(idBits);
      boolean hasReference = preprocess && b == 0;
      if (id == 0) {
        boolean second = in.next(1) == 1;
        int from = at;
        if (hasReference) {
          mapped[from++] = in.next(bits);
        }
        if (second) {
          secondExtension(mapped, at, from);
          at += block;
          b++;
        } else {
          int zeros = zeroBlocks(b);
          int end = Math.min(mapped.length, at + zeros * block);
          java.util.Arrays.fill(mapped, from, end, 0);
          at = end;
          b += zeros;
        }
        continue;
      }
      int end = at + block;
      if (id == (1 << idBits) - 1) { // not compressed
        for (int i = at; i < end; i++) {
          mapped[i] = in.next(bits);
        }
      } else {
        int from = at;
        if (hasReference) {
          mapped[from++] = in.next(bits);
        }
        split(mapped, from, end, id - 1);
      }
      at = end;
      b++;
    }
  }

  private void split(long[] mapped, int from, int end, int k) {
    for (int i = from; i < end; i++) {
      mapped[i] = fundamental() << k;
    }
    for (int i = from; i < end && k > 0; i++) {
      mapped[i] |= in.next(k);
    }
  }

  /** A number in unary: zeros before a one. */
  private long fundamental() {
    long zeros = 0;
    while (in.next(1) == 0) {
      zeros++;
    }
    return zeros;
  }

  private int zeroBlocks(int before) {
    int code = (int) fundamental() + 1;
    if (code == REST_OF_SEGMENT) {
      return Math.min(blocks - before, 64 - before % 64);
    }
    return code > REST_OF_SEGMENT ? code - 1 : code;
  }

  /** Pairs of numbers by their triangular number; a reference takes the first one's place. */
  private void secondExtension(long[] mapped, int at, int from) {
    int i = at;
    while (i < at + block) {
      long m = fundamental();
      long beta = 0;
      while ((beta + 1) * (beta + 2) / 2 <= m) {
        beta++;
      }
      long second = m - beta * (beta + 1) / 2;
      if (i >= from) {
        mapped[i] = beta - second;
      }
      mapped[i + 1] = second;
      i += 2;
    }
  }
}
