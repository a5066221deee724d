package org.arcoforge.bake.plandata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Converts the values of an array to and from plain values: {@code dtype}, {@code shape} and {@code
 * values}, row-major; of numbers at equal steps the first and the steps, as {@link NumberRuns}
 * writes them.
 */
final class BlockData {
  private static final String DTYPE = "dtype";
  private static final String SHAPE = "shape";
  private static final String VALUES = "values";

  private BlockData() {}

  static Map<String, Object> write(Block block) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(DTYPE, block.type().id());
    data.put(SHAPE, NumberRuns.list(block.shape()));
    Object regular = block.type().isFloat() ? floats(block) : null;
    if (regular != null) {
      data.put(VALUES, regular);
    } else if (block.type().isInteger()) {
      long[] numbers = new long[block.elements()];
      Arrays.setAll(numbers, block::longAt);
      data.put(VALUES, NumberRuns.write(numbers));
    } else {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < block.elements(); i++) {
        values.add(Elements.write(block, i));
      }
      data.put(VALUES, values);
    }
    return data;
  }

  /** Floats at steps that lead from each to the next, bit for bit; null if that is no shorter. */
  private static @Nullable Object floats(Block block) {
    List<List<? extends Number>> steps = new ArrayList<>();
    int n = block.elements();
    int i = 1;
    while (i < n) {
      double step = block.doubleAt(i) - block.doubleAt(i - 1);
      int begin = i;
      while (i < n && leads(block.doubleAt(i - 1), step, block.doubleAt(i))) {
        i++;
      }
      steps.add(List.of(step, (long) (i - begin)));
      if (i == begin || 2 * steps.size() + 2 >= n) {
        return null;
      }
    }
    boolean finite = n > 2 && Double.isFinite(block.doubleAt(0));
    return finite ? NumberRuns.runs(block.doubleAt(0), steps) : null;
  }

  private static boolean leads(double from, double step, double to) {
    return Double.isFinite(to)
        && Double.doubleToRawLongBits(from + step) == Double.doubleToRawLongBits(to);
  }

  static Block read(Members in) {
    DataType type = DataType.of(in.text(DTYPE));
    long[] shape = in.wholes(SHAPE).stream().mapToLong(Long::longValue).toArray();
    Block block = Block.allocate(type, shape);
    if (type.isInteger()) {
      long[] numbers = NumberRuns.read(in, VALUES);
      check(in, numbers.length, block);
      for (int i = 0; i < numbers.length; i++) {
        block.setLong(i, numbers[i]);
      }
    } else if (in.value(VALUES) instanceof List<?> list) {
      check(in, list.size(), block);
      for (int i = 0; i < list.size(); i++) {
        Elements.read(list.get(i), block, i);
      }
    } else {
      runs(in.members(VALUES), block);
    }
    return block;
  }

  private static void runs(Members runs, Block block) {
    check(runs, NumberRuns.length(runs), block);
    double value = runs.number(NumberRuns.FROM);
    block.setDouble(0, value);
    int i = 1;
    for (Object run : runs.list(NumberRuns.STEPS)) {
      double step = ((Number) ((List<?>) run).get(0)).doubleValue();
      for (long times = (Long) ((List<?>) run).get(1); times > 0; times--) {
        value += step;
        block.setDouble(i++, value);
      }
    }
  }

  private static void check(Members in, int found, Block block) {
    if (found != block.elements()) {
      throw new IllegalArgumentException(
          "expected " + block + " at " + in.place(VALUES) + ", found " + found + " values");
    }
  }
}
