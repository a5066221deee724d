package org.arcoforge.zarr;

/**
 * Shuffles bytes as the filter of numcodecs for Zarr 2 does: all first bytes of the elements, then
 * all second bytes, and so on.
 */
record ShuffleCodec(int elementSize) implements ByteCodec {
  @Override
  public void encode(byte[] source, int length, Buffer target) {
    move(source, 0, length, target, true);
  }

  @Override
  public void decode(byte[] source, int offset, int length, int expected, Buffer target)
      throws ZarrException {
    ByteCodec.checkLength("shuffle", length, expected);
    if (length % elementSize != 0) {
      throw new ZarrException(
          "shuffle of " + elementSize + "-byte elements, but " + length + " bytes: damaged");
    }
    move(source, offset, length, target, false);
  }

  private void move(byte[] source, int offset, int length, Buffer target, boolean forward) {
    target.length(0);
    byte[] out = target.reserve(length);
    int n = length / elementSize;
    for (int b = 0; b < elementSize; b++) {
      int plane = b * n;
      for (int i = 0, at = b; i < n; i++, at += elementSize) {
        if (forward) {
          out[plane + i] = source[offset + at];
        } else {
          out[at] = source[offset + plane + i];
        }
      }
    }
    target.length(length);
  }
}
