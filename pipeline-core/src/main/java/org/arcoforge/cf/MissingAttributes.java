package org.arcoforge.cf;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.DataType;
import org.jspecify.annotations.Nullable;

/**
 * These are the attributes {@code _FillValue} and {@code missing_value} as a store can hold them:
 * what masks nothing is left out, and an infinity, for which JSON has no number, becomes the fill
 * value. xarray masks the same elements, and decodes to the same type, by the result.
 *
 * @param fill {@code _FillValue}
 * @param missing {@code missing_value}
 */
record MissingAttributes(@Nullable AttributeValue fill, @Nullable AttributeValue missing) {
  /** Returns the attributes of a variable of that type; those of texts stay as they are. */
  static MissingAttributes of(
      DataType type, @Nullable AttributeValue fill, @Nullable AttributeValue missing) {
    MissingAttributes given = new MissingAttributes(fill, numbers(missing));
    if (!type.isNumeric() || isText(fill) || isText(missing)) {
      return new MissingAttributes(fill, missing);
    }
    return type.isFloat() ? given.ofFloats(type) : given.ofIntegers(type);
  }

  private static boolean isText(@Nullable AttributeValue value) {
    return value != null && value.type() == DataType.STRING;
  }

  /** Not-a-number equals nothing, and xarray takes it for no wish to decode. */
  private static @Nullable AttributeValue numbers(@Nullable AttributeValue value) {
    if (value == null || !value.type().isFloat()) {
      return value;
    }
    List<?> left = value.values().stream().filter(x -> !((Double) x).isNaN()).toList();
    return left.isEmpty() ? null : new AttributeValue(value.type(), left);
  }

  /** A fill value that no integer equals makes xarray decode to floats; so does a missing value. */
  private MissingAttributes ofIntegers(DataType type) {
    AttributeValue number = numbers(fill);
    if (number == null || number.values().size() != 1 || FillValues.exact(number, type) != null) {
      return new MissingAttributes(number, missing);
    }
    return new MissingAttributes(null, missing == null ? number : missing);
  }

  private MissingAttributes ofFloats(DataType type) {
    AttributeValue own = fill;
    if (own != null && own.values().size() == 1 && FillValues.nearest(own, type) == null) {
      own = null; // too large for the type
    }
    if (missing == null || (own != null && own.values().size() != 1)) {
      return new MissingAttributes(own, missing);
    }
    List<Double> others = new ArrayList<>();
    double filled = own == null ? Double.NaN : own.doubleAt(0);
    for (int i = 0; i < missing.values().size(); i++) {
      double value = missing.doubleAt(i);
      if (!Double.isInfinite(value)) {
        others.add(value);
      } else if (!Double.isInfinite(filled)) {
        if (!Double.isNaN(filled)) {
          others.add(filled);
        }
        filled = value;
      } else if (value != filled) {
        others.add(value);
      }
    }
    if (!Double.isInfinite(filled)) {
      return new MissingAttributes(own, missing);
    }
    AttributeValue rest = others.isEmpty() ? null : new AttributeValue(DataType.FLOAT64, others);
    return new MissingAttributes(AttributeValue.of(type, filled), rest);
  }
}
