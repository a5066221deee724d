package org.arcoforge.format.grib.jpeg2000;

/**
 * Stream coding says how a JPEG 2000 stream cuts an image into packets and blocks (ISO/IEC 15444-1,
 * A.6.1).
 *
 * @param layers of quality
 * @param levels of decomposition
 * @param blockWidth exponent of a code block's width
 * @param blockHeight of its height
 * @param precincts exponents of the precincts' sizes, height and width in four bits each, by
 *     resolution; none if they are as large as can be
 */
record StreamCoding(int layers, int levels, int blockWidth, int blockHeight, byte[] precincts) {
  /** Nothing was said yet. */
  static final StreamCoding NONE = new StreamCoding(0, -1, 0, 0, new byte[0]);

  /**
   * Reads the parameters of a COD or COC segment of one component.
   *
   * @param whole whether they begin with the style of the whole image
   */
  static StreamCoding read(byte[] bytes, int position, int octets, boolean whole) {
    int at = whole ? position : position + 1;
    boolean own = (bytes[at] & 1) != 0;
    int layers = whole ? (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF) : 1;
    int progression = whole ? bytes[at + 1] & 0xFF : 0;
    int transform = whole ? bytes[at + 4] & 0xFF : 0;
    int coding = at + (whole ? 5 : 1);
    int levels = bytes[coding] & 0xFF;
    int width = (bytes[coding + 1] & 0xFF) + 2;
    int height = (bytes[coding + 2] & 0xFF) + 2;
    int used = coding + 5 - position;
    boolean known =
        layers > 0
            && progression <= 4
            && transform == 0
            && levels <= 32
            && width <= 10
            && height <= 10
            && width + height <= 12
            && (bytes[coding + 3] & 0xC0) == 0
            && (bytes[coding + 4] & 0xFF) <= 1
            && octets == used + (own ? levels + 1 : 0)
            && (whole || bytes[position] == 0);
    if (!known) {
      throw new IllegalArgumentException(
          "the JPEG 2000 stream is damaged: its coding style is none that there is");
    }
    byte[] precincts = new byte[own ? levels + 1 : 0];
    System.arraycopy(bytes, position + used, precincts, 0, precincts.length);
    for (int r = 1; r < precincts.length; r++) {
      if ((precincts[r] & 0x0F) == 0 || (precincts[r] & 0xF0) == 0) {
        throw new IllegalArgumentException(
            "the JPEG 2000 stream is damaged: a precinct is smaller than its subbands");
      }
    }
    return new StreamCoding(layers, levels, width, height, precincts);
  }

  boolean isGiven() {
    return levels >= 0;
  }

  /**
   * Returns returns, of what is said twice, for the image and for a tile of it, what costs more.
   */
  StreamCoding most(StreamCoding other) {
    if (!isGiven()) {
      return other;
    }
    return new StreamCoding(
        Math.max(layers, other.layers),
        Math.max(levels, other.levels),
        Math.min(blockWidth, other.blockWidth),
        Math.min(blockHeight, other.blockHeight),
        other.precincts.length > 0 ? other.precincts : precincts);
  }

  /** Returns the exponent of the width, or height, of the precincts of a resolution. */
  int precinct(int resolution, boolean isWidth) {
    if (resolution >= precincts.length) {
      return 15;
    }
    return isWidth ? precincts[resolution] & 0x0F : precincts[resolution] >> 4 & 0x0F;
  }
}
