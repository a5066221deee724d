package org.arcoforge.plan.axis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.SeenValues;
import org.arcoforge.plan.tiling.ConcatAxis;

/**
 * Holds the elements of a concat coordinate of all files in one block, with keys that sort as they
 * do.
 */
final class OrderedElements {
  private final List<CoordinateOrder.Part> parts;
  private final int[] start;
  private final SeenValues meaning;
  private final Block values;
  private final long[] keys;

  /** The elements of all files, and what their stored numbers mean. */
  OrderedElements(List<CoordinateOrder.Part> parts, SeenValues meaning) {
    this.meaning = meaning;
    this.parts = parts;
    this.start = new int[parts.size() + 1];
    for (int p = 0; p < parts.size(); p++) {
      start[p + 1] = Math.addExact(start[p], parts.get(p).required().elements());
    }
    int n = start[parts.size()];
    values = Block.allocate(parts.get(0).required().type(), n);
    for (int p = 0; p < parts.size(); p++) {
      Block part = parts.get(p).required();
      long[] length = {part.elements()};
      Block.copy(part, new long[1], values, new long[] {start[p]}, length);
    }
    keys = values.type() == DataType.STRING ? ranks(values.strings(), n) : new long[n];
    for (int i = 0; i < n && values.type() != DataType.STRING; i++) {
      keys[i] = meaning.key(values, i);
    }
  }

  /** Numbers texts as their characters' code points sort them. */
  private static long[] ranks(String[] texts, int n) {
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((a, b) -> compare(texts[a], texts[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    long[] ranks = new long[n];
    for (int i = 1; i < n; i++) {
      boolean same = texts[order[i]].equals(texts[order[i - 1]]);
      ranks[order[i]] = ranks[order[i - 1]] + (same ? 0 : 1);
    }
    return ranks;
  }

  private static int compare(String a, String b) {
    int at = 0;
    while (at < a.length() && at < b.length() && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    boolean ends = at == a.length() || at == b.length();
    // Halves of one pair differ as the pairs do; a pair is above what one character can be.
    boolean pair =
        !ends && Character.isSurrogate(a.charAt(at)) != Character.isSurrogate(b.charAt(at));
    return pair ? (Character.isSurrogate(a.charAt(at)) ? 1 : -1) : a.compareTo(b);
  }

  int size() {
    return start[parts.size()];
  }

  /** Returns what the stored numbers mean. */
  SeenValues meaning() {
    return meaning;
  }

  /** Sorts as the value does; equal for equal values. */
  long key(int i) {
    return keys[i];
  }

  /** Returns number of files. */
  int parts() {
    return parts.size();
  }

  /**
   * Returns the first element of a file; of the one after the last, how many elements there are.
   */
  int begin(int p) {
    return start[p];
  }

  /** Returns the keys of a file's elements. */
  long[] keys(int p) {
    return Arrays.copyOfRange(keys, start[p], start[p + 1]);
  }

  /** Returns where a file is; empty if there is none. */
  String url(int p) {
    return parts.get(p).url();
  }

  /** Returns the file that holds an element. */
  int part(int i) {
    int at = Arrays.binarySearch(start, i);
    if (at < 0) {
      return -at - 2;
    }
    while (start[at + 1] == i) { // parts without elements
      at++;
    }
    return at;
  }

  String label(int i) {
    return parts.get(part(i)).label().get();
  }

  /** Returns the place of an element in its file. */
  int inPart(int i) {
    return i - start[part(i)];
  }

  /** Returns an element as messages show it. */
  String text(int i) {
    return meaning.text(values, i);
  }

  /** Returns the time that an element means. */
  String date(int i, CfTimeEncoding time) {
    return meaning.date(values, i, time);
  }

  /** Returns whether no file goes up, and some go down. */
  boolean descends() {
    return goes(-1);
  }

  /** Returns whether no file goes down, and some go up. */
  boolean ascends() {
    return goes(1);
  }

  private boolean goes(int sign) {
    boolean some = false;
    for (int p = 0; p < parts.size(); p++) {
      for (int i = start[p] + 1; i < start[p + 1]; i++) {
        if (Long.compare(keys[i], keys[i - 1]) == -sign) {
          return false;
        }
        some = true;
      }
    }
    return some;
  }

  /** Returns all elements by value; of equals the last or the first comes first. */
  int[] sorted(boolean down, boolean lastFirst) {
    int n = size();
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = lastFirst ? n - 1 - i : i;
    }
    int[] from = order;
    int[] to = new int[n];
    for (long width = 1; width < n; width *= 2) { // a merge sort, which keeps equals in order
      for (long at = 0; at < n; at += 2 * width) {
        int middle = (int) Math.min(at + width, n);
        merge(from, to, (int) at, middle, (int) Math.min(at + 2 * width, n), down);
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  private void merge(int[] from, int[] to, int start1, int start2, int end, boolean down) {
    int a = start1;
    int b = start2;
    for (int i = start1; i < end; i++) {
      boolean first =
          b >= end
              || (a < start2
                  && (down ? keys[from[a]] >= keys[from[b]] : keys[from[a]] <= keys[from[b]]));
      to[i] = first ? from[a++] : from[b++];
    }
  }

  /** Returns those elements in that order; runs of neighbours in one file become segments. */
  AxisPlanner.Axis axis(String name, int patternDim, int[] order) {
    Block arranged = Block.allocate(values.type(), order.length);
    long[] index = new long[order.length + 1];
    long[] first = new long[order.length + 1];
    long[] length = new long[order.length + 1];
    int segments = 0;
    int at = 0;
    while (at < order.length) {
      int p = part(order[at]);
      int end = at + 1;
      while (end < order.length && order[end] == order[end - 1] + 1 && order[end] < start[p + 1]) {
        end++;
      }
      index[segments] = parts.get(p).index();
      first[segments] = order[at] - (long) start[p];
      length[segments] = end - (long) at;
      Block.copy(
          values,
          new long[] {order[at]},
          arranged,
          new long[] {at},
          new long[] {length[segments++]});
      at = end;
    }
    ConcatAxis axis =
        new ConcatAxis(
            name,
            patternDim,
            Arrays.copyOf(index, segments),
            Arrays.copyOf(first, segments),
            Arrays.copyOf(length, segments));
    return new AxisPlanner.Axis(axis, arranged);
  }
}
