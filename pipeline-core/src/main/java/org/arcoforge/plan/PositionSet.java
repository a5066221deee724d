package org.arcoforge.plan;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** This is a set of positions in eight bytes each: of a million files half may lack a variable. */
public final class PositionSet {
  private final long[] numbers;

  private PositionSet(long[] numbers) {
    this.numbers = numbers;
  }

  /** Returns the set of those numbers. */
  public static PositionSet of(Collection<Long> positions) {
    return of(positions.stream().mapToLong(Long::longValue).toArray());
  }

  /** Returns the set of those numbers, in whatever order. */
  public static PositionSet of(long... positions) {
    return new PositionSet(Arrays.stream(positions).sorted().distinct().toArray());
  }

  boolean contains(long position) {
    return Arrays.binarySearch(numbers, position) >= 0;
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return numbers.length == 0;
  }

  /** Returns all of them, ascending. */
  public long[] numbers() {
    return numbers.clone();
  }

  Set<Long> asSet() {
    Set<Long> all = new TreeSet<>();
    for (long number : numbers) {
      all.add(number);
    }
    return all;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof PositionSet set && Arrays.equals(numbers, set.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return numbers.length + " positions";
  }
}
