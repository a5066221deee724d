package org.arcoforge.zarr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.NumberText;
import org.jspecify.annotations.Nullable;

/**
 * Converts fill values to and from JSON: numbers, {@code "NaN"}, {@code "Infinity"}, {@code
 * "-Infinity"}, and in format 3 the bits in hexadecimal of a NaN that is not the usual one.
 */
final class FillValueJson {
  private FillValueJson() {}

  static Object write(DataType type, FillValue fill, int zarrFormat) {
    if (type == DataType.STRING) {
      return fill.text();
    }
    if (type == DataType.BOOL) {
      return (fill.bits() & 0xFF) != 0;
    }
    Block one = fill.block(type);
    if (type == DataType.UINT64) {
      return new BigInteger(Long.toUnsignedString(one.longAt(0)));
    }
    if (!type.isFloat()) {
      return one.longAt(0);
    }
    double value = one.doubleAt(0);
    if (Double.isNaN(value)) {
      FillValue canonical = FillValue.missing(type);
      FillValue bits = FillValue.of(one);
      return zarrFormat == 2 || bits.equals(canonical)
          ? "NaN"
          : String.format("0x%0" + 2 * type.size() + "x", bits.bits());
    }
    return Double.isInfinite(value) ? NumberText.of(value) : (Object) value;
  }

  /** Returns whether the metadata give back these very bits. */
  static boolean isKept(DataType type, FillValue fill, boolean missing, int zarrFormat) {
    if (zarrFormat == 3) {
      return true;
    }
    boolean nan = type.isFloat() && Double.isNaN(fill.block(type).doubleAt(0));
    return missing && (!nan || fill.equals(FillValue.missing(type)));
  }

  /**
   * Returns the attribute {@code _FillValue} of format 3 in the encoding of xarray's {@code
   * FillValueCoder}: floats as the base64 of a little-endian double. Null for texts: xarray cannot
   * decode it for them.
   */
  static @Nullable Object writeAttribute(DataType type, FillValue fill) {
    if (type == DataType.STRING) {
      return null;
    }
    if (!type.isFloat()) {
      return write(type, fill, 3);
    }
    return base64(fill.block(type).doubleAt(0));
  }

  static String base64(double value) {
    byte[] bytes = new byte[8];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(value);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Reads {@code fill_value}.
   *
   * @throws ZarrException if it does not suit the type
   */
  static FillValue read(DataType type, Object json) throws ZarrException {
    if (type == DataType.STRING) {
      // zarr-python 2 wrote 0 for object arrays.
      return FillValue.of(json instanceof String text ? text : "");
    }
    if (json instanceof Boolean truth) {
      return number(type, BigDecimal.valueOf(truth ? 1 : 0));
    }
    if (json instanceof Double value && type.isFloat()) {
      return FillValue.of(type, value);
    }
    if (json instanceof Number n) {
      try {
        return number(type, new BigDecimal(n.toString()));
      } catch (ArithmeticException | NumberFormatException e) {
        throw unsuitable(type, json, e);
      }
    }
    if (json instanceof String text && type.isFloat()) {
      if (text.matches("0x[0-9a-fA-F]{" + 2 * type.size() + "}")) {
        return FillValue.of(Long.parseUnsignedLong(text.substring(2), 16));
      }
      if (text.equals("NaN")) {
        return FillValue.missing(type);
      }
      if (text.equals("Infinity") || text.equals("-Infinity")) {
        return FillValue.of(type, Double.parseDouble(text));
      }
    }
    throw unsuitable(type, json, null);
  }

  private static FillValue number(DataType type, BigDecimal value) {
    if (type.isFloat()) {
      return FillValue.of(type, value.doubleValue());
    }
    BigInteger whole = value.toBigIntegerExact();
    int width = type.size() * 8;
    boolean fits =
        type.isSigned()
            ? whole.bitLength() < width
            : whole.signum() >= 0 && whole.bitLength() <= width;
    if (!fits) {
      throw new ArithmeticException("out of range");
    }
    Block one = Block.allocate(type);
    one.setLong(0, whole.longValue());
    return FillValue.of(one);
  }

  /** Reads the attribute {@code _FillValue} of format 3; null if it is in no known encoding. */
  static @Nullable FillValue readAttribute(DataType type, @Nullable Object json) {
    try {
      if (json instanceof String text && type.isFloat() && text.length() == 12) {
        byte[] bytes = Base64.getDecoder().decode(text);
        double value = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getDouble();
        return FillValue.of(type, value);
      }
      return json == null ? null : read(type, json);
    } catch (IllegalArgumentException | ZarrException e) {
      return null;
    }
  }

  private static ZarrException unsuitable(DataType type, Object json, @Nullable Throwable cause) {
    String message = "fill_value " + JsonWriter.line(json) + " does not suit type " + type.id();
    return cause == null ? new ZarrException(message) : new ZarrException(message, cause);
  }
}
