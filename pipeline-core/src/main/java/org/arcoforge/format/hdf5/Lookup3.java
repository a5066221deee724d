package org.arcoforge.format.hdf5;

/**
 * Computes Bob Jenkins' lookup3 {@code hashlittle} with initial value 0, HDF5's checksum of
 * structures.
 */
final class Lookup3 {
  private Lookup3() {}

  static int hash(byte[] k, int offset, int length) {
    int a = 0xdeadbeef + length;
    int b = a;
    int c = a;
    int p = offset;
    int left = length;
    while (left > 12) {
      a += word(k, p, 4);
      b += word(k, p + 4, 4);
      c += word(k, p + 8, 4);
      a -= c;
      a ^= Integer.rotateLeft(c, 4);
      c += b;
      b -= a;
      b ^= Integer.rotateLeft(a, 6);
      a += c;
      c -= b;
      c ^= Integer.rotateLeft(b, 8);
      b += a;
      a -= c;
      a ^= Integer.rotateLeft(c, 16);
      c += b;
      b -= a;
      b ^= Integer.rotateLeft(a, 19);
      a += c;
      c -= b;
      c ^= Integer.rotateLeft(b, 4);
      b += a;
      p += 12;
      left -= 12;
    }
    if (left == 0) {
      return c;
    }
    a += word(k, p, Math.min(4, left));
    b += word(k, p + 4, Math.max(0, Math.min(4, left - 4)));
    c += word(k, p + 8, Math.max(0, left - 8));
    c ^= b;
    c -= Integer.rotateLeft(b, 14);
    a ^= c;
    a -= Integer.rotateLeft(c, 11);
    b ^= a;
    b -= Integer.rotateLeft(a, 25);
    c ^= b;
    c -= Integer.rotateLeft(b, 16);
    a ^= c;
    a -= Integer.rotateLeft(c, 4);
    b ^= a;
    b -= Integer.rotateLeft(a, 14);
    c ^= b;
    c -= Integer.rotateLeft(b, 24);
    return c;
  }

  private static int word(byte[] k, int at, int n) {
    int value = 0;
    for (int i = n - 1; i >= 0; i--) {
      value = (value << 8) | (k[at + i] & 0xFF);
    }
    return value;
  }
}
