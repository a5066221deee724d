package org.arcoforge.array;

import java.math.BigDecimal;
import java.math.MathContext;

/** Writes doubles as texts that are the same on every JVM (the JDK's own changed in 19). */
public final class NumberText {
  private NumberText() {}

  /**
   * Returns the shortest decimal that is read back as the same double; {@code NaN}, {@code
   * Infinity} and {@code -Infinity}, as Zarr 3 spells them, for what no decimal is.
   */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = exact;
    for (int digits = 1; digits <= 17; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() == value) {
        shortest = rounded;
        break;
      }
    }
    shortest = shortest.stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -5 && exponent < 16) {
      return shortest.scale() <= 0 ? shortest.toPlainString() + ".0" : shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + "e"
        + (exponent < 0 ? "" : "+")
        + exponent;
  }
}
