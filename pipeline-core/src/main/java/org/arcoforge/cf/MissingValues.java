package org.arcoforge.cf;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;

/** Tells which stored numbers stand for nothing: {@code _FillValue}, {@code missing_value}, NaN. */
public final class MissingValues {
  private final boolean floating;
  private final long[] integers;
  private final double[] floats;

  private MissingValues(boolean floating, long[] integers, double[] floats) {
    this.floating = floating;
    this.integers = integers;
    this.floats = floats;
  }

  public static MissingValues of(CfEncoding encoding) {
    DataType type = encoding.type();
    AttributeValue[] attributes =
        Stream.of(encoding.fill(), encoding.missing())
            .filter(a -> a != null && a.type() != DataType.STRING)
            .toArray(AttributeValue[]::new);
    double[] floats =
        Stream.of(attributes)
            .flatMapToDouble(a -> IntStream.range(0, a.values().size()).mapToDouble(a::doubleAt))
            .map(x -> type.isFloat() ? FillValue.of(type, x).block(type).doubleAt(0) : x)
            .toArray(); // xarray compares in the data's own precision
    long[] integers = new long[0];
    if (!type.isFloat()) {
      integers =
          Stream.of(attributes)
              .flatMapToLong(
                  a ->
                      IntStream.range(0, a.values().size())
                          .filter(i -> a.type().isInteger() || isWhole(type, a.doubleAt(i)))
                          .mapToLong(a::longAt))
              .toArray();
    }
    return new MissingValues(type.isFloat(), integers, floats);
  }

  private static boolean isWhole(DataType type, double value) {
    return value == Math.rint(value) && FillValues.holds(type, value);
  }

  /** Returns the number of missing integers. */
  int integers() {
    return integers.length;
  }

  /** Returns the number of missing floats. */
  int floats() {
    return floats.length;
  }

  /** Returns the missing integer at {@code i}, or another number where there is none. */
  long integer(int i, long other) {
    return i < integers.length ? integers[i] : other;
  }

  /** Returns the missing float at {@code i}, or another number where there is none. */
  double floating(int i, double other) {
    return i < floats.length ? floats[i] : other;
  }

  public boolean at(Block block, int i) {
    if (floating) {
      double value = block.doubleAt(i);
      if (Double.isNaN(value)) {
        return true;
      }
      for (double f : floats) {
        if (value == f) {
          return true;
        }
      }
      return false;
    }
    if (integers.length == 0 || !block.type().isInteger()) {
      return false;
    }
    long value = block.longAt(i);
    for (long n : integers) {
      if (value == n) {
        return true;
      }
    }
    return false;
  }

  /** Returns the number at {@code i}, with {@code _Unsigned} obeyed. */
  public static double number(CfEncoding encoding, Block block, int i) {
    DataType type = encoding.type();
    if (encoding.unsigned().isEmpty() || !type.isInteger()) {
      return block.doubleAt(i);
    }
    DataType meant = UnsignedAttribute.meant(type, encoding.unsigned());
    long value = UnsignedAttribute.read(block.longAt(i), meant);
    return meant == DataType.UINT64 && value < 0 ? value + 0x1p64 : value;
  }
}
