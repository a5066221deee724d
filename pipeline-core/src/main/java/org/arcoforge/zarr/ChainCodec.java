package org.arcoforge.zarr;

import java.util.List;

/** Codecs one after the other, in the order of encoding; at least two. */
final class ChainCodec implements ByteCodec {
  private final List<ByteCodec> codecs;
  private final Buffer one = new Buffer();
  private final Buffer other = new Buffer();

  ChainCodec(List<ByteCodec> codecs) {
    this.codecs = List.copyOf(codecs);
  }

  @Override
  public void encode(byte[] source, int length, Buffer target) {
    byte[] bytes = source;
    int n = length;
    for (int i = 0; i < codecs.size(); i++) {
      Buffer next = i == codecs.size() - 1 ? target : i % 2 == 0 ? one : other;
      codecs.get(i).encode(bytes, n, next);
      bytes = next.bytes();
      n = next.length();
    }
  }

  @Override
  public void decode(byte[] source, int offset, int length, int expected, Buffer target)
      throws ZarrException {
    target.adopt(ChunkDecoder.unwrap(codecs, source, offset, length, expected));
  }
}
