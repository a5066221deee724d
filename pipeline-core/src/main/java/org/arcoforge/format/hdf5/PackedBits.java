package org.arcoforge.format.hdf5;

import java.util.zip.DataFormatException;

/** Reads bits, the highest of each byte first; running out of them is damage. */
final class PackedBits {
  private final byte[] bytes;
  private final int end;
  private int at;
  private long held; // the lowest `bits` bits are not read yet
  private int bits;

  PackedBits(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.at = offset;
    this.end = offset + length;
  }

  /** Returns the next {@code n} bits, 0 to 32, as an unsigned number. */
  long bits(int n) throws DataFormatException {
    while (bits < n) {
      if (at == end) {
        throw new DataFormatException("the packed bits are cut off");
      }
      held = held << 8 | (bytes[at++] & 0xFF);
      bits += 8;
    }
    bits -= n;
    return held >>> bits & ((1L << n) - 1);
  }

  /** Returns what {@link #bits} does, up to 64. */
  long wide(int n) throws DataFormatException {
    return n <= 32 ? bits(n) : bits(n - 32) << 32 | bits(32);
  }

  /** Counts zeros up to the next one, which is read too. */
  int zeros() throws DataFormatException {
    int n = 0;
    while (true) {
      long rest = held & ((1L << bits) - 1);
      if (rest != 0) {
        int leading = bits - 64 + Long.numberOfLeadingZeros(rest);
        bits -= leading + 1;
        return n + leading;
      }
      n += bits;
      bits = 0;
      int first = (int) bits(8);
      held = first;
      bits = 8;
    }
  }
}
