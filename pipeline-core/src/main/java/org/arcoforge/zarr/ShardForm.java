package org.arcoforge.zarr;

import java.util.List;

/**
 * A shard form says how a shard is built: its inner chunks, its index and the codecs of both.
 *
 * @param chunks how many chunks a shard has along each dimension
 * @param outer codecs over the shard as a whole; almost always none
 */
record ShardForm(List<Long> chunks, boolean indexAtEnd, boolean checked, List<ByteCodec> outer) {
  int count() {
    return Math.toIntExact(chunks.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b));
  }

  int indexSize() {
    return Math.toIntExact(ShardIndex.size(count(), checked));
  }
}
