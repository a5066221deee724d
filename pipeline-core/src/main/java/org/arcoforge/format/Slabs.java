package org.arcoforge.format;

import java.util.Arrays;

/** Finds pieces of contiguous arrays that can be read cheaply by themselves. */
public final class Slabs {
  private static final long BYTES = 4 << 20;

  private Slabs() {}

  /** Returns the shape of as many of the slowest indices as make at most 4 MiB, without gaps. */
  public static long[] of(long[] shape, int width) {
    long[] slab = new long[shape.length];
    Arrays.fill(slab, 1);
    long bytes = Math.max(1, width);
    for (int d = shape.length - 1; d >= 0; d--) {
      long length = Math.max(1, shape[d]);
      slab[d] = Math.min(length, Math.max(1, BYTES / bytes));
      if (slab[d] < length) {
        return slab;
      }
      bytes *= slab[d];
    }
    return slab;
  }
}
