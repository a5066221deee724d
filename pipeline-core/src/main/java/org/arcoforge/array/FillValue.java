package org.arcoforge.array;

import java.io.Serializable;

/**
 * A fill value is what an element of an array holds that nobody has written. Kept as bits, so that
 * NaN payloads and 64-bit integers survive.
 *
 * @param bits the element's little-endian bits in the low bytes; 0 for texts
 * @param text the text; empty for numbers
 */
public record FillValue(long bits, String text) implements Serializable {
  /** Returns the fill value that is zero, false or the empty text. */
  public static FillValue zero() {
    return new FillValue(0, "");
  }

  /** Returns a text. */
  public static FillValue of(String text) {
    return new FillValue(0, text);
  }

  /** Returns an integer or boolean. */
  public static FillValue of(long value) {
    return new FillValue(value, "");
  }

  /** Returns a number in a float type, rounded to nearest. */
  public static FillValue of(DataType type, double value) {
    Block one = Block.allocate(type);
    one.setDouble(0, value);
    return of(one);
  }

  /** Returns the first element of a block. */
  public static FillValue of(Block one) {
    if (one.type() == DataType.STRING) {
      return of(one.strings()[0]);
    }
    long bits = 0;
    for (int i = one.type().size() - 1; i >= 0; i--) {
      bits = (bits << 8) | (one.bytes()[i] & 0xFF);
    }
    return new FillValue(bits, "");
  }

  /**
   * Returns not-a-number for floats (the quiet NaN of NumPy), zero for integers, the empty text.
   */
  public static FillValue missing(DataType type) {
    return type.isFloat() ? of(type, Double.NaN) : zero();
  }

  /** Returns the little-endian bytes of one element. */
  public byte[] bytes(DataType type) {
    byte[] bytes = new byte[type.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (bits >>> (8 * i));
    }
    return bytes;
  }

  /** Returns a block of rank 0 that holds it. */
  public Block block(DataType type) {
    return type == DataType.STRING
        ? Block.wrap(new String[] {text})
        : Block.wrap(type, bytes(type));
  }
}
