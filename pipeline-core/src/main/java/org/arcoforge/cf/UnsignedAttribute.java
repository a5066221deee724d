package org.arcoforge.cf;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Applies the NetCDF attribute {@code _Unsigned}, by which {@code "true"} on signed integers and
 * {@code "false"} on unsigned ones says that the bits mean the other.
 */
public final class UnsignedAttribute {
  private UnsignedAttribute() {}

  /** Returns the type that the bits mean. */
  public static DataType meant(DataType type, String unsigned) {
    boolean other =
        (type.isSigned() && unsigned.equals("true"))
            || (type.isUnsigned() && unsigned.equals("false"));
    if (!other) {
      return type;
    }
    return switch (type) {
      case INT8 -> DataType.UINT8;
      case INT16 -> DataType.UINT16;
      case INT32 -> DataType.UINT32;
      case INT64 -> DataType.UINT64;
      case UINT8 -> DataType.INT8;
      case UINT16 -> DataType.INT16;
      case UINT32 -> DataType.INT32;
      case UINT64 -> DataType.INT64;
      default -> type;
    };
  }

  /** Returns the number that the low bits are in a type; the bits themselves for 64 bits. */
  public static long read(long bits, DataType type) {
    int unused = 64 - 8 * type.size();
    return type.isUnsigned() ? bits << unused >>> unused : bits << unused >> unused;
  }

  /**
   * Returns fill values as numbers of the stored type: 255 on bytes that are {@code _Unsigned} is
   * -1.
   */
  static @Nullable AttributeValue wrapped(
      @Nullable AttributeValue value, DataType type, String unsigned) {
    return meant(type, unsigned) == type ? value : moved(value, type);
  }

  /**
   * Returns numbers of either type of that width as numbers of {@code to}; others are left alone.
   */
  static @Nullable AttributeValue moved(@Nullable AttributeValue value, DataType to) {
    if (value == null || !value.type().isInteger()) {
      return value;
    }
    int width = 8 * to.size();
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < value.values().size(); i++) {
      long n = value.longAt(i);
      if (width < 64 && (n < -(1L << (width - 1)) || n >= 1L << width)) {
        return value;
      }
      numbers.add(read(n, to));
    }
    return new AttributeValue(to, numbers);
  }
}
