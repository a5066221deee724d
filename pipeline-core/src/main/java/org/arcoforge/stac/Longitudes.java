package org.arcoforge.stac;

import java.util.Arrays;

/**
 * This is the shortest arc that holds points on the circle of longitudes, however they are written
 * (0…360 or -180…180) and whether or not it crosses the antimeridian.
 *
 * @param west western end in degrees, -180 to 180
 * @param east eastern end; less than {@code west} if the arc crosses the antimeridian (RFC 7946,
 *     5.2)
 */
record Longitudes(double west, double east) {
  static final Longitudes ALL = new Longitudes(-180, 180);
  private static final double SMALL_GAP = 0.5;

  /**
   * Returns the arc of at least one finite value. It is all around if the widest gap is no wider
   * than the others: a grid from 0 to 359 by 1 leaves nothing out.
   *
   * @param degrees others than finite values are passed over
   */
  static Longitudes of(double[] degrees) {
    double[] range = Coordinate.range(degrees);
    double[] circle =
        Arrays.stream(degrees)
            .filter(Double::isFinite)
            .map(d -> d - 360 * Math.floor(d / 360))
            .sorted()
            .toArray();
    int n = circle.length;
    double widest = circle[0] + 360 - circle[n - 1];
    double second = 0;
    int places = 1;
    int before = n - 1;
    for (int i = 0; i + 1 < n; i++) {
      double gap = circle[i + 1] - circle[i];
      places += gap > 0 ? 1 : 0;
      if (gap > widest) {
        second = widest;
        widest = gap;
        before = i;
      } else {
        second = Math.max(second, gap);
      }
    }
    if (places > 2 && (widest <= 1.5 * second || widest <= SMALL_GAP)) {
      return ALL;
    }
    if (range[0] >= -180 && range[1] <= 180 && range[0] + 360 - range[1] >= widest) {
      return new Longitudes(range[0], range[1]);
    }
    double west = signed(circle[(before + 1) % n]);
    double east = signed(circle[before]);
    return new Longitudes(west == 180 ? -180 : west, east == -180 ? 180 : east);
  }

  private static double signed(double degrees) {
    return degrees > 180 ? degrees - 360 : degrees;
  }

  boolean isAll() {
    return west == -180 && east == 180;
  }
}
