package org.arcoforge.format.grib;

/**
 * Computes coordinates of rows and columns that a grid gives by its first and last points, with the
 * rounding that ecCodes has: increments are added one after another, and the last point is as it is
 * written.
 */
final class LatLonAxes {
  private LatLonAxes() {}

  /** Returns longitudes of {@code n} columns in degrees, in the direction of the scan. */
  static double[] longitudes(int n, double first, double last, boolean negative) {
    double step = 0;
    double at = first;
    if (n > 1) {
      if (negative) {
        step = -((first > last ? first - last : first + 360.0 - last) / (n - 1));
      } else {
        step = (last > first ? last - first : last + 360.0 - first) / (n - 1);
      }
    }
    if (!negative && at + (n - 2) * step > 360) {
      at -= 360;
    }
    double[] longitudes = new double[n];
    for (int i = 0; i < n; i++) {
      longitudes[i] = at;
      at += step;
    }
    longitudes[n - 1] = last > 0 ? normalized(last) : last;
    return longitudes;
  }

  /** Returns latitudes of {@code n} rows in degrees; {@code increment} NaN if it is not given. */
  static double[] latitudes(
      int n, double first, double last, double increment, boolean northwards) {
    double step = increment;
    if (Double.isNaN(step)) {
      step = n > 1 ? Math.abs(first - last) / (n - 1) : 0;
    }
    double[] latitudes = new double[n];
    double at = first;
    for (int j = 0; j < n; j++) {
      latitudes[j] = at;
      at -= northwards ? -step : step;
    }
    latitudes[n - 1] = last;
    return latitudes;
  }

  /** Returns a longitude brought to 0 … 360. */
  static double normalized(double longitude) {
    double lon = longitude;
    while (lon < 0) {
      lon += 360;
    }
    while (lon > 360) {
      lon -= 360;
    }
    return lon;
  }
}
