package org.arcoforge.zarr;

/**
 * Decodes the filter {@code packbits} of numcodecs: a byte that says how many bits pad the last
 * byte, then eight bits a byte.
 */
record PackBitsCodec() implements DecodeOnly {
  @Override
  public void decode(byte[] source, int offset, int length, int expected, Buffer target)
      throws ZarrException {
    int padding = length == 0 ? 8 : source[offset];
    long bits = (length - 1) * 8L - padding;
    if (padding < 0 || padding > 7 || bits < 0) {
      throw new ZarrException("packbits: " + padding + " bits of padding: damaged");
    }
    ByteCodec.checkLength("packbits", bits, expected);
    target.length(0);
    byte[] out = target.reserve(bits);
    for (int i = 0; i < bits; i++) {
      out[i] = (byte) (source[offset + 1 + i / 8] >>> (7 - i % 8) & 1);
    }
    target.length((int) bits);
  }
}
