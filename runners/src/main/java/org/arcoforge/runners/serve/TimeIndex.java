package org.arcoforge.runners.serve;

import java.util.List;
import java.util.stream.IntStream;

/** A time index tells which of many spans may meet another, to the second, from plain numbers. */
final class TimeIndex {
  private final long[] starts;
  private final long[] ends;

  /** Makes the index of spans, which are numbered from 0. */
  TimeIndex(List<TimeSpan> spans) {
    starts = spans.stream().mapToLong(s -> s.start().getEpochSecond()).toArray();
    ends = spans.stream().mapToLong(s -> s.end().getEpochSecond()).toArray();
  }

  /** Returns whether the span of that number may meet another; if not, it does not. */
  boolean mayMeet(int number, TimeSpan other) {
    return starts[number] <= other.end().getEpochSecond()
        && other.start().getEpochSecond() <= ends[number];
  }

  /** Returns the numbers of the spans that may meet another. */
  IntStream near(TimeSpan other) {
    return IntStream.range(0, starts.length).filter(i -> mayMeet(i, other));
  }
}
