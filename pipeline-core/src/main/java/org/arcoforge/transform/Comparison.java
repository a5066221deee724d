package org.arcoforge.transform;

import java.io.Serializable;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.MissingValues;
import org.arcoforge.cf.UnsignedAttribute;
import org.arcoforge.recipe.Condition;
import org.arcoforge.view.ValueException;

/**
 * Compares numbers of an encoding as NumPy compares unpacked values: floats in their own precision;
 * NaN and what is missing differ from every number.
 */
record Comparison(CfEncoding encoding, Condition.Test test, List<Object> numbers)
    implements Serializable {
  /** Copies the list. */
  Comparison {
    numbers = List.copyOf(numbers);
  }

  /** This holds the answer for each element of a block. */
  interface OfBlock {
    /** Returns whether it is so for element {@code i}. */
    boolean test(int i);
  }

  /** Asks a block of stored numbers. */
  OfBlock of(Block stored) {
    MissingValues missing = MissingValues.of(encoding);
    if (!encoding.isPacked() && !encoding.type().isFloat()) {
      return i -> missing.at(stored, i) ? isNaN() : whole(stored, i);
    }
    Block values;
    try {
      values = CfDecoding.decode(encoding, stored);
    } catch (CfConversion.ConversionException e) {
      throw new ValueException(String.valueOf(e.getMessage()));
    }
    double[] rounded =
        numbers.stream().mapToDouble(n -> rounded(((Number) n), values.type())).toArray();
    return i -> floating(values.doubleAt(i), rounded);
  }

  private static double rounded(Number n, DataType type) {
    return type.isFloat()
        ? FillValue.of(type, n.doubleValue()).block(type).doubleAt(0)
        : n.doubleValue();
  }

  private boolean isNaN() {
    return test == Condition.Test.NOT_EQUALS;
  }

  private boolean whole(Block stored, int i) {
    DataType meant = UnsignedAttribute.meant(encoding.type(), encoding.unsigned());
    if (meant == DataType.UINT64) {
      double[] all = numbers.stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
      return floating(MissingValues.number(encoding, stored, i), all);
    }
    long value = UnsignedAttribute.read(stored.longAt(i), meant);
    for (Object n : numbers) {
      int sign =
          n instanceof Long other
              ? Long.compare(value, other)
              : Double.compare((double) value, ((Number) n).doubleValue());
      switch (test) {
        case ABOVE -> {
          return sign > 0;
        }
        case BELOW -> {
          return sign < 0;
        }
        default -> {
          if (sign == 0) {
            return test == Condition.Test.EQUALS;
          }
        }
      }
    }
    return test == Condition.Test.NOT_EQUALS;
  }

  private boolean floating(double value, double[] all) {
    for (double n : all) {
      switch (test) {
        case ABOVE -> {
          return value > n;
        }
        case BELOW -> {
          return value < n;
        }
        default -> {
          if (value == n) {
            return test == Condition.Test.EQUALS;
          }
        }
      }
    }
    return test == Condition.Test.NOT_EQUALS;
  }
}
