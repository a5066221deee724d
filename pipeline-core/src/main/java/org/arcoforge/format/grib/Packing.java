package org.arcoforge.format.grib;

import java.io.IOException;
import java.util.Arrays;
import org.arcoforge.format.grib.jpeg2000.Jpeg2000;

/**
 * Unpacks the values of a data section: those of the points that the bitmap, if there is one, says
 * to be there. Missing ones that the packing itself marks are NaN.
 */
final class Packing {
  private static final int MOST_BITS = 57;

  private Packing() {}

  /** Returns why a field's packing cannot be read; empty if it can. Looks at the header only. */
  static String unreadable(Place place) {
    if (place.edition() == 1) {
      return ""; // told by the data section itself
    }
    int template = (int) place.representation().unsigned(10, 2);
    return switch (template) {
      case 0, 2, 3, 4, 40, 41, 42, 40000, 40010 -> "";
      case 50, 51, 53 ->
          "it holds spherical harmonic coefficients (data representation template 5."
              + template
              + ")";
      default ->
          "it is packed by data representation template 5."
              + template
              + "; 5.0, 5.2, 5.3, 5.4, 5.40, 5.41 and 5.42 are read";
    };
  }

  /**
   * Returns values of edition 2's section 7.
   *
   * @param count how many there must be
   */
  static float[] edition2(Octets five, Octets seven, int count) throws IOException {
    if (five.unsigned(6, 4) != count) {
      throw new IllegalArgumentException(
          five.unsigned(6, 4) + " values are packed, but grid and bitmap have " + count);
    }
    int template = (int) five.unsigned(10, 2);
    if (template == 4) {
      return ieee(five.at(12), seven, count);
    }
    Scaling scaling = Scaling.of(five.ieee(12), (int) five.signed(16, 2), (int) five.signed(18, 2));
    int bits = five.at(20);
    if (template == 2 || template == 3) {
      return ComplexPacking.unpack(five, seven, scaling, count);
    }
    if (bits == 0) {
      return constant(count, scaling);
    }
    return switch (template) {
      case 0 -> simple(seven.bytes(), 6, bits, scaling, count);
      case 40, 40000 -> scaled(Jpeg2000.decode(seven.bytes(), 5, count), scaling);
      case 41, 40010 -> {
        byte[] samples = PngSamples.decode(seven.bytes(), 5, (bits + 7) / 8, count);
        yield simple(samples, 1, (bits + 7) / 8 * 8, scaling, count);
      }
      case 42 -> {
        int blocks = (int) five.unsigned(24, 2);
        EntropyDecoder decoder =
            new EntropyDecoder(seven.bytes(), 5, bits, five.at(23), blocks, five.at(22));
        yield decoder.decode(count, scaling);
      }
      default ->
          throw new UnsupportedPackingException("data representation template 5." + template);
    };
  }

  /**
   * Returns values of edition 1's section 4.
   *
   * @param count how many there must be
   * @param rows lengths of the grid's rows
   * @param bitmap whether some points are left out
   */
  static float[] edition1(Octets four, int decimalScale, int count, int[] rows, boolean bitmap) {
    int flags = four.at(4) >> 4;
    Scaling scaling = Scaling.of(four.ibm(7), (int) four.signed(5, 2), decimalScale);
    if ((flags & 8) != 0) {
      throw new UnsupportedPackingException("spherical harmonic coefficients");
    }
    if ((flags & 4) != 0) {
      return SecondOrder.unpack(four, scaling, count, rows, bitmap);
    }
    if ((flags & 1) != 0) {
      throw new UnsupportedPackingException(
          "a matrix of values at each grid point, or IEEE floats");
    }
    int bits = four.at(11);
    return bits == 0 ? constant(count, scaling) : simple(four.bytes(), 12, bits, scaling, count);
  }

  private static float[] constant(int count, Scaling scaling) {
    float[] values = new float[count];
    Arrays.fill(values, (float) scaling.reference());
    return values;
  }

  private static float[] simple(byte[] bytes, int octet, int bits, Scaling scaling, int count) {
    if (bits > MOST_BITS) {
      throw new UnsupportedPackingException(bits + " bits a value");
    }
    if ((bytes.length - octet + 1) * 8L < (long) count * bits) {
      throw new IndexOutOfBoundsException(
          count
              + " values of "
              + bits
              + " bits are more than the section's "
              + bytes.length
              + " bytes hold");
    }
    float[] values = new float[count];
    BitReader reader = new BitReader(bytes, octet);
    for (int i = 0; i < count; i++) {
      values[i] = scaling.value(reader.next(bits));
    }
    return values;
  }

  private static float[] scaled(int[] packed, Scaling scaling) {
    float[] values = new float[packed.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = scaling.value(packed[i]);
    }
    return values;
  }

  private static float[] ieee(int precision, Octets seven, int count) {
    if (4L * count > seven.length()) {
      throw new IndexOutOfBoundsException(count + " values are more than the section holds");
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      if (precision == 1) {
        values[i] = seven.ieee(6 + 4 * i);
      } else if (precision == 2) {
        values[i] = (float) Double.longBitsToDouble(seven.unsigned(6 + 8 * i, 8));
      } else {
        throw new UnsupportedPackingException("IEEE floats of precision " + precision);
      }
    }
    return values;
  }
}
