package org.arcoforge.zarr;

import java.util.Arrays;
import java.util.Optional;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Region;
import org.jspecify.annotations.Nullable;

/** Cuts one chunk out of a tile, pads it, and encodes it into reused buffers. */
final class ChunkEncoder {
  private final DataType type;
  private final FillValue fill;
  private final byte[] fillBytes;
  private final long[] shape;
  private final int bytes;
  private final @Nullable ByteCodec codec;
  private final EncoderBuffers buffers;

  ChunkEncoder(ArrayLayout layout, EncoderBuffers buffers) {
    this.buffers = buffers;
    type = layout.variable().type();
    fill = layout.fill();
    fillBytes = fill.bytes(type);
    shape = layout.chunk().stream().mapToLong(Long::longValue).toArray();
    codec = CodecChoice.of(layout.codec(), type.size()).codec(buffers);
    long all = Math.max(1, type.size());
    for (long n : shape) {
      all = n > Buffer.MAX || all > Buffer.MAX ? Long.MAX_VALUE : all * n;
    }
    if (all > Buffer.MAX) {
      throw new IllegalArgumentException(
          layout.variable().name()
              + ": a chunk of "
              + layout.chunk()
              + " elements of type "
              + type.id()
              + " is 2 GiB or more, which no codec can hold; choose smaller chunks");
    }
    bytes = (int) all;
  }

  /**
   * Returns the padded chunk.
   *
   * @param region its elements, clipped to the array
   */
  Block extract(Block tile, long[] origin, Region region) {
    if (Arrays.equals(tile.shape(), shape)
        && Arrays.equals(region.start(), origin)
        && Arrays.equals(region.size(), shape)
        && tile.bytes().length >= tile.byteLength()) {
      return tile; // already is the chunk: no copy
    }
    Block chunk =
        type == DataType.STRING
            ? Block.allocate(type, shape)
            : Block.wrap(type, buffers.padded(bytes), shape);
    if (!Arrays.equals(region.size(), shape)) {
      chunk.fill(fill);
    }
    Block.copy(
        tile, region.relativeTo(origin).start(), chunk, new long[shape.length], region.size());
    return chunk;
  }

  /** Returns whether every element has the bits of the fill value. */
  boolean isFill(Block chunk) {
    int n = chunk.elements();
    if (type == DataType.STRING) {
      String[] texts = chunk.strings();
      for (int i = 0; i < n; i++) {
        if (!texts[i].equals(fill.text())) {
          return false;
        }
      }
      return true;
    }
    // The first element is the fill value, and each is like the one before it.
    int size = type.size();
    int length = n * size;
    byte[] bytes = chunk.bytes();
    return n == 0
        || (Arrays.equals(bytes, 0, size, fillBytes, 0, size)
            && Arrays.equals(bytes, 0, length - size, bytes, size, length));
  }

  /** Returns an encoder of a whole chunk by parts; empty where the codec has none. */
  Optional<PartEncoder> parts() {
    return codec instanceof BloscCodec blosc
        ? BloscParts.begin(blosc, bytes, buffers.encoded).map(parts -> parts)
        : Optional.empty();
  }

  /** Returns the encoded chunk; valid until the next call. */
  ArrayEncoder.Encoded encode(Block chunk) {
    byte[] raw = chunk.bytes();
    int length = chunk.byteLength();
    if (type == DataType.STRING) {
      VlenUtf8.encode(chunk.strings(), chunk.elements(), buffers.text);
      raw = buffers.text.bytes();
      length = buffers.text.length();
    }
    if (codec == null) {
      return new ArrayEncoder.Encoded(raw, length);
    }
    codec.encode(raw, length, buffers.encoded);
    return new ArrayEncoder.Encoded(buffers.encoded.bytes(), buffers.encoded.length());
  }
}
