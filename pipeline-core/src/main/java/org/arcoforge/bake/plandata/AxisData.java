package org.arcoforge.bake.plandata;

import java.util.LinkedHashMap;
import java.util.Map;
import org.arcoforge.plan.tiling.ConcatAxis;

/** Converts to and from plain values how the files follow each other along one dimension. */
final class AxisData {
  private static final String DIM = "dim";
  private static final String PATTERN_DIM = "pattern_dim";
  private static final String INDEX = "index";
  private static final String START = "start";
  private static final String LENGTH = "length";

  private AxisData() {}

  static Map<String, Object> write(ConcatAxis axis) {
    long[] index = new long[axis.segments()];
    long[] start = new long[index.length];
    long[] length = new long[index.length];
    for (int s = 0; s < index.length; s++) {
      index[s] = axis.index(s);
      start[s] = axis.start(s);
      length[s] = axis.offset(s + 1) - axis.offset(s);
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(DIM, axis.name());
    data.put(PATTERN_DIM, (long) axis.patternDim());
    data.put(INDEX, NumberRuns.write(index));
    data.put(START, NumberRuns.write(start));
    data.put(LENGTH, NumberRuns.write(length));
    return data;
  }

  static ConcatAxis read(Members in) {
    long[] index = NumberRuns.read(in, INDEX);
    long[] start = NumberRuns.read(in, START);
    long[] length = NumberRuns.read(in, LENGTH);
    if (start.length != index.length || length.length != index.length) {
      throw new IllegalArgumentException(
          "expected as many numbers at "
              + in.place(START)
              + " and "
              + in.place(LENGTH)
              + " as at "
              + in.place(INDEX));
    }
    return new ConcatAxis(
        in.text(DIM), Math.toIntExact(in.whole(PATTERN_DIM)), index, start, length);
  }
}
