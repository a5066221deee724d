package org.arcoforge.array;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An index map lists which elements of one axis another axis shows, as runs of equal steps, so that
 * slices, reversals and rolls stay small however long the axis is. Immutable.
 */
public final class IndexMap implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] first; // of each run, in the axis that is shown
  private final long[] step; // between neighbours, not 0
  private final long[] offset; // of each run in the axis that shows; then its length

  /**
   * A run maps neighbouring elements of one axis to elements of another at an equal step.
   *
   * @param to where they begin in the axis that shows
   * @param from the first of them in the axis that is shown
   * @param step between them there, not 0
   * @param length how many
   */
  public record Run(long to, long from, long step, long length) {
    /** Returns the lowest index in the axis that is shown. */
    public long lowest() {
      return step > 0 ? from : from + (length - 1) * step;
    }

    /** Returns elements of the shown axis from the lowest to the highest. */
    public long span() {
      return (length - 1) * Math.abs(step) + 1;
    }
  }

  private IndexMap(long[] first, long[] step, long[] offset) {
    this.first = first;
    this.step = step;
    this.offset = offset;
  }

  /** Returns an axis of that length as it is. */
  public static IndexMap all(long length) {
    return range(0, length, 1);
  }

  /**
   * Returns every {@code step}-th element from {@code first} on; backwards if the step is negative.
   *
   * @throws IllegalArgumentException if an index would be negative or the step 0
   */
  public static IndexMap range(long first, long length, long step) {
    long last = first + Math.max(0, length - 1) * step;
    if (step == 0 || length < 0 || first < 0 || last < 0) {
      throw new IllegalArgumentException(
          "no range from " + first + " of " + length + " elements by " + step);
    }
    return length == 0
        ? new IndexMap(new long[0], new long[0], new long[] {0})
        : new IndexMap(new long[] {first}, new long[] {step}, new long[] {0, length});
  }

  /** Returns an axis of that length from its end to its beginning. */
  public static IndexMap reversed(long length) {
    return length == 0 ? all(0) : range(length - 1, length, -1);
  }

  /** Returns an axis of that length which begins with its element {@code begin} and goes round. */
  public static IndexMap rolled(long length, long begin) {
    return join(List.of(range(begin, length - begin, 1), range(0, begin, 1)));
  }

  /**
   * Returns those elements.
   *
   * @throws IllegalArgumentException if an index is negative
   */
  public static IndexMap of(long... indices) {
    List<IndexMap> runs = new ArrayList<>();
    for (int i = 0; i < indices.length; ) {
      int end = i + 1;
      long step = end < indices.length ? indices[end] - indices[i] : 1;
      while (step != 0 && end < indices.length && indices[end] - indices[end - 1] == step) {
        end++;
      }
      runs.add(range(indices[i], (long) end - i, step == 0 ? 1 : step));
      i = end;
    }
    return join(runs);
  }

  /** Returns all of the first, then all of the second, … */
  public static IndexMap join(List<IndexMap> parts) {
    int runs = parts.stream().mapToInt(p -> p.first.length).sum();
    long[] first = new long[runs];
    long[] step = new long[runs];
    long[] offset = new long[runs + 1];
    int n = 0;
    for (IndexMap part : parts) {
      for (int r = 0; r < part.first.length; r++) {
        first[n] = part.first[r];
        step[n] = part.step[r];
        offset[n + 1] = offset[n] + part.offset[r + 1] - part.offset[r];
        n++;
      }
    }
    return new IndexMap(first, step, offset);
  }

  /** Returns elements of the axis that shows. */
  public long length() {
    return offset[first.length];
  }

  /** Returns the element that is shown at {@code i}. */
  public long at(long i) {
    int r = run(i);
    return first[r] + (i - offset[r]) * step[r];
  }

  /** Returns what is shown if the next axis shows those elements of this one. */
  public IndexMap then(IndexMap next) {
    List<IndexMap> parts = new ArrayList<>();
    for (Run outer : next.runs(0, next.length())) {
      // One of ours at a time, in the order in which the next one goes through them.
      for (long done = 0; done < outer.length(); ) {
        long i = outer.from() + done * outer.step();
        int r = run(i);
        long left = outer.step() > 0 ? offset[r + 1] - 1 - i : i - offset[r];
        long n = Math.min(outer.length() - done, left / Math.abs(outer.step()) + 1);
        parts.add(range(at(i), n, n == 1 ? 1 : step[r] * outer.step()));
        done += n;
      }
    }
    return join(parts);
  }

  /** Returns whether this shows all of an axis of that length, in its order. */
  public boolean isAll(long length) {
    return length() == length
        && (length == 0 || (first.length == 1 && first[0] == 0 && step[0] == 1));
  }

  /** Returns the runs that show the elements from {@code from} to before {@code to}. */
  public List<Run> runs(long from, long to) {
    List<Run> runs = new ArrayList<>();
    for (long i = from; i < to; ) {
      int r = run(i);
      long end = Math.min(to, offset[r + 1]);
      runs.add(new Run(i, first[r] + (i - offset[r]) * step[r], step[r], end - i));
      i = end;
    }
    return runs;
  }

  /** Returns all indices, one by one. */
  public long[] toArray() {
    long[] all = new long[Math.toIntExact(length())];
    Arrays.setAll(all, i -> at(i));
    return all;
  }

  private int run(long i) {
    if (i < 0 || i >= length()) {
      throw new IndexOutOfBoundsException("element " + i + " of " + length());
    }
    int at = Arrays.binarySearch(offset, i);
    return at >= 0 ? at : -at - 2;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof IndexMap m
        && Arrays.equals(first, m.first)
        && Arrays.equals(step, m.step)
        && Arrays.equals(offset, m.offset);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(first) + Arrays.hashCode(offset);
  }

  @Override
  public String toString() {
    StringBuilder s = new StringBuilder("[");
    for (Run r : runs(0, length())) {
      s.append(s.length() == 1 ? "" : ", ").append(r.from());
      s.append(r.length() == 1 ? "" : ":" + (r.from() + r.length() * r.step()) + ":" + r.step());
    }
    return s.append(']').toString();
  }
}
