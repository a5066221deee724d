package org.arcoforge.zarr;

import org.arcoforge.array.ArrayLayout;
import org.jspecify.annotations.Nullable;

/**
 * All that an array's metadata say.
 *
 * @param named whether they say the names of all dimensions
 */
record ArrayDescription(
    ArrayLayout layout,
    ChunkKeys keys,
    ChunkDecoder chunks,
    @Nullable ShardForm shards,
    boolean named) {}
