package org.arcoforge.plan;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** A set of positions, eight bytes each: of a million files half may lack a variable. */
final class PositionSet implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] numbers;

  private PositionSet(long[] numbers) {
    this.numbers = numbers;
  }

  static PositionSet of(Collection<Long> positions) {
    return new PositionSet(positions.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  boolean contains(long position) {
    return Arrays.binarySearch(numbers, position) >= 0;
  }

  Set<Long> asSet() {
    Set<Long> all = new TreeSet<>();
    for (long number : numbers) {
      all.add(number);
    }
    return all;
  }
}
