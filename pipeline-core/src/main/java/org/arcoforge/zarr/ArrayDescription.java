package org.arcoforge.zarr;

import java.util.List;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.CodecSpec;
import org.jspecify.annotations.Nullable;

/**
 * An array description holds all that an array's metadata say.
 *
 * @param named whether they say the names of all dimensions
 */
record ArrayDescription(
    ArrayLayout layout,
    ChunkKeyEncoding keys,
    ChunkDecoder chunks,
    @Nullable ShardForm shards,
    boolean named) {
  /**
   * Returns whether a chunk is an object by itself, its axes in order, and went through nothing but
   * the layout's codec.
   */
  boolean isPlain() {
    CodecSpec codec = layout.codec();
    boolean big = FilterChoice.isBigEndian(codec);
    int shuffles = codec.filters().size() - (big ? 1 : 0);
    int all = shuffles + (codec.name().equals("none") ? 0 : 1);
    List<ByteCodec> codecs = chunks.codecs();
    boolean plain =
        shards == null
            && chunks.form().kind() == ElementForm.Kind.NUMBER
            && chunks.order().axes().isEmpty()
            && codecs.size() == all;
    for (int i = 0; plain && i < all; i++) {
      plain = codecs.get(i) instanceof ShuffleCodec == i < shuffles;
    }
    return plain;
  }
}
