package org.arcoforge.plan;

import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.jspecify.annotations.Nullable;

/** Fill values and ranges of types. */
final class Fills {
  private Fills() {}

  /** The attribute's number in a type, or null if the type cannot hold it exactly. */
  static @Nullable FillValue exact(AttributeValue value, DataType type) {
    if (value.values().size() != 1) {
      return null;
    }
    if (type == DataType.STRING || value.type() == DataType.STRING) {
      return type == value.type() ? FillValue.of(value.text()) : null;
    }
    if (type.isFloat()) {
      FillValue fill = FillValue.of(type, value.doubleAt(0));
      double back = fill.block(type).doubleAt(0);
      return back == value.doubleAt(0) || Double.isNaN(back) ? fill : null;
    }
    if (type == DataType.BOOL) {
      return FillValue.of(value.doubleAt(0) != 0 ? 1 : 0);
    }
    double number = value.doubleAt(0);
    if (number != Math.rint(number) || number < minimum(type) || number > maximum(type)) {
      return null;
    }
    return FillValue.of(value.longAt(0));
  }

  static double minimum(DataType type) {
    return type.isUnsigned() ? 0 : -Math.scalb(1.0, 8 * type.size() - 1);
  }

  static double maximum(DataType type) {
    return Math.scalb(1.0, 8 * type.size() - (type.isUnsigned() ? 0 : 1))
        - (type.size() == 8 ? 0 : 1);
  }
}
