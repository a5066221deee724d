package org.arcoforge.stac;

import java.util.Arrays;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.AxisRole;

/** A coordinate is a coordinate variable with its values as stored. */
record Coordinate(ArrayLayout layout, Block values) {
  String name() {
    return layout.variable().name();
  }

  Attributes attributes() {
    return layout.variable().attributes();
  }

  boolean isText() {
    return values.type() == DataType.STRING;
  }

  AxisRole role() {
    return AxisRole.of(layout.variable());
  }

  /** Returns the texts, row-major. */
  String[] texts() {
    return Arrays.copyOf(values.strings(), values.elements());
  }

  /**
   * Returns the numbers, row-major, with scale and offset applied (CF 8.1), missing ones NaN.
   * Floats of single precision are widened to the shortest decimal, so that 0.1f is 0.1.
   */
  double[] numbers() {
    if (isText()) {
      return new double[0];
    }
    double scale = factor("scale_factor", 1);
    double offset = factor("add_offset", 0);
    boolean packed = scale != 1 || offset != 0;
    boolean narrow = values.type() == DataType.FLOAT32 || values.type() == DataType.FLOAT16;
    double fill =
        layout.fillIsMissing() ? layout.fill().block(values.type()).doubleAt(0) : Double.NaN;
    double missing = factor("missing_value", Double.NaN);
    double[] numbers = new double[values.elements()];
    for (int i = 0; i < numbers.length; i++) {
      double value = values.doubleAt(i);
      if (value == fill || value == missing) {
        numbers[i] = Double.NaN;
      } else if (packed) {
        numbers[i] = value * scale + offset;
      } else {
        numbers[i] = narrow ? Json.shortest((float) value) : value;
      }
    }
    return numbers;
  }

  private double factor(String name, double otherwise) {
    return attributes()
        .get(name)
        .filter(a -> a.type().isNumeric() && a.values().size() == 1)
        .map((AttributeValue a) -> a.doubleAt(0))
        .orElse(otherwise);
  }

  /** Returns the smallest and largest finite number; empty if there is none. */
  static double[] range(double[] numbers) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double number : numbers) {
      if (Double.isFinite(number)) {
        low = Math.min(low, number);
        high = Math.max(high, number);
      }
    }
    return low <= high ? new double[] {low, high} : new double[0];
  }
}
