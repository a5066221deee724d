package org.arcoforge.zarr;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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
  public void read(List<Region> parts, PartSink sink) throws IOException {
    read(parts, sink, false);
  }

  @Override
  public void readStored(List<Region> parts, PartSink sink) throws IOException {
    read(parts, sink, true);
  }

  private void read(List<Region> parts, PartSink sink, boolean mustBeThere) throws IOException {
    if (parts.isEmpty()) {
      return;
    }
    long[] index = objects.covering(parts.get(0)).start();
    if (shards != null) {
      if (mustBeThere) {
        decode(store.read(key(index)), index, parts, sink);
        return;
      }
      Region all = parts.stream().reduce(Region::hull).orElseThrow();
      Block block = read(all);
      for (int i = 0; i < parts.size(); i++) {
        sink.take(i, block, all);
      }
      return;
    }
    String key = key(index);
    try {
      slabs(ObjectBytes.of(store, key), index, parts, sink);
    } catch (ObjectNotFoundException e) { // the fill value
      if (mustBeThere) {
        throw e;
      }
      for (int i = 0; i < parts.size(); i++) {
        sink.take(i, filled(parts.get(i)), parts.get(i));
      }
    } catch (ZarrException e) {
      throw damaged(key, e);
    }
  }

  @Override
  public void decode(byte[] object, long[] index, List<Region> parts, PartSink sink)
      throws IOException {
    if (shards != null) {
      Block whole = decode(object, index);
      for (int i = 0; i < parts.size(); i++) {
        sink.take(i, whole, objects.region(index));
      }
      return;
    }
    try {
      slabs(ObjectBytes.of(object), index, parts, sink);
    } catch (ZarrException e) {
      throw damaged(key(index), e);
    }
  }

  /** Gives parts of a chunk one by one, if that is less work than the whole. */
  private void slabs(ObjectBytes bytes, long[] index, List<Region> parts, PartSink sink)
      throws IOException {
    long[] chunk = layout.chunks().chunk();
    Region held = objects.region(index);
    List<Region> slabs = parts.stream().map(p -> slab(p.relativeTo(held.start()), chunk)).toList();
    long wanted = slabs.stream().mapToLong(Region::elements).sum();
    Buffer decoded = new Buffer(); // of each in turn: a sink is done with it when it returns
    Block whole = wanted * 2 > Region.whole(chunk).elements() ? decode(bytes.all(), index) : null;
    for (int i = 0; i < slabs.size(); i++) {
      Region slab = slabs.get(i);
      if (whole == null) {
        int from = Math.toIntExact(Indices.linear(slab.start(), chunk));
        int to = Math.toIntExact(from + slab.elements());
        Block block = array.chunks().decodePart(bytes, from, to, decoded, slab.size());
        if (block != null) {
          sink.take(i, block, slab.shift(held.start()));
          continue;
        }
        whole = decode(bytes.all(), index);
      }
      sink.take(i, whole, held);
    }
  }

  /** The least box around a part of a chunk whose elements follow each other in the chunk. */
  private static Region slab(Region part, long... chunk) {
    long[] start = part.start();
    long[] size = part.size();
    int d = 0;
    while (d < size.length && size[d] == 1) {
      d++;
    }
    for (int i = d + 1; i < size.length; i++) {
      start[i] = 0;
      size[i] = chunk[i];
    }
    return Region.of(start, size);
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
