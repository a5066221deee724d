package org.arcoforge.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Variable;

/**
 * Reads {@code valid_range}, {@code valid_min} and {@code valid_max} in the units of the values.
 * The NetCDF users' guide (Attribute Conventions): integers among them are in packed units where
 * the variable is packed.
 */
final class ValidValues {
  private ValidValues() {}

  /** Returns the range; empty if the variable has none, or one that is no range. */
  static Optional<PlausibleRange> of(Variable v) {
    Attributes a = v.attributes();
    List<String> said = new ArrayList<>();
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    AttributeValue range = a.get("valid_range").orElse(null);
    if (range != null && isNumbers(range, 2)) {
      low = unpacked(v, range, 0);
      high = unpacked(v, range, 1);
      said.add("valid_range");
    } else {
      AttributeValue least = a.get("valid_min").orElse(null);
      AttributeValue most = a.get("valid_max").orElse(null);
      if (least != null && isNumbers(least, 1)) {
        low = unpacked(v, least, 0);
        said.add("valid_min");
      }
      if (most != null && isNumbers(most, 1)) {
        high = unpacked(v, most, 0);
        said.add("valid_max");
      }
    }
    boolean isTurned = low > high && factor(a, "scale_factor", 1) < 0;
    double from = isTurned ? high : low;
    double to = isTurned ? low : high;
    return said.isEmpty() || !(from <= to)
        ? Optional.empty()
        : Optional.of(new PlausibleRange(from, to, String.join(" and ", said)));
  }

  private static boolean isNumbers(AttributeValue value, int n) {
    return value.type().isNumeric() && value.values().size() == n;
  }

  private static double unpacked(Variable v, AttributeValue value, int i) {
    double number = value.doubleAt(i);
    boolean isPacked = v.attributes().has("scale_factor") || v.attributes().has("add_offset");
    if (!isPacked || !value.type().isInteger() || !v.type().isInteger()) {
      return number;
    }
    if (number < 0 && v.attributes().text("_Unsigned").orElse("").equals("true")) {
      number += Math.pow(2, 8.0 * v.type().size());
    }
    return number * factor(v.attributes(), "scale_factor", 1)
        + factor(v.attributes(), "add_offset", 0);
  }

  private static double factor(Attributes a, String name, double otherwise) {
    AttributeValue value = a.get(name).orElse(null);
    return value != null && isNumbers(value, 1) ? value.doubleAt(0) : otherwise;
  }
}
