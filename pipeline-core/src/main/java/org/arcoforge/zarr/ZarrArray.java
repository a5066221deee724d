package org.arcoforge.zarr;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/** This is one array of an opened Zarr store. */
final class ZarrArray implements ArrayReader {
  private final ObjectStore store;
  private final ArrayDescription array;
  private final ArrayLayout layout;
  private final ChunkGrid objects;
  private final @Nullable ShardReader shards;

  ZarrArray(ObjectStore store, ArrayDescription array) {
    this.store = store;
    this.array = array;
    this.layout = array.layout();
    objects = layout.objects();
    ShardForm form = array.shards();
    shards = form == null ? null : new ShardReader(layout.chunks(), array.chunks(), form);
  }

  @Override
  public ArrayLayout layout() {
    return layout;
  }

  @Override
  public String key(long... index) {
    return array.keys().key(index);
  }

  @Override
  public boolean isPlain() {
    return array.isPlain();
  }

  @Override
  public Block read(Region region) throws IOException {
    if (region.rank() != objects.rank() || !Region.whole(objects.shape()).contains(region)) {
      throw new IllegalArgumentException(
          String.format(
              "%s has shape %s, but %s was asked for",
              layout.variable().name(), Arrays.toString(objects.shape()), region));
    }
    Block target = filled(region);
    if (region.isEmpty()) {
      return target;
    }
    for (long[] index : Indices.of(objects.covering(region))) {
      String key = key(index);
      try {
        ShardReader reader = shards;
        if (reader != null && reader.isWorthRanges(region, index)) {
          reader.copy(new ShardReader.Ranges(store, key), index, region, target);
          continue;
        }
        byte[] bytes = store.read(key);
        if (reader != null) {
          reader.copy(reader.whole(bytes), index, region, target);
          continue;
        }
        Block chunk = array.chunks().decode(bytes, 0, bytes.length);
        Region held = objects.region(index);
        if (region.equals(held) && Arrays.equals(chunk.shape(), region.size())) {
          return chunk;
        }
        copy(chunk, held, region, target);
      } catch (ObjectNotFoundException e) {
        // Not written: the fill value, which is there already.
      } catch (ZarrException e) {
        throw damaged(key, e);
      }
    }
    return target;
  }

  @Override
  public Block decode(byte[] object, long... index) throws IOException {
    Region region = objects.region(index);
    try {
      if (shards != null) {
        Block target = filled(region);
        shards.copy(shards.whole(object), index, region, target);
        return target;
      }
      Block chunk = array.chunks().decode(object, 0, object.length);
      if (Arrays.equals(chunk.shape(), region.size())) {
        return chunk;
      }
      Block target = Block.allocate(chunk.type(), region.size());
      copy(chunk, region, region, target);
      return target;
    } catch (ZarrException e) {
      throw damaged(key(index), e);
    }
  }

  @Override
  public BitSet chunksIn(byte[] object) throws IOException {
    if (shards != null) {
      return shards.present(shards.whole(object));
    }
    BitSet one = new BitSet();
    one.set(0);
    return one;
  }

  /** Copies what a chunk and the wanted region have in common. */
  static void copy(Block chunk, Region held, Region wanted, Block target) {
    Region common = held.intersect(wanted);
    Block.copy(
        chunk,
        common.relativeTo(held.start()).start(),
        target,
        common.relativeTo(wanted.start()).start(),
        common.size());
  }

  private Block filled(Region region) {
    Block block = Block.allocate(layout.variable().type(), region.size());
    if (layout.fill().bits() != 0 || !layout.fill().text().isEmpty()) {
      block.fill(layout.fill());
    }
    return block;
  }

  private ZarrException damaged(String key, ZarrException e) {
    return new ZarrException(
        store.url(key) + " (" + layout.variable().name() + "): " + e.getMessage(), e);
  }
}
