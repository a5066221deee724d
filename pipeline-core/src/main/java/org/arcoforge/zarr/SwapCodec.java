package org.arcoforge.zarr;

/**
 * Swaps bytes, so that numbers have their highest byte first: the {@code bytes} codec of Zarr 3,
 * endian big.
 */
record SwapCodec(int elementSize) implements ByteCodec {
  @Override
  public void encode(byte[] source, int length, Buffer target) {
    target.length(0);
    target.append(source, 0, length);
    ElementForm.reverse(target.bytes(), length, elementSize);
  }

  @Override
  public void decode(byte[] source, int offset, int length, int expected, Buffer target)
      throws ZarrException {
    ByteCodec.checkLength("it", length, expected);
    target.length(0);
    target.append(source, offset, length);
    ElementForm.reverse(target.bytes(), length, elementSize);
  }
}
