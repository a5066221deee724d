package org.arcoforge.zarr;

/** A codec of others' stores that we read and never write. */
interface DecodeOnly extends ByteCodec {
  @Override
  default void encode(byte[] source, int length, Buffer target) {
    throw new UnsupportedOperationException(this + " is only read");
  }
}
