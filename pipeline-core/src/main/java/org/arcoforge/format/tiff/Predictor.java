package org.arcoforge.format.tiff;

/** Undoes what was done to rows before packing, and turns samples into little-endian ones. */
final class Predictor {
  static final int NONE = 1;
  static final int HORIZONTAL = 2;
  static final int FLOATING = 3;

  private Predictor() {}

  /**
   * Restores a block in place.
   *
   * @param rowSamples samples of one row, of all bands that are stored together
   * @param stride bands that are stored together
   * @param width bytes of a sample
   * @param big whether samples have their high byte first
   */
  static void undo(
      int predictor, byte[] block, int length, int rowSamples, int stride, int width, boolean big) {
    int row = rowSamples * width;
    if (predictor == FLOATING) { // its planes are the high byte first in either byte order
      byte[] planes = new byte[row];
      for (int at = 0; at + row <= length; at += row) {
        for (int i = stride; i < row; i++) {
          block[at + i] += block[at + i - stride];
        }
        System.arraycopy(block, at, planes, 0, row);
        for (int i = 0; i < rowSamples; i++) {
          for (int b = 0; b < width; b++) {
            block[at + i * width + b] = planes[(width - 1 - b) * rowSamples + i];
          }
        }
      }
      return;
    }
    if (big) {
      org.arcoforge.format.ByteSwap.inPlace(block, length, width);
    }
    if (predictor == HORIZONTAL) {
      for (int at = 0; at + row <= length; at += row) {
        add(block, at, row, stride * width, width);
      }
    }
  }

  /** Each sample becomes its sum with that of the pixel before. */
  private static void add(byte[] block, int at, int row, int distance, int width) {
    for (int i = distance; i < row; i += width) {
      int carry = 0;
      for (int b = 0; b < width; b++) {
        int to = at + i + b;
        int sum = (block[to] & 0xFF) + (block[to - distance] & 0xFF) + carry;
        block[to] = (byte) sum;
        carry = sum >> 8;
      }
    }
  }
}
