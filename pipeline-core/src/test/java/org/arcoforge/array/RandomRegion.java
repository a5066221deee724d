package org.arcoforge.array;

import java.util.Random;

/** Regions by chance. */
public final class RandomRegion {
  private RandomRegion() {}

  /** A region of at least one element inside an array of that shape. */
  public static Region inside(Random chance, long[] shape) {
    long[] start = new long[shape.length];
    long[] size = new long[shape.length];
    for (int d = 0; d < shape.length; d++) {
      start[d] = chance.nextInt((int) shape[d]);
      size[d] = 1L + chance.nextInt((int) (shape[d] - start[d]));
    }
    return Region.of(start, size);
  }
}
