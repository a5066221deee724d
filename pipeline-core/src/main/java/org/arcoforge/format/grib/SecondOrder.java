package org.arcoforge.format.grib;

import org.arcoforge.array.HeapLimit;

/**
 * Unpacks second-order packing of edition 1 in the form that ECMWF writes: general extended, values
 * in groups of their own widths, with spatial differences of order 0 to 3, rows to and fro or not.
 */
final class SecondOrder {
  private static final int MATRIX = 0x40;
  private static final int SECONDARY_BITMAP = 0x20;
  private static final int WIDTHS = 0x10;
  private static final int EXTENDED = 0x08;
  private static final int TO_AND_FRO = 0x04;

  private SecondOrder() {}

  static float[] unpack(Octets four, Scaling scaling, int count, int[] rows, boolean bitmap) {
    int flags = four.at(14);
    if ((flags & (MATRIX | SECONDARY_BITMAP | WIDTHS | EXTENDED)) != (WIDTHS | EXTENDED)) {
      throw new UnsupportedPackingException(
          "second-order packing that is not of ECMWF's general extended form (flags "
              + flags
              + ")");
    }
    if ((flags & TO_AND_FRO) != 0 && bitmap) {
      throw new UnsupportedPackingException("second-order packing to and fro with a bitmap");
    }
    int order = flags & 3;
    int groups = (int) four.unsigned(17, 2) + 65536 * four.at(21);
    if (groups > count || order > count) {
      throw new IndexOutOfBoundsException(groups + " groups for " + count + " values");
    }
    HeapLimit.check(16L * count, count + " values");
    long[] packed = new long[count];
    BitReader reader = new BitReader(four.bytes(), 26);
    long[] first = new long[order];
    long bias = 0;
    if (order > 0) {
      int width = (int) reader.next(8);
      for (int i = 0; i < order; i++) {
        first[i] = reader.next(width);
      }
      bias = reader.nextSigned(width);
      reader.align();
    }
    long[] widths = read(reader, groups, four.at(22));
    long[] lengths = read(reader, groups, four.at(23));
    long[] references = read(reader, groups, four.at(11));
    int at = order;
    for (int g = 0; g < groups; g++) {
      for (long i = 0; i < lengths[g]; i++) {
        packed[at++] = references[g] + reader.next((int) widths[g]);
      }
    }
    if (at != count) {
      throw new IndexOutOfBoundsException("groups hold " + at + " of " + count + " values");
    }
    System.arraycopy(first, 0, packed, 0, order);
    integrate(packed, order, bias);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = scaling.value(packed[i]);
    }
    if ((flags & TO_AND_FRO) != 0) {
      straighten(values, rows);
    }
    return values;
  }

  private static long[] read(BitReader reader, int n, int bits) {
    long[] numbers = new long[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = reader.next(bits);
    }
    reader.align();
    return numbers;
  }

  /** Sums differences of that order up: each pass undoes one, from the innermost on. */
  private static void integrate(long[] x, int order, long bias) {
    long[] differences = new long[order]; // of order 0, 1, … at the last value
    for (int k = 0; k < order; k++) {
      long value = 0; // k-th difference of the first values, by Pascal's triangle
      long factor = 1;
      for (int j = 0; j <= k; j++) {
        value += (j % 2 == 0 ? factor : -factor) * x[order - 1 - j];
        factor = factor * (k - j) / (j + 1);
      }
      differences[k] = value;
    }
    for (int i = order; i < x.length && order > 0; i++) {
      long next = x[i] + bias;
      for (int k = order - 1; k >= 0; k--) {
        differences[k] += next;
        next = differences[k];
      }
      x[i] = next;
    }
  }

  private static void straighten(float[] values, int[] rows) {
    int start = 0;
    for (int j = 0; j < rows.length; j++) {
      for (int i = 0; j % 2 == 1 && i < rows[j] / 2; i++) {
        float left = values[start + i];
        values[start + i] = values[start + rows[j] - 1 - i];
        values[start + rows[j] - 1 - i] = left;
      }
      start += rows[j];
    }
  }
}
