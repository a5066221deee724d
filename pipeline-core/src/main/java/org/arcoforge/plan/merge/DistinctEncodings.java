package org.arcoforge.plan.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.MissingValues;
import org.arcoforge.cf.ScaleOffset;
import org.jspecify.annotations.Nullable;

/**
 * Collects the encodings of one variable that differ, each with the first file that has it. Found
 * by hash: a million files may each have time units of their own.
 */
final class DistinctEncodings {
  private final Map<Key, Found> found = new LinkedHashMap<>();
  private @Nullable CfEncoding last;

  /**
   * This is one encoding with the time units in which its values are whole numbers, whether values
   * may be missing without a number that says so (NaN), and the first file that has it.
   */
  record Found(
      CfEncoding encoding, @Nullable CfTimeEncoding needed, boolean gaps, SourceRecord record) {}

  /**
   * A key holds what {@link org.arcoforge.cf.CfEncoding#isLike} compares, with numbers that do not
   * know their type.
   */
  private record Key(
      DataType type,
      List<List<Object>> attributes,
      @Nullable CfTimeEncoding time,
      Object opaque,
      Object needed,
      boolean gaps) {}

  /** Returns whether the values of a file tell more than its header: fractions of times. */
  static boolean needsValues(CfEncoding e) {
    return e.time() != null && (e.type().isFloat() || e.isPacked());
  }

  void add(CfEncoding e, @Nullable Block values, SourceRecord record) {
    boolean exact = values == null || !needsValues(e);
    if (exact && e.equals(last)) {
      return;
    }
    last = exact ? e : null;
    CfTimeEncoding needed =
        exact ? e.time() : neededTime(e, java.util.Objects.requireNonNull(values));
    List<List<Object>> attributes =
        List.of(
            numbers(e.fill()),
            numbers(e.missing()),
            numbers(e.scale()),
            numbers(e.offset()),
            List.of(e.unsigned()));
    boolean gaps = e.time() != null && e.type().isFloat() && (values == null || hasNan(values));
    Key key =
        new Key(
            e.type(),
            attributes,
            e.time(),
            e.opaque() == null ? "" : e.opaque(),
            needed == null ? "" : needed,
            gaps);
    found.putIfAbsent(key, new Found(e, needed, gaps, record));
  }

  private static boolean hasNan(Block values) {
    for (int i = 0; i < values.elements(); i++) {
      if (Double.isNaN(values.doubleAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the encodings in the order of their first files. */
  List<Found> list() {
    return List.copyOf(found.values());
  }

  private static List<Object> numbers(@Nullable AttributeValue a) {
    if (a == null) {
      return List.of();
    }
    List<Object> numbers = new ArrayList<>();
    for (int i = 0; i < a.values().size(); i++) {
      Object value = a.values().get(i);
      boolean wide = value instanceof Long n && (n > 1L << 53 || n < -(1L << 53));
      numbers.add(value instanceof String || wide ? value : (Object) a.doubleAt(i));
    }
    return numbers;
  }

  /** The unit in which the fractions that a float time has are whole. */
  private static @Nullable CfTimeEncoding neededTime(CfEncoding e, Block values) {
    CfTimeEncoding time = e.requiredTime();
    MissingValues missing = MissingValues.of(e);
    ScaleOffset unpacking = new ScaleOffset(e);
    double[] numbers = new double[values.elements()];
    double first = Double.NaN;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          missing.at(values, i) ? Double.NaN : unpacking.value(MissingValues.number(e, values, i));
      first = Double.isNaN(first) ? numbers[i] : first;
    }
    try {
      CfTimeEncoding needed = time.withUnit(time.finestUnitFor(numbers));
      return needed.isCountedExactly() || Double.isNaN(first)
          ? needed
          : time.fromDayOf(first).withUnit(needed.unit());
    } catch (ArithmeticException x) {
      return time;
    }
  }
}
