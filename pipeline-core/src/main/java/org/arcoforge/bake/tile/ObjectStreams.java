package org.arcoforge.bake.tile;

import org.arcoforge.array.ArrayLayout;
import org.arcoforge.disk.NewFiles;
import org.arcoforge.plan.tiling.ObjectParts;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ArrayEncoder;
import org.arcoforge.zarr.PartEncoder;

/** Knows which objects can be made side by side of bands of their values. */
public final class ObjectStreams {
  /** Of several objects, each must be so many times larger than what is held of it on its way. */
  private static final int LARGE = 4;

  private ObjectStreams() {}

  /** Returns what of each object must be in memory while a bake into a store makes it. */
  public static ObjectParts into(ObjectStore store, int zarrFormat) {
    return store.takesDrafts() ? layout -> bytes(layout, zarrFormat) : ObjectParts.NONE;
  }

  private static long bytes(ArrayLayout layout, int zarrFormat) {
    return ArrayEncoder.of(layout, zarrFormat)
        .parts()
        .filter(ObjectStreams::areLarge)
        .map(parts -> (long) parts.size(0) + parts.head() + NewFiles.HELD)
        .orElse(0L);
  }

  /** Returns whether little of an object is in memory if it is made of parts. */
  static boolean areLarge(PartEncoder parts) {
    return parts.length() / LARGE >= parts.size(0);
  }
}
