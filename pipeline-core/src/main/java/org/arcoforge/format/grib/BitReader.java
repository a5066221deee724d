package org.arcoforge.format.grib;

/** Reads big-endian numbers of any number of bits one after another. */
final class BitReader {
  private final byte[] bytes;
  private long bit;

  /** Begins at octet {@code octet}, counted from 1. */
  BitReader(byte[] bytes, int octet) {
    this.bytes = bytes;
    this.bit = 8L * (octet - 1);
  }

  /** Returns the next {@code n} bits, at most 57, as an unsigned number; 0 for none. */
  long next(int n) {
    if (n == 0) {
      return 0;
    }
    int from = (int) (bit >>> 3);
    int shift = (int) (bit & 7);
    int octets = (shift + n + 7) >>> 3;
    long window = 0;
    for (int i = 0; i < octets; i++) {
      window = (window << 8) | (bytes[from + i] & 0xFF);
    }
    bit += n;
    return (window >>> (8 * octets - shift - n)) & (-1L >>> (64 - n));
  }

  /** Returns the next number whose first bit is its sign. */
  long nextSigned(int n) {
    boolean negative = next(1) == 1;
    long value = next(n - 1);
    return negative ? -value : value;
  }

  /** Goes on at the next octet. */
  void align() {
    bit = (bit + 7) & ~7L;
  }
}
