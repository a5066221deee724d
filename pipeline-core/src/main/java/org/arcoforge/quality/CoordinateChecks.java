package org.arcoforge.quality;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.AxisRole;

/**
 * Checks coordinates against themselves, their cell bounds and the globe (CF 1.11, chapters 4 and
 * 7.1). Nothing is said that the numbers do not show.
 */
public final class CoordinateChecks {
  private static final double SLACK = 1e-3; // degrees, of numbers in single precision

  private CoordinateChecks() {}

  /** Returns what looks wrong; empty if nothing does. */
  public static List<QualityFlag> flags(CoordinateValues coordinates) {
    List<QualityFlag> flags = new ArrayList<>();
    for (Variable v : coordinates.variables().values()) {
      double[] values = coordinates.numbers(v.name());
      if (values == null || values.length == 0) {
        continue;
      }
      AxisRole role = AxisRole.of(v);
      if (v.isDimensionCoordinate()) {
        order(v, values, flags);
      }
      double turn = v.attributes().text("units").orElse("").startsWith("rad") ? Math.PI : 180;
      if (role == AxisRole.LATITUDE) {
        latitude(v, values, turn / 2, flags);
      } else if (role == AxisRole.LONGITUDE) {
        longitude(v, values, 2 * turn, flags);
      }
      double[] bounds = coordinates.bounds(v);
      if (v.rank() == 1
          && bounds != null
          && bounds.length == 2 * values.length
          && !v.attributes().has("climatology")
          && role != AxisRole.LONGITUDE) { // whose bounds may be a turn away
        bounds(v, values, bounds, flags);
      }
    }
    return flags;
  }

  private static void order(Variable v, double[] x, List<QualityFlag> flags) {
    for (double value : x) {
      if (Double.isNaN(value)) {
        flags.add(flag(QualityFlag.Kind.COORDINATE_ORDER, v, "the coordinate lacks values"));
        return;
      }
    }
    double direction = x.length < 2 ? 0 : Math.signum(x[1] - x[0]);
    for (int i = 1; i < x.length; i++) {
      if (direction == 0 || Math.signum(x[i] - x[i - 1]) != direction) {
        flags.add(
            flag(
                QualityFlag.Kind.COORDINATE_ORDER,
                v,
                "expected values that only rise or only fall; index "
                    + i
                    + " has "
                    + VariableChecks.number(x[i])
                    + " after "
                    + VariableChecks.number(x[i - 1])));
        return;
      }
    }
  }

  private static void latitude(Variable v, double[] x, double most, List<QualityFlag> flags) {
    double[] range = range(x);
    if (range[0] < -most - SLACK || range[1] > most + SLACK) {
      flags.add(flag(QualityFlag.Kind.COORDINATE_RANGE, v, "latitudes" + text(range)));
    }
  }

  private static void longitude(Variable v, double[] x, double turn, List<QualityFlag> flags) {
    double[] range = range(x);
    boolean beyond = range[0] < -turn - SLACK || range[1] > 2 * turn + SLACK;
    if (beyond || range[1] - range[0] > turn + SLACK) {
      flags.add(
          flag(
              QualityFlag.Kind.COORDINATE_RANGE,
              v,
              "longitudes"
                  + text(range)
                  + (beyond ? "" : ": more than once around, as if two conventions were mixed")));
    }
  }

  private static void bounds(Variable v, double[] x, double[] bounds, List<QualityFlag> flags) {
    int outside = 0;
    int first = -1;
    for (int i = 0; i < x.length; i++) {
      double low = Math.min(bounds[2 * i], bounds[2 * i + 1]);
      double high = Math.max(bounds[2 * i], bounds[2 * i + 1]);
      double slack = 1e-6 * Math.max(Math.abs(x[i]), high - low);
      if (x[i] < low - slack || x[i] > high + slack) { // no if one is NaN
        first = first < 0 ? i : first;
        outside++;
      }
    }
    if (outside > 0) {
      flags.add(
          flag(
              QualityFlag.Kind.COORDINATE_BOUNDS,
              v,
              outside
                  + " of "
                  + x.length
                  + " values are outside their cell bounds; at index "
                  + first
                  + " "
                  + VariableChecks.number(x[first])
                  + " is not between "
                  + VariableChecks.number(bounds[2 * first])
                  + " and "
                  + VariableChecks.number(bounds[2 * first + 1])
                  + (isMirrored(x, bounds) ? "; the bounds run the other way" : "")));
    }
  }

  /** Whether each value is within the bounds of its mirror place: upside down. */
  private static boolean isMirrored(double[] x, double[] bounds) {
    for (int i = 0; i < x.length; i++) {
      int j = x.length - 1 - i;
      double low = Math.min(bounds[2 * j], bounds[2 * j + 1]);
      double high = Math.max(bounds[2 * j], bounds[2 * j + 1]);
      if (!(x[i] >= low && x[i] <= high)) {
        return false;
      }
    }
    return true;
  }

  private static String text(double[] range) {
    return " go from " + VariableChecks.number(range[0]) + " to " + VariableChecks.number(range[1]);
  }

  static double[] range(double[] x) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : x) {
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return low > high ? new double[] {0, 0} : new double[] {low, high};
  }

  private static QualityFlag flag(QualityFlag.Kind kind, Variable v, String text) {
    return new QualityFlag(kind, v.name(), text);
  }
}
