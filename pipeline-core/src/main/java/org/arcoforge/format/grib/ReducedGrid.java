package org.arcoforge.format.grib;

/** Computes the points of grids whose rows have unequal numbers of them, row after row. */
final class ReducedGrid {
  private ReducedGrid() {}

  /**
   * Returns a reduced Gaussian grid of the whole globe: rows of {@code pl} points from longitude 0.
   */
  static double[][] gaussian(int n, int[] pl, int points) {
    double[] rows = Gaussian.latitudes(n);
    double[][] all = new double[2][points];
    int k = 0;
    for (int j = 0; j < pl.length; j++) {
      for (int i = 0; i < pl[j]; i++) {
        all[0][k] = rows[j];
        all[1][k++] = i * 360.0 / pl[j];
      }
    }
    return all;
  }

  /** Returns whether first and last points are those of the whole globe. */
  static boolean isGlobal(
      int n, int[] pl, double lat1, double lon1, double lat2, double lon2, double precision) {
    double[] rows = Gaussian.latitudes(n);
    int most = 0;
    for (int length : pl) {
      most = Math.max(most, length);
    }
    double step = 360.0 / most;
    double between = Math.abs(rows[0] - rows[1]);
    return pl.length == 2 * n
        && Math.abs(lat1 - rows[0]) < between
        && Math.abs(lat2 + rows[0]) < between
        && lon1 == 0
        && Math.abs(LatLonAxes.normalized(lon2) - (360.0 - step)) - step <= precision;
  }

  /** Returns a reduced latitude/longitude grid; {@code step} between rows, in degrees. */
  static double[][] latLon(
      int[] pl, int points, double lat1, double lon1, double lat2, double lon2, double step) {
    int most = 0;
    for (int length : pl) {
      most = Math.max(most, length);
    }
    boolean global = 360 - Math.abs(lon2 - lon1) < 2 * (360.0 / most);
    double width = global ? 360 : lon2 < lon1 ? lon2 + 360.0 - lon1 : lon2 - lon1;
    double[][] all = new double[2][points];
    double lat = lat1;
    int k = 0;
    for (int length : pl) {
      double lon = lon1;
      double between = width / Math.max(1, length - (global ? 0 : 1));
      for (int i = 0; i < length; i++) {
        all[0][k] = lat;
        all[1][k++] = lon;
        lon += between;
      }
      lat += lat1 > lat2 ? -step : step;
    }
    return all;
  }
}
