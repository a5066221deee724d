package org.arcoforge.zarr;

/** Stands for filters that lost bits when the data were written, and leave nothing to undo. */
record IdentityCodec(String name) implements DecodeOnly {
  @Override
  public void decode(byte[] source, int offset, int length, int expected, Buffer target)
      throws ZarrException {
    ByteCodec.checkLength(name, length, expected);
    target.length(0);
    target.append(source, offset, length);
  }
}
