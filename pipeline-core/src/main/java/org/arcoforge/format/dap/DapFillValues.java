package org.arcoforge.format.dap;

import java.util.List;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.DataType;
import org.jspecify.annotations.Nullable;

/** Converts fill values to the type of their variable, as servers write them in others. */
final class DapFillValues {
  private DapFillValues() {}

  /**
   * Returns the same number in a type; null if that does not hold it, or if there is not exactly
   * one.
   */
  static @Nullable AttributeValue of(AttributeValue fill, DataType type) {
    if (fill.type() == type || type == DataType.STRING) {
      return fill.values().size() == 1 ? fill : null;
    }
    if (fill.values().size() != 1 || fill.type() == DataType.STRING) {
      return null;
    }
    double value = fill.doubleAt(0); // of at most 32 bits, so exact
    if (type == DataType.FLOAT32) {
      // The text of a float32 was often written as a double's: 1e20 means the nearest one.
      float nearest = (float) value;
      boolean beyond = Float.isInfinite(nearest) && !Double.isInfinite(value);
      return beyond ? null : AttributeValue.of(type, (double) nearest);
    }
    if (type == DataType.FLOAT64) {
      return AttributeValue.of(type, value);
    }
    int bits = type.size() * 8;
    double least = type.isUnsigned() ? 0 : -Math.scalb(1.0, bits - 1);
    double beyond = Math.scalb(1.0, type.isUnsigned() ? bits : bits - 1);
    boolean holds = value == Math.rint(value) && value >= least && value < beyond;
    if (!holds && type == DataType.INT8 && value > 127 && value < 256) {
      return AttributeValue.of(type, (long) (byte) (int) value); // a signed byte as DAP's
    }
    return holds ? new AttributeValue(type, List.of((long) value)) : null;
  }
}
