package org.arcoforge.format.hdf5;

import java.util.zip.DataFormatException;

/**
 * Undoes the scale-offset filter: distances to the chunk's smallest value in as few bits as they
 * need; floats were rounded to decimal digits before. The highest distance stands for the fill
 * value.
 */
final class ScaleOffsetFilter implements ChunkFilter {
  private static final int FLOAT_DECIMAL = 0;
  private static final int INTEGER = 2;
  private static final int HEADER = 21;

  @Override
  public String obstacle(Filter filter) {
    int[] v = filter.values();
    if (v.length < 10) {
      return "without its parameters";
    }
    int size = v[4];
    if (v[0] == INTEGER && v[3] == 0 && (size == 1 || size == 2 || size == 4 || size == 8)) {
      return "";
    }
    // Powers of ten are exact up to here, so that the division is the one the library makes.
    if (v[0] == FLOAT_DECIMAL && v[3] == 1 && v[1] >= 0) {
      if ((size == 4 && v[1] <= 10) || (size == 8 && v[1] <= 22)) {
        return "";
      }
    }
    return "of kind " + v[0] + " with factor " + v[1] + " on " + size + " bytes";
  }

  @Override
  public int decode(Filter filter, byte[] in, int offset, int length, byte[] out, int limit)
      throws DataFormatException {
    int[] v = filter.values();
    int size = v[4];
    if (length < HEADER) {
      throw new DataFormatException("a scale-offset chunk of " + length + " bytes");
    }
    long bits = little(in, offset, 4);
    long least = little(in, offset + 5, Math.min(8, in[offset + 4] & 0xFF));
    if (bits > 8L * size) {
      throw new DataFormatException(bits + " bits for numbers of " + size + " bytes");
    }
    int n = limit / size;
    if (n != v[2]) {
      throw new DataFormatException("numbers for " + v[2] + " elements, expected " + n);
    }
    boolean highFirst = v[6] != 0;
    if (bits == 8L * size) { // the writer's own byte order, which is little-endian
      if (length - HEADER < n * size) {
        throw new DataFormatException("the chunk is cut off");
      }
      for (int i = 0; i < n; i++) {
        put(out, i * size, little(in, offset + HEADER + i * size, size), size, highFirst);
      }
      return n * size;
    }
    PackedBits packed = new PackedBits(in, offset + HEADER, length - HEADER);
    boolean filled = v[7] != 0;
    long mark = (1L << bits) - 1;
    long fill = (v[8] & 0xFFFFFFFFL) | (size == 8 ? (long) v[9] << 32 : 0);
    for (int i = 0; i < n; i++) {
      long distance = bits == 0 ? 0 : packed.wide((int) bits);
      long value = filled && distance == mark ? fill : value(v, distance, least);
      put(out, i * size, value, size, highFirst);
    }
    return n * size;
  }

  private static long value(int[] v, long distance, long least) {
    if (v[0] == INTEGER) {
      return least + distance;
    }
    if (v[4] == 4) {
      float x = (float) (int) distance / (float) Math.pow(10, v[1]);
      return Float.floatToRawIntBits(x + Float.intBitsToFloat((int) least));
    }
    double x = (double) distance / Math.pow(10, v[1]);
    return Double.doubleToRawLongBits(x + Double.longBitsToDouble(least));
  }

  private static long little(byte[] in, int at, int size) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << 8 | (in[at + i] & 0xFF);
    }
    return value;
  }

  private static void put(byte[] out, int at, long value, int size, boolean highFirst) {
    for (int b = 0; b < size; b++) {
      out[at + (highFirst ? size - 1 - b : b)] = (byte) (value >>> (8 * b));
    }
  }
}
