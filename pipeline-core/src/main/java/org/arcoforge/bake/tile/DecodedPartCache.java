package org.arcoforge.bake.tile;

import java.util.HashMap;
import java.util.Map;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.jspecify.annotations.Nullable;

/**
 * Keeps parts of decoded source chunks that a later tile of this process will need: so a chunk on
 * the border of two tiles is decoded once. Bounded; what finds no room is decoded again.
 */
final class DecodedPartCache {
  private final long most;
  private final Map<Key, Block> parts = new HashMap<>();
  private long held;

  private record Key(String array, Region region) {}

  /** Makes a cache with room for so many bytes. */
  DecodedPartCache(long most) {
    this.most = most;
  }

  /** Returns the values of a region of an array, which are then no longer kept. */
  synchronized @Nullable Block take(String array, Region region) {
    Block part = parts.remove(new Key(array, region));
    held -= part == null ? 0 : part.byteLength();
    return part;
  }

  /** Keeps values if there is room. */
  synchronized void keep(String array, Region region, Block part) {
    if (held + part.byteLength() <= most && parts.put(new Key(array, region), part) == null) {
      held += part.byteLength();
    }
  }
}
