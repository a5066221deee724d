package org.arcoforge.zarr;

import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;

/**
 * Puts the chunks of one shard one after the other, in row-major order, with the index at the end.
 * Chunks of nothing but fill values are left out, as zarr-python does.
 */
final class ShardEncoder {
  private final ChunkGrid grid;
  private final long[] perShard;
  private final int count;
  private final ChunkEncoder chunks;
  private final Buffer shard;

  ShardEncoder(ArrayLayout layout, ChunkEncoder chunks, Buffer shard) {
    this.shard = shard;
    this.chunks = chunks;
    grid = layout.chunks();
    perShard = new long[grid.rank()];
    long n = 1;
    for (int d = 0; d < perShard.length; d++) {
      perShard[d] = layout.shard().get(d) / layout.chunk().get(d);
      n = Math.multiplyExact(n, perShard[d]);
    }
    if (ShardIndex.size(n, true) > Buffer.MAX) {
      throw new IllegalArgumentException(
          layout.variable().name() + ": " + n + " chunks in a shard are too many");
    }
    count = (int) n;
  }

  ArrayEncoder.Encoded encode(Block tile, long[] origin, long... index) {
    ShardIndex entries = new ShardIndex(count);
    shard.length(0);
    int i = 0;
    for (long[] at : Indices.of(Region.whole(perShard))) {
      boolean inside = true;
      for (int d = 0; d < at.length; d++) {
        at[d] += index[d] * perShard[d];
        inside &= at[d] < grid.count(d);
      }
      entries.set(i, ShardIndex.ABSENT, ShardIndex.ABSENT);
      if (inside) {
        Block chunk = chunks.extract(tile, origin, grid.region(at));
        if (!chunks.isFill(chunk)) {
          ArrayEncoder.Encoded one = chunks.encode(chunk);
          entries.set(i, shard.length(), one.length());
          shard.append(one.bytes(), 0, one.length());
        }
      }
      i++;
    }
    entries.append(shard);
    return new ArrayEncoder.Encoded(shard.bytes(), shard.length());
  }
}
