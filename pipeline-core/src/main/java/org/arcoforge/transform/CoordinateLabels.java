package org.arcoforge.transform;

import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.cf.CfCalendar;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.MissingValues;
import org.arcoforge.cf.UnsignedAttribute;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;
import org.jspecify.annotations.Nullable;

/**
 * Compares the values of a dimension's coordinate with labels as pandas does: numbers in the
 * coordinate's own precision, dates as ISO 8601 texts of the coordinate's calendar, of which the
 * beginning counts where a label has no more.
 */
final class CoordinateLabels {
  private final String transform;
  private final String dimension;
  private final TransformContext scope;
  private final Block values;
  private final String @Nullable [] dates;
  private final CfCalendar calendar;

  private CoordinateLabels(
      String transform,
      String dimension,
      TransformContext scope,
      Block values,
      String @Nullable [] dates,
      CfCalendar calendar) {
    this.transform = transform;
    this.dimension = dimension;
    this.scope = scope;
    this.values = values;
    this.dates = dates;
    this.calendar = calendar;
  }

  /** Returns the labels of a dimension, which must have a coordinate. */
  static CoordinateLabels of(
      String transform, String dimension, FileView view, TransformContext scope) {
    scope.length(transform, dimension, view);
    VariableView coordinate = view.variable(dimension).orElse(null);
    if (coordinate == null || !coordinate.variable().isDimensionCoordinate()) {
      throw scope.refused(
          transform,
          "dimension '" + dimension + "' has no coordinate; select by number, with isel");
    }
    CfEncoding encoding = CfDecoding.encoding(transform, coordinate.variable(), view, scope);
    Block stored = coordinate.read(scope.values());
    CfTimeEncoding time = encoding.time();
    if (time != null && !encoding.isPacked()) {
      String[] dates = dates(time, encoding, stored);
      for (String date : dates) {
        if (date.indexOf('-') != 4 && !date.equals(DateLabels.NONE)) {
          throw scope.refused(
              transform, "expected years 0000 to 9999 in '" + dimension + "', found " + date);
        }
      }
      return new CoordinateLabels(transform, dimension, scope, stored, dates, time.calendar());
    }
    try {
      Block values = CfDecoding.decode(encoding, stored);
      return new CoordinateLabels(transform, dimension, scope, values, null, CfCalendar.STANDARD);
    } catch (CfConversion.ConversionException e) {
      throw scope.refused(transform, "'" + dimension + "': " + e.getMessage());
    }
  }

  private static String[] dates(CfTimeEncoding time, CfEncoding encoding, Block stored) {
    MissingValues missing = MissingValues.of(encoding);
    boolean fractions = stored.type().isFloat();
    DataType meant = UnsignedAttribute.meant(stored.type(), encoding.unsigned());
    String[] dates = new String[stored.elements()];
    for (int i = 0; i < dates.length; i++) {
      dates[i] =
          missing.at(stored, i)
              ? DateLabels.NONE
              : DateLabels.plain(
                  fractions
                      ? time.iso(stored.doubleAt(i))
                      : time.iso(UnsignedAttribute.read(stored.longAt(i), meant)));
    }
    return dates;
  }

  int length() {
    return values.elements();
  }

  /**
   * Returns whether a label is a date coarser than the coordinate's finest: all within are meant.
   */
  boolean isPeriod(Object label) {
    if (dates == null) {
      return false;
    }
    int finest = DateLabels.DAY;
    for (String date : dates) {
      finest = Math.max(finest, DateLabels.precision(date));
    }
    return DateLabels.written(dateOf(label)) < finest;
  }

  /** Returns the one element of that label. */
  int find(Object label) {
    int found = -1;
    for (int i = 0; i < length(); i++) {
      if (!isMissing(i) && compare(i, label) == 0) {
        if (found >= 0) {
          throw scope.refused(
              transform, "'" + dimension + "' has " + label + " twice, at " + found + " and " + i);
        }
        found = i;
      }
    }
    if (found < 0) {
      throw scope.refused(
          transform,
          "'" + dimension + "' has no " + label + "; it has " + ends() + nearestHint(label));
    }
    return found;
  }

  private String nearestHint(Object label) {
    return values.type() == DataType.STRING
        ? ""
        : "; write transforms: [{sel: {"
            + dimension
            + ": {value: "
            + label
            + ", method: nearest}}}] to take the nearest";
  }

  private String ends() {
    int n = length();
    return n == 0 ? "no values" : n == 1 ? text(0) : text(0) + " to " + text(n - 1);
  }

  private String text(int i) {
    if (dates != null) {
      return dates[i];
    } else if (values.type() == DataType.STRING) {
      return values.strings()[i];
    } else if (values.type() == DataType.FLOAT32 || values.type() == DataType.FLOAT16) {
      return Float.toString((float) values.doubleAt(i));
    }
    if (values.type() == DataType.UINT64) {
      return Long.toUnsignedString(values.longAt(i));
    }
    return values.type().isFloat()
        ? Double.toString(values.doubleAt(i))
        : Long.toString(values.longAt(i));
  }

