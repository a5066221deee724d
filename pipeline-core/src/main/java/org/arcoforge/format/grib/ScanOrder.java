package org.arcoforge.format.grib;

/**
 * A scan order says in which order a message gives the points of a grid of {@code ny} rows and
 * {@code nx} columns (code table 8 of edition 1, flag table 3.4 of edition 2). Rows and columns
 * keep the directions of the message; only points that run along columns, or to and fro, are put in
 * rows.
 */
record ScanOrder(
    int nx, int ny, boolean iNegative, boolean jPositive, boolean columns, boolean alternating) {

  static ScanOrder of(int nx, int ny, int mode) {
    return new ScanOrder(
        nx, ny, (mode & 0x80) != 0, (mode & 0x40) != 0, (mode & 0x20) != 0, (mode & 0x10) != 0);
  }

  /** Returns whether points are already row by row. */
  boolean isPlain() {
    return !columns && !alternating;
  }

  /** Returns the place, row-major, of the message's point {@code k}. */
  int place(int k) {
    int length = columns ? ny : nx;
    int line = k / length;
    int along = k % length;
    if (alternating && line % 2 == 1) {
      along = length - 1 - along;
    }
    return columns ? along * nx + line : line * nx + along;
  }
}
