package org.arcoforge.bake.plandata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts a row of whole numbers to and from plain values: {@code {from: 0, steps: [[1, 99], [5,
 * 2]]}} says that 99 numbers follow the first, each greater by 1 than the one before, and then two,
 * greater by 5. Where that is not shorter, the numbers themselves, in a list. So what is regular
 * takes no room, however many files it is of.
 */
final class NumberRuns {
  static final String FROM = "from";
  static final String STEPS = "steps";

  /** More than any array of Java holds; a document that says more is none of ours. */
  private static final int MOST = Integer.MAX_VALUE - 64;

  private NumberRuns() {}

  static Object write(long[] numbers) {
    List<NumberList.Longs> steps = new ArrayList<>();
    int i = 1;
    while (i < numbers.length) {
      long step = numbers[i] - numbers[i - 1]; // exact in the arithmetic of 64 bits
      int begin = i;
      while (i < numbers.length && numbers[i] - numbers[i - 1] == step) {
        i++;
      }
      steps.add(new NumberList.Longs(step, i - begin));
      if (2 * steps.size() + 2 >= numbers.length) {
        return new NumberList.Longs(numbers.clone());
      }
    }
    return numbers.length < 3 ? new NumberList.Longs(numbers.clone()) : runs(numbers[0], steps);
  }

  /** Returns a first value and what follows it. */
  static Map<String, Object> runs(Object from, List<? extends List<? extends Number>> steps) {
    Map<String, Object> runs = new LinkedHashMap<>();
    runs.put(FROM, from);
    runs.put(STEPS, steps);
    return runs;
  }

  /** Returns the numbers of a key; none if there is no such key. */
  static long[] read(Members in, String key) {
    if (!in.has(key)) {
      return new long[0];
    }
    if (in.value(key) instanceof NumberList.Longs list) {
      return list.toLongs();
    }
    if (in.value(key) instanceof List<?>) {
      return in.wholes(key).stream().mapToLong(Long::longValue).toArray();
    }
    Members runs = in.members(key);
    long[] all = new long[length(runs)];
    all[0] = runs.whole(FROM);
    int i = 1;
    for (Object run : runs.list(STEPS)) {
      List<?> pair = (List<?>) run;
      int end = i + Math.toIntExact((Long) pair.get(1));
      while (i < end) {
        all[i] = all[i - 1] + (Long) pair.get(0);
        i++;
      }
    }
    return all;
  }

  /** Returns how many values those runs are of. */
  static int length(Members runs) {
    long n = 1;
    for (Object run : runs.list(STEPS)) {
      boolean pair = run instanceof List<?> list && list.size() == 2;
      if (!pair || !(((List<?>) run).get(1) instanceof Long times) || times < 0) {
        throw new IllegalArgumentException(
            "expected [step, times] at " + runs.place(STEPS) + ", found " + run);
      }
      n = Math.addExact(n, times);
    }
    if (n > MOST) {
      throw new IllegalArgumentException(n + " numbers at " + runs.place(STEPS) + " are too many");
    }
    return (int) n;
  }

  /** Returns numbers of a list as they are, for what is always short. */
  static NumberList.Longs list(List<Long> numbers) {
    return new NumberList.Longs(numbers.stream().mapToLong(Long::longValue).toArray());
  }

  /** Reads such a row back into a list. */
  static NumberList.Longs list(long... numbers) {
    return new NumberList.Longs(Arrays.copyOf(numbers, numbers.length));
  }
}
