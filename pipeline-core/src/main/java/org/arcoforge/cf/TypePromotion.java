package org.arcoforge.cf;

import org.arcoforge.array.DataType;
import org.jspecify.annotations.Nullable;

/** Finds the smallest type that holds all values of two types exactly. */
public final class TypePromotion {
  private static final DataType[] SIGNED = {
    DataType.INT8, DataType.INT16, DataType.INT32, DataType.INT64
  };

  private TypePromotion() {}

  /**
   * Returns the common type, or null where there is none; int64 with a float is float64, checked
   * value by value.
   */
  static @Nullable public DataType of(DataType a, DataType b) {
    if (a == b) {
      return a;
    }
    if (a.isFloat() && b.isFloat()) {
      return a.size() > b.size() ? a : b;
    }
    if (a.isInteger() && b.isInteger()) {
      if (a.isSigned() == b.isSigned()) {
        return a.size() > b.size() ? a : b;
      }
      DataType signed = a.isSigned() ? a : b;
      DataType unsigned = a.isSigned() ? b : a;
      for (DataType type : SIGNED) {
        if (type.size() >= signed.size() && type.size() > unsigned.size()) {
          return type;
        }
      }
      return null;
    }
    if ((a.isFloat() && b.isInteger()) || (a.isInteger() && b.isFloat())) {
      DataType number = a.isFloat() ? a : b;
      DataType integer = a.isFloat() ? b : a;
      if (integer.size() == 1) {
        return number;
      }
      if (integer.size() == 2) {
        return number == DataType.FLOAT16 ? DataType.FLOAT32 : number;
      }
      return DataType.FLOAT64;
    }
    return null;
  }
}
