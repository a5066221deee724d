package org.arcoforge.zarr;

/** A decode-only codec is one of others' stores that we read and never write. */
interface DecodeOnly extends ByteCodec {
  @Override
  default void encode(byte[] source, int length, Buffer target) {
    throw new UnsupportedOperationException(this + " is only read");
  }
}
