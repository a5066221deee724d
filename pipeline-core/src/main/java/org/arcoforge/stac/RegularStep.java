package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.math.MathContext;

/** Finds the spacing of evenly spaced numbers. */
final class RegularStep {
  private static final MathContext DIGITS = new MathContext(7);
  private static final double TOLERANCE = 1e-3;

  private RegularStep() {}

  /**
   * Returns the signed step, rounded to seven digits (single precision holds no more), or JSON null
   * if neighbours differ by more than a thousandth of it.
   */
  static JsonNode of(double[] values) {
    int n = values.length;
    double step = (values[n - 1] - values[0]) / (n - 1);
    for (int i = 1; i < n; i++) {
      if (!(Math.abs(values[i] - values[i - 1] - step) <= TOLERANCE * Math.abs(step))) {
        return NullNode.getInstance();
      }
    }
    return step == 0 || !Double.isFinite(step)
        ? NullNode.getInstance()
        : Json.number(new BigDecimal(step).round(DIGITS).doubleValue());
  }
}
