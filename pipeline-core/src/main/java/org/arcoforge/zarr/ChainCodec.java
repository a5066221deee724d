package org.arcoforge.zarr;

import java.util.List;

/** A chain applies at least two codecs one after the other, in the order of encoding. */
final class ChainCodec implements ByteCodec {
  private final List<ByteCodec> codecs;
  private final EncoderBuffers buffers;

  ChainCodec(List<ByteCodec> codecs, EncoderBuffers buffers) {
    this.codecs = List.copyOf(codecs);
    this.buffers = buffers;
  }

  @Override
  public void encode(byte[] source, int length, Buffer target) {
    byte[] bytes = source;
    int n = length;
    for (int i = 0; i < codecs.size(); i++) {
      boolean last = i == codecs.size() - 1;
      Buffer next = last ? target : i % 2 == 0 ? buffers.filtered : buffers.filteredTwice;
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
