package org.arcoforge.format.grib;

/** Reads a section's octets, counted from 1 as WMO's manual counts them. */
final class Octets {
  private final byte[] bytes;

  Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  int length() {
    return bytes.length;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Returns one octet, unsigned. */
  int at(int octet) {
    return bytes[octet - 1] & 0xFF;
  }

  /** Returns an unsigned number of up to 7 octets, or the bits of one of 8. */
  long unsigned(int octet, int octets) {
    long value = 0;
    for (int i = 0; i < octets; i++) {
      value = (value << 8) | at(octet + i);
    }
    return value;
  }

  /** Returns a number whose first bit is its sign. */
  long signed(int octet, int octets) {
    long value = unsigned(octet, octets);
    long sign = 1L << (8 * octets - 1);
    return (value & sign) == 0 ? value : -(value & ~sign);
  }

  /** Returns whether all bits are set, which says that there is no value. */
  boolean isMissing(int octet, int octets) {
    for (int i = 0; i < octets; i++) {
      if (at(octet + i) != 0xFF) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns a number as IBM/360 floats it: a sign, an exponent of 16 less 64, 24 bits of fraction.
   */
  double ibm(int octet) {
    int exponent = at(octet) & 0x7F;
    double fraction = unsigned(octet + 1, 3) / 16777216.0;
    double value = fraction * Math.pow(16, exponent - 64); // exact: a power of two
    return (at(octet) & 0x80) == 0 ? value : -value;
  }

  /** Returns a number in IEEE 754's single precision. */
  float ieee(int octet) {
    return Float.intBitsToFloat((int) unsigned(octet, 4));
  }

  /** Returns the octets from one to the end of another's length. */
  Octets part(int octet, int octets) {
    byte[] some = new byte[octets];
    System.arraycopy(bytes, octet - 1, some, 0, octets);
    return new Octets(some);
  }
}
