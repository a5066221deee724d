package org.arcoforge.cf;

import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.jspecify.annotations.Nullable;

/** Knows the default fill values of netCDF and the ranges of the types. */
public final class FillValues {
  private FillValues() {}

  /** Returns the attribute's number in a type, or null if the type cannot hold it exactly. */
  static @Nullable public FillValue exact(AttributeValue value, DataType type) {
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
    boolean bits = value.type().isInteger() && value.type().size() == 8;
    if (bits && value.type() == type) {
      return FillValue.of(value.longAt(0)); // also where no double is it
    }
    double number = value.doubleAt(0);
    if (number != Math.rint(number) || !holds(type, number)) {
      return null;
    }
    return FillValue.of(bits ? value.longAt(0) : whole(type, number));
  }

  /**
   * Returns what {@link #exact} does, but rounds floats: stored numbers are compared with a fill
   * value in their own precision.
   */
  static @Nullable public FillValue nearest(AttributeValue value, DataType type) {
    if (type.isFloat() && value.type() != DataType.STRING && value.values().size() == 1) {
      FillValue fill = FillValue.of(type, value.doubleAt(0));
      boolean tooLarge = Double.isInfinite(fill.block(type).doubleAt(0));
      return tooLarge && !Double.isInfinite(value.doubleAt(0)) ? null : fill;
    }
    return exact(value, type);
  }

  /** Returns whether an integer type has that whole number. */
  public static boolean holds(DataType type, double whole) {
    return type.size() == 8
        ? whole >= minimum(type) && whole < maximum(type)
        : whole >= minimum(type) && whole <= maximum(type);
  }

  /** Returns the bits of a whole number that an integer type holds. */
  public static long whole(DataType type, double whole) {
    return type == DataType.UINT64 && whole >= 0x1p63
        ? (long) (whole - 0x1p63) ^ Long.MIN_VALUE
        : (long) whole;
  }

  private static double minimum(DataType type) {
    return type.isUnsigned() ? 0 : -Math.scalb(1.0, 8 * type.size() - 1);
  }

  /** The largest; for 64 bits the first number above. */
  private static double maximum(DataType type) {
    return Math.scalb(1.0, 8 * type.size() - (type.isUnsigned() ? 0 : 1))
        - (type.size() == 8 ? 0 : 1);
  }
}
