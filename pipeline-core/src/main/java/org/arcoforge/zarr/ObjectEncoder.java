package org.arcoforge.zarr;

import java.util.Arrays;
import java.util.Optional;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Region;
import org.jspecify.annotations.Nullable;

/** Encodes chunks, and shards of chunks; all big arrays are reused. */
final class ObjectEncoder implements ArrayEncoder {
  private final ArrayLayout layout;
  private final ChunkGrid objects;
  private final ChunkKeyEncoding keys;
  private final ChunkEncoder chunks;
  private final boolean fillIsKept;
  private final @Nullable ShardEncoder shards;

  ObjectEncoder(ArrayLayout layout, int zarrFormat, EncoderBuffers buffers) {
    String name = layout.variable().name();
    if (zarrFormat == 2 && !layout.shard().isEmpty()) {
      throw new IllegalArgumentException(
          name + ": shards need zarr_format 3; leave out 'shards' or choose 3");
    }
    this.layout = layout;
    objects = layout.objects();
    keys = zarrFormat == 2 ? ChunkKeyEncoding.format2(name) : ChunkKeyEncoding.format3(name);
    chunks = new ChunkEncoder(layout, buffers);
    fillIsKept =
        FillValueJson.isKept(
            layout.variable().type(), layout.fill(), layout.fillIsMissing(), zarrFormat);
    shards = layout.shard().isEmpty() ? null : new ShardEncoder(layout, chunks, buffers.shard);
  }

  @Override
  public String key(long... index) {
    return keys.key(index);
  }

  @Override
  public boolean isAllFill(Block object) {
    return fillIsKept && chunks.isFill(object);
  }

  @Override
  public Optional<PartEncoder> parts() {
    return shards == null ? chunks.parts() : Optional.empty();
  }

  @Override
  public Encoded encode(Block tile, long[] origin, long... index) {
    Region region = objects.region(index);
    Region held = Region.of(origin, tile.shape());
    if (tile.type() != layout.variable().type() || !held.contains(region)) {
      throw new IllegalArgumentException(
          String.format(
              "object %s of %s needs %s%s, but the tile is %s%s",
              Arrays.toString(index),
              layout.variable().name(),
              layout.variable().type().id(),
              region,
              tile.type().id(),
              held));
    }
    if (shards != null) {
      return shards.encode(tile, origin, index);
    }
    return chunks.encode(chunks.extract(tile, origin, region));
  }
}
