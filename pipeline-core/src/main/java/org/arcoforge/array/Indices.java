package org.arcoforge.array;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Iterates over all index vectors of a shape in C order; rank 0 has the one empty vector. */
public final class Indices implements Iterable<long[]> {
  private final Region box;

  private Indices(Region box) {
    this.box = box;
  }

  /** Returns the vectors in {@code box}. */
  public static Indices of(Region box) {
    return new Indices(box);
  }

  /** Returns the row-major number of an element of an array of that shape. */
  public static long linear(long[] index, long[] shape) {
    long n = 0;
    for (int d = 0; d < shape.length; d++) {
      n = n * shape[d] + index[d];
    }
    return n;
  }

  /** Returns an iterator whose every {@code next} gives a new array. */
  @Override
  public Iterator<long[]> iterator() {
    return new Iterator<>() {
      private long @org.jspecify.annotations.Nullable [] at = box.isEmpty() ? null : box.start();

      @Override
      public boolean hasNext() {
        return at != null;
      }

      @Override
      public long[] next() {
        if (at == null) {
          throw new NoSuchElementException();
        }
        long[] result = at;
        long[] following = Arrays.copyOf(at, at.length);
        int d = following.length - 1;
        while (d >= 0 && ++following[d] >= box.end(d)) {
          following[d] = box.start(d);
          d--;
        }
        at = d < 0 ? null : following;
        return result;
      }
    };
  }
}
