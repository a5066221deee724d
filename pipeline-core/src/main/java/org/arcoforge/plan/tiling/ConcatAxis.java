package org.arcoforge.plan.tiling;

import java.util.Arrays;

/**
 * A concat axis tells where each file's elements begin along one concat dim, in elements, as
 * segments in the order of the target. Compact: four numbers a segment, and nothing for each file
 * of the other dimensions.
 */
public final class ConcatAxis {
  private final String name;
  private final int patternDim;
  private final long[] index;
  private final long[] start;
  private final long[] offset;
  private final long alike;

  /**
   * Makes an axis.
   *
   * @param patternDim which dimension of the pattern it is
   * @param index for each segment, the file's index along that dimension
   * @param start for each segment, the first element in the file
   * @param length for each segment, how many
   */
  public ConcatAxis(String name, int patternDim, long[] index, long[] start, long[] length) {
    this.name = name;
    this.patternDim = patternDim;
    this.index = index.clone();
    this.start = start.clone();
    this.alike = alike(start, length);
    this.offset = new long[length.length + 1];
    for (int i = 0; i < length.length; i++) {
      offset[i + 1] = offset[i] + length[i];
    }
  }

  /** Returns the name of the dimension. */
  public String name() {
    return name;
  }

  /** Returns which dimension of the pattern it is. */
  public int patternDim() {
    return patternDim;
  }

  /** Returns the number of segments. */
  public int segments() {
    return index.length;
  }

  /** Returns elements of the whole axis. */
  public long length() {
    return offset[index.length];
  }

  /** Returns the file's index of segment {@code s}. */
  public long index(int s) {
    return index[s];
  }

  /** Returns the first element in the file of segment {@code s}. */
  public long start(int s) {
    return start[s];
  }

  /**
   * Returns the first element in the target of segment {@code s}; of the one after the last, the
   * axis' length.
   */
  public long offset(int s) {
    return offset[s];
  }

  /** Returns the length of each segment if all begin with a file and are equally long; else 0. */
  long lengthOfAll() {
    return alike;
  }

  private static long alike(long[] start, long[] length) {
    for (int s = 0; s < length.length; s++) {
      if (start[s] != 0 || length[s] != length[0]) {
        return 0;
      }
    }
    return length.length == 0 ? 0 : length[0];
  }

  /** Returns the segment that holds the target's element {@code element}. */
  public int segmentAt(long element) {
    int at = Arrays.binarySearch(offset, element);
    if (at < 0) {
      return -at - 2;
    }
    while (at + 1 < offset.length && offset[at + 1] == element) { // segments without elements
      at++;
    }
    return at;
  }

  /** Returns whether it takes the same parts of the same files in the same order as another. */
  public boolean hasSegmentsOf(ConcatAxis other) {
    return patternDim == other.patternDim
        && Arrays.equals(index, other.index)
        && Arrays.equals(start, other.start)
        && Arrays.equals(offset, other.offset);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ConcatAxis a && name.equals(a.name) && hasSegmentsOf(a);
  }

  @Override
  public int hashCode() {
    return name.hashCode() + Arrays.hashCode(offset);
  }

  @Override
  public String toString() {
    return name + ": " + length() + " elements in " + segments() + " segments";
  }
}
