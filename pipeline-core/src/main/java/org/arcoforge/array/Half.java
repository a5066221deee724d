package org.arcoforge.array;

/** Converts between IEEE 754 binary16 and single precision, for which JDK 17 has no methods. */
final class Half {
  private Half() {}

  static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >> 10) & 0x1F;
    int fraction = half & 0x3FF;
    if (exponent == 31) {
      return Float.intBitsToFloat(sign | 0x7F800000 | fraction << 13);
    }
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | (exponent + 112) << 23 | fraction << 13);
  }

  /** Rounds to nearest, ties to even, directly from double so that there is one rounding only. */
  static short fromDouble(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int sign = (int) (bits >>> 48) & 0x8000;
    double magnitude = Math.abs(value);
    if (Double.isNaN(value)) {
      return (short) (sign | 0x7E00 | ((int) (bits >>> 42) & 0x3FF));
    }
    if (magnitude >= 65520) {
      return (short) (sign | 0x7C00);
    }
    int exponent = Math.max(Math.getExponent(magnitude), -14);
    // An integer number of units in the last place; rint rounds half to even.
    int units = (int) Math.rint(Math.scalb(magnitude, 10 - exponent));
    return (short) (sign | ((exponent + 14) << 10) + units);
  }
}
