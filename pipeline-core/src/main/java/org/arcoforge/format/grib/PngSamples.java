package org.arcoforge.format.grib;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes the samples of a PNG image (ISO/IEC 15948): not interlaced, of 8 or 16 bits grey, RGB or
 * RGBA, whose octets side by side are the packed values.
 */
final class PngSamples {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;

  private PngSamples() {}

  /**
   * Decodes the samples of an image.
   *
   * @param bytes with the image from {@code from} on
   * @param width octets of a sample
   * @param count samples that there must be
   */
  static byte[] decode(byte[] bytes, int from, int width, int count) {
    Octets png = new Octets(bytes);
    int at = from + 1;
    if (png.unsigned(at, 8) != SIGNATURE) {
      throw new IllegalArgumentException("the packed values are no PNG image");
    }
    at += 8;
    int columns = 0;
    int rows = 0;
    byte[] lines = new byte[0];
    Inflater inflater = new Inflater();
    try {
      int filled = 0;
      for (int type = 0; type != IEND; ) {
        int length = Math.toIntExact(png.unsigned(at, 4));
        type = (int) png.unsigned(at + 4, 4);
        if (type == IHDR) {
          columns = Math.toIntExact(png.unsigned(at + 8, 4));
          rows = Math.toIntExact(png.unsigned(at + 12, 4));
          check(png, at + 16, columns, rows, width, count);
          lines = new byte[rows * (columns * width + 1)];
        } else if (type == IDAT) {
          inflater.setInput(bytes, at + 7, length);
          int n;
          while (filled < lines.length
              && (n = inflater.inflate(lines, filled, lines.length - filled)) > 0) {
            filled += n;
          }
        }
        at += 12 + length;
      }
      if (filled != lines.length) {
        throw new IllegalArgumentException("the PNG image is cut off");
      }
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("the PNG image is damaged: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
    return unfilter(lines, rows, columns * width, width);
  }

  private static void check(Octets png, int at, int columns, int rows, int width, int count) {
    int channels =
        switch (png.at(at + 1)) {
          case 0 -> 1;
          case 2 -> 3;
          case 6 -> 4;
          default -> 0;
        };
    if (png.at(at) * channels != 8 * width || png.at(at + 4) != 0) {
      throw new UnsupportedPackingException(
          "a PNG image of "
              + png.at(at)
              + " bits and color type "
              + png.at(at + 1)
              + " for values of "
              + 8 * width
              + " bits");
    }
    if ((long) columns * rows != count) {
      throw new IllegalArgumentException(
          "the PNG image has " + columns + " x " + rows + " samples, not " + count);
    }
  }

  /** Undoes the filter that each line's first octet names. */
  private static byte[] unfilter(byte[] lines, int rows, int length, int width) {
    byte[] samples = new byte[rows * length];
    for (int row = 0; row < rows; row++) {
      int filter = lines[row * (length + 1)];
      for (int i = 0; i < length; i++) {
        int k = row * length + i;
        int left = i < width ? 0 : samples[k - width] & 0xFF;
        int up = row == 0 ? 0 : samples[k - length] & 0xFF;
        int corner = row == 0 || i < width ? 0 : samples[k - length - width] & 0xFF;
        int guess =
            switch (filter) {
              case 0 -> 0;
              case 1 -> left;
              case 2 -> up;
              case 3 -> (left + up) / 2;
              case 4 -> paeth(left, up, corner);
              default -> throw new IllegalArgumentException("no PNG filter " + filter);
            };
        samples[k] = (byte) (lines[row * (length + 1) + 1 + i] + guess);
      }
    }
    return samples;
  }

  private static int paeth(int left, int up, int corner) {
    int guess = left + up - corner;
    int byLeft = Math.abs(guess - left);
    int byUp = Math.abs(guess - up);
    int byCorner = Math.abs(guess - corner);
    if (byLeft <= byUp && byLeft <= byCorner) {
      return left;
    }
    return byUp <= byCorner ? up : corner;
  }
}
