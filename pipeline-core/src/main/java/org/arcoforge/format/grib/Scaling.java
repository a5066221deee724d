package org.arcoforge.format.grib;

/**
 * Scales packed integers to values: (integer * 2^E + R) * 10^-D in double precision, in the order
 * of operations in which ecCodes does it, then rounded to single precision.
 *
 * @param reference R
 * @param binary 2^E
 * @param decimal 10^-D
 */
record Scaling(double reference, double binary, double decimal) {
  static Scaling of(double reference, int binaryScale, int decimalScale) {
    return new Scaling(reference, power(2, binaryScale), power(10, -decimalScale));
  }

  /** A power by repeated multiplication or division, whose rounding the values inherit. */
  private static double power(double base, int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    for (int i = 0; i > exponent; i--) {
      power /= base;
    }
    return power;
  }

  float value(long packed) {
    return (float) ((packed * binary + reference) * decimal);
  }
}
