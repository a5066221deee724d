package org.arcoforge.bake.plandata;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigInteger;
import java.util.Locale;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;

/**
 * Converts one element of a data type to and from a plain value, in the words of Zarr 3's fill
 * values: a number, true or false, a text; {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"},
 * and for any other NaN its bits, as {@code "0x7fc00001"}. Each element comes back with its very
 * bits.
 */
final class Elements {
  private static final String NAN = "NaN";
  private static final String HEXADECIMAL = "0x";

  private Elements() {}

  /** Returns element {@code i} (row-major) of a block. */
  static Object write(Block block, int i) {
    DataType type = block.type();
    if (type == DataType.STRING) {
      return block.strings()[i];
    }
    if (!type.isFloat()) {
      return type == DataType.BOOL ? (Object) (block.longAt(i) != 0) : whole(type, block.longAt(i));
    }
    double value = block.doubleAt(i);
    if (!Double.isNaN(value)) {
      return number(type, value);
    }
    long bits = bits(block, i);
    return bits == FillValue.missing(type).bits()
        ? NAN
        : String.format(Locale.ROOT, HEXADECIMAL + "%0" + 2 * type.size() + "x", bits);
  }

  /** Returns a whole number of a type, which has no sign if the type has none. */
  static Object whole(DataType type, long bits) {
    return type == DataType.UINT64 && bits < 0
        ? (Object) new BigInteger(Long.toUnsignedString(bits))
        : (Object) bits;
  }

  /** A number of a float type, in as few digits as lead back to it. */
  private static Object number(DataType type, double value) {
    if (Double.isInfinite(value)) {
      return Double.toString(value);
    }
    if (type == DataType.FLOAT64) {
      return value;
    }
    double shorter = Double.parseDouble(NumberOutput.toString((float) value, true));
    return (float) shorter == (float) value ? shorter : value;
  }

  /** Sets element {@code i} of a block to what {@link #write} wrote. */
  static void read(Object value, Block block, int i) {
    DataType type = block.type();
    if (type == DataType.STRING && value instanceof String text) {
      block.strings()[i] = text;
    } else if (type == DataType.BOOL && value instanceof Boolean truth) {
      block.setLong(i, truth ? 1 : 0);
    } else if (type.isInteger() && value instanceof Long n) {
      block.setLong(i, n);
    } else if (type == DataType.UINT64 && value instanceof BigInteger n) {
      block.setLong(i, n.longValue());
    } else if (type.isFloat() && value instanceof Number n) {
      block.setDouble(i, n.doubleValue());
    } else if (type.isFloat() && value instanceof String text && !text.startsWith(HEXADECIMAL)) {
      block.setDouble(i, Double.parseDouble(text));
    } else if (type.isFloat() && value instanceof String text) {
      setBits(block, i, Long.parseUnsignedLong(text.substring(HEXADECIMAL.length()), 16));
    } else {
      throw new IllegalArgumentException("expected a value of " + type.id() + ", found " + value);
    }
  }

  private static long bits(Block block, int i) {
    int size = block.type().size();
    long bits = 0;
    for (int b = size - 1; b >= 0; b--) {
      bits = (bits << 8) | (block.bytes()[i * size + b] & 0xFF);
    }
    return bits;
  }

  private static void setBits(Block block, int i, long bits) {
    byte[] bytes = new FillValue(bits, "").bytes(block.type());
    System.arraycopy(bytes, 0, block.bytes(), i * bytes.length, bytes.length);
  }
}
