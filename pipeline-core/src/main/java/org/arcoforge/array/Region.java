package org.arcoforge.array;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A region is a half-open box of elements with one start and one size for each dimension; it is
 * immutable. Rank 0 is the one scalar.
 */
public final class Region implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] start;
  private final long[] size;

  private Region(long[] start, long[] size) {
    this.start = start;
    this.size = size;
  }

  /**
   * Returns the box that begins at {@code start} and is {@code size} long.
   *
   * @throws IllegalArgumentException if the ranks differ or a number is negative
   */
  public static Region of(long[] start, long[] size) {
    if (start.length != size.length) {
      throw new IllegalArgumentException(
          "start has rank " + start.length + ", size " + size.length);
    }
    for (int d = 0; d < start.length; d++) {
      if (start[d] < 0 || size[d] < 0) {
        throw new IllegalArgumentException(
            "negative box: start " + Arrays.toString(start) + ", size " + Arrays.toString(size));
      }
    }
    return new Region(start.clone(), size.clone());
  }

  /** Returns the whole of an array of that shape. */
  public static Region whole(long... shape) {
    return of(new long[shape.length], shape);
  }

  /** Returns the number of dimensions. */
  public int rank() {
    return start.length;
  }

  /** Returns the first element in dimension {@code d}. */
  public long start(int d) {
    return start[d];
  }

  /** Returns elements in dimension {@code d}. */
  public long size(int d) {
    return size[d];
  }

  /** Returns one past the last element in dimension {@code d}. */
  public long end(int d) {
    return start[d] + size[d];
  }

  /** Returns a copy of all starts. */
  public long[] start() {
    return start.clone();
  }

  /** Returns a copy of all sizes. */
  public long[] size() {
    return size.clone();
  }

  /** Returns the number of elements; 1 for rank 0. */
  public long elements() {
    long n = 1;
    for (long s : size) {
      n = Math.multiplyExact(n, s);
    }
    return n;
  }

  /** Returns whether there is no element in it. */
  public boolean isEmpty() {
    for (long s : size) {
      if (s == 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns what both have in common; of size 0 in the dimensions where they do not meet. */
  public Region intersect(Region other) {
    long[] from = new long[rank()];
    long[] n = new long[rank()];
    for (int d = 0; d < rank(); d++) {
      from[d] = Math.max(start[d], other.start[d]);
      n[d] = Math.max(0, Math.min(end(d), other.end(d)) - from[d]);
    }
    return new Region(from, n);
  }

  /** Returns the same box seen from an origin: starts less {@code origin}'s. */
  public Region relativeTo(long[] origin) {
    long[] from = start.clone();
    for (int d = 0; d < from.length; d++) {
      from[d] -= origin[d];
    }
    return of(from, size);
  }

  /** Returns the same box moved by {@code offset}. */
  public Region shift(long[] offset) {
    long[] from = start.clone();
    for (int d = 0; d < from.length; d++) {
      from[d] += offset[d];
    }
    return of(from, size);
  }

  /** Returns the smallest box that holds both. */
  public Region hull(Region other) {
    long[] from = start.clone();
    long[] lengths = size.clone();
    for (int d = 0; d < from.length; d++) {
      from[d] = Math.min(start[d], other.start[d]);
      lengths[d] = Math.max(end(d), other.end(d)) - from[d];
    }
    return of(from, lengths);
  }

  /** Returns whether every element of {@code other} is in this box. */
  public boolean contains(Region other) {
    for (int d = 0; d < rank(); d++) {
      if (other.start[d] < start[d] || other.end(d) > end(d)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Region r && Arrays.equals(start, r.start) && Arrays.equals(size, r.size);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(start) + Arrays.hashCode(size);
  }

  /** Returns a text for messages, as Python slices: {@code [0:40, 0:720]}. */
  @Override
  public String toString() {
    StringBuilder s = new StringBuilder("[");
    for (int d = 0; d < rank(); d++) {
      s.append(d == 0 ? "" : ", ").append(start[d]).append(':').append(end(d));
    }
    return s.append(']').toString();
  }
}