  /**
   * Returns the first element and the one after the last, from a label to another in the
   * coordinate's order.
   */
  int[] between(@Nullable Object start, @Nullable Object stop) {
    int direction = direction();
    int first = 0;
    int end = length();
    while (first < end && start != null && direction * compare(first, start) < 0) {
      first++;
    }
    while (end > first && stop != null && direction * compare(end - 1, stop) > 0) {
      end--;
    }
    if (first == end && start != null && stop != null && length() > 0) {
      refuseReversed(start, stop, direction);
    }
    return new int[] {first, end};
  }

  /** Nothing is between: a slip, if something were in the other direction. */
  private void refuseReversed(Object start, Object stop, int direction) {
    for (int i = 0; i < length(); i++) {
      if (direction * compare(i, stop) >= 0 && direction * compare(i, start) <= 0) {
        throw scope.refused(
            transform,
            "'"
                + dimension
                + "' goes "
                + (direction > 0 ? "up" : "down")
                + ", from "
                + ends()
                + ": expected {start: "
                + stop
                + ", stop: "
                + start
                + "}, found {start: "
                + start
                + ", stop: "
                + stop
                + "}; write transforms: [{sel: {"
                + dimension
                + ": {start: "
                + stop
                + ", stop: "
                + start
                + "}}}]");
      }
    }
  }

  private int direction() {
    int direction = 0;
    for (int i = 1; i < length(); i++) {
      int sign = isMissing(i) || isMissing(i - 1) ? 0 : Integer.signum(order(i, i - 1));
      if (sign == 0 || sign == -direction) {
        throw scope.refused(
            transform,
            "expected '"
                + dimension
                + "' to go up or down all the way, found "
                + text(i - 1)
                + " and then "
                + text(i)
                + "; write transforms: [{sort: {"
                + dimension
                + ": ascending}}] before");
      }
      direction = sign;
    }
    return direction == 0 ? 1 : direction;
  }

  /** Returns the element nearest to a label; of two as near, the larger. */
  int nearest(Object label, @Nullable Double tolerance) {
    if (values.type() == DataType.STRING || (dates != null && tolerance != null)) {
      throw scope.refused(
          transform,
          "'"
              + dimension
              + (dates == null ? "' is text: nothing is near" : "' is time: leave tolerance out"));
    }
    int best = -1;
    double distance = Double.POSITIVE_INFINITY;
    for (int i = 0; i < length(); i++) {
      double d = isMissing(i) ? Double.NaN : distance(i, label);
      if (d < distance || (best >= 0 && d == distance && order(i, best) > 0)) {
        best = i;
        distance = d;
      }
    }
    if (best < 0 || (tolerance != null && distance > tolerance)) {
      throw scope.refused(
          transform,
          "'"
              + dimension
              + "' has nothing near "
              + label
              + (best < 0 ? "" : ": the nearest is " + text(best)));
    }
    return best;
  }

  private double distance(int i, Object label) {
    if (dates == null) {
      return Math.abs(values.doubleAt(i) - number(label));
    }
    try {
      double wanted = DateLabels.seconds(dateOf(label), calendar);
      return Math.abs(DateLabels.seconds(dates[i], calendar) - wanted);
    } catch (IllegalArgumentException e) {
      throw scope.refused(transform, String.valueOf(e.getMessage()));
    }
  }

  private boolean isMissing(int i) {
    return dates != null
        ? dates[i].equals(DateLabels.NONE)
        : values.type().isFloat() && Double.isNaN(values.doubleAt(i));
  }

  /** Sign of an element against a label. */
  private int compare(int i, Object label) {
    if (dates != null) {
      return DateLabels.compare(dates[i], dateOf(label));
    } else if (values.type() == DataType.STRING) {
      return values.strings()[i].compareTo(String.valueOf(label));
    }
    boolean whole = !values.type().isFloat() && values.type() != DataType.UINT64;
    return whole && label instanceof Long n
        ? Long.compare(values.longAt(i), n)
        : Double.compare(values.doubleAt(i) + 0.0, number(label) + 0.0);
  }

  private double number(Object label) {
    if (label instanceof Number n) {
      DataType type = values.type();
      double number = n.doubleValue();
      return type.isFloat() ? FillValue.of(type, number).block(type).doubleAt(0) : number;
    }
    if (label instanceof Boolean truth && values.type() == DataType.BOOL) {
      return truth ? 1 : 0;
    }
    throw scope.refused(
        transform, "'" + dimension + "' holds numbers: expected a number, found '" + label + "'");
  }

  private String dateOf(Object label) {
    String date = DateLabels.label(label);
    if (date == null) {
      throw scope.refused(
          transform,
          "'"
              + dimension
              + "' holds times: expected a date such as 2000-01-31, found '"
              + label
              + "'");
    }
    return date;
  }

  /** Sorts elements by value, what is missing last. */
  int order(int a, int b) {
    if (isMissing(a) || isMissing(b)) {
      return Boolean.compare(isMissing(a), isMissing(b));
    } else if (dates != null) {
      return dates[a].compareTo(dates[b]);
    } else if (values.type() == DataType.STRING) {
      return values.strings()[a].compareTo(values.strings()[b]);
    } else if (values.type().isFloat()) {
      return Double.compare(values.doubleAt(a) + 0.0, values.doubleAt(b) + 0.0);
    }
    return values.type() == DataType.UINT64
        ? Long.compareUnsigned(values.longAt(a), values.longAt(b))
        : Long.compare(values.longAt(a), values.longAt(b));
  }
}
