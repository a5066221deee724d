package org.arcoforge.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An object set holds row-major numbers of the objects of one array, as runs of neighbours: what an
 * append touches along the first dimension is one run, however many objects there are.
 */
public final class ObjectSet {
  private final long[] runs; // first, end, first, end, …

  private ObjectSet(long[] runs) {
    this.runs = runs;
  }

  /**
   * Returns the set of those runs.
   *
   * @param runs the first and the end of each, ascending; ends are not in the set
   */
  @JsonCreator
  public static ObjectSet ofRuns(long... runs) {
    return new ObjectSet(runs.clone());
  }

  /** Returns first and end of each run, ascending. */
  @JsonValue
  public long[] runs() {
    return runs.clone();
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return runs.length == 0;
  }

  /** Returns how many there are. */
  public long size() {
    long size = 0;
    for (int i = 0; i < runs.length; i += 2) {
      size += runs[i + 1] - runs[i];
    }
    return size;
  }

  /** Returns all that are in this set or in another. */
  public ObjectSet plus(ObjectSet other) {
    Builder all = new Builder();
    int a = 0;
    int b = 0;
    while (a < runs.length || b < other.runs.length) {
      boolean mine = b == other.runs.length || (a < runs.length && runs[a] <= other.runs[b]);
      if (mine) {
        all.add(runs[a], runs[a + 1]);
        a += 2;
      } else {
        all.add(other.runs[b], other.runs[b + 1]);
        b += 2;
      }
    }
    return all.build();
  }

  /** Returns whether a number is in it. */
  public boolean contains(long number) {
    int at = Arrays.binarySearch(runs, number);
    return at >= 0 ? at % 2 == 0 : (-at - 1) % 2 == 1;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof ObjectSet set && Arrays.equals(runs, set.runs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(runs);
  }

  @Override
  public String toString() {
    return Arrays.toString(runs);
  }

  /** Collects numbers in ascending order. */
  static final class Builder {
    private long[] runs = new long[8];
    private int length;

    void add(long number) {
      add(number, number + 1);
    }

    /** Adds a run that begins nowhere before the last one. */
    void add(long first, long end) {
      if (length > 0 && runs[length - 1] >= first) {
        runs[length - 1] = Math.max(runs[length - 1], end);
        return;
      }
      if (length == runs.length) {
        runs = Arrays.copyOf(runs, 2 * length);
      }
      runs[length++] = first;
      runs[length++] = end;
    }

    ObjectSet build() {
      return new ObjectSet(Arrays.copyOf(runs, length));
    }
  }
}
