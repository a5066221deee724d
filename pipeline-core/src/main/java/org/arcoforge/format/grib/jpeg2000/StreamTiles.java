package org.arcoforge.format.grib.jpeg2000;

/**
 * Stream tiles are number and size of the tiles of an image.
 *
 * @param count of tiles
 * @param width of a whole tile, or of the image if that is less, in samples
 * @param height of it
 */
record StreamTiles(int count, long width, long height) {
  /** Returns how many precincts the resolutions of a tile have at least. */
  long precincts(StreamCoding coding) {
    long all = 0;
    for (int r = 0; r <= coding.levels(); r++) {
      int shift = coding.levels() - r;
      all +=
          parts(reduced(width, shift), coding.precinct(r, true))
              * parts(reduced(height, shift), coding.precinct(r, false));
    }
    return all;
  }

  /** Returns how many code blocks all tiles have at most, about. */
  long blocks(StreamCoding coding) {
    long all = 0;
    for (int r = 0; r <= coding.levels(); r++) {
      int bands = r == 0 ? 1 : 3;
      int shift = coding.levels() - Math.max(0, r - 1);
      int across = Math.min(coding.blockWidth(), coding.precinct(r, true) - (r == 0 ? 0 : 1));
      int down = Math.min(coding.blockHeight(), coding.precinct(r, false) - (r == 0 ? 0 : 1));
      long some =
          Math.multiplyExact(
              parts(reduced(width, shift), across) + 1, parts(reduced(height, shift), down) + 1);
      all = Math.addExact(all, Math.multiplyExact(bands, some));
    }
    return Math.multiplyExact(count, all);
  }

  private static long reduced(long length, int levels) {
    return (length + (1L << levels) - 1) >> levels;
  }

  private static long parts(long length, int exponent) {
    return (length + (1L << exponent) - 1) >> exponent;
  }
}
