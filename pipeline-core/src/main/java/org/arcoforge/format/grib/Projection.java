package org.arcoforge.format.grib;

/**
 * Computes latitudes and longitudes of grids that are regular on a projection plane. Formulas after
 * Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395), sections 15 and 21.
 */
final class Projection {
  private static final double DEGREES = 57.29577951308232;
  private static final double RADIANS = 0.017453292519943295;
  private static final double QUARTER = Math.PI / 4;
  private static final double HALF = Math.PI / 2;

  /**
   * A plane holds what a projected grid gives: angles in degrees, lengths in metres.
   *
   * @param dx step between columns, negative if they run westwards
   * @param dy step between rows, negative if they run southwards
   */
  record Plane(
      int nx, int ny, double lat1, double lon1, double lov, double lad, double dx, double dy) {}

  /** An inverse goes from the plane to the sphere, in radians: {latitude, longitude}. */
  private interface Inverse {
    void at(double x, double y, double[] target);
  }

  private Projection() {}

  private static double[][] points(Plane p, double x0, double y0, Inverse inverse) {
    double[][] points = new double[2][p.nx() * p.ny()];
    double[] one = new double[2];
    for (int j = 0; j < p.ny(); j++) {
      double y = y0 + j * p.dy();
      for (int i = 0; i < p.nx(); i++) {
        inverse.at(x0 + i * p.dx(), y, one);
        int k = j * p.nx() + i;
        points[0][k] = one[0] * DEGREES;
        points[1][k] = LatLonAxes.normalized(one[1] * DEGREES);
      }
    }
    return points;
  }

  /** Returns Lambert's conformal conic on a sphere (Snyder 15-1 … 15-11). */
  static double[][] lambert(Plane p, double radius, double latin1, double latin2) {
    double phi1 = latin1 * RADIANS;
    double phi2 = latin2 * RADIANS;
    double n =
        Math.abs(phi1 - phi2) < 1e-9
            ? Math.sin(phi1)
            : Math.log(Math.cos(phi1) / Math.cos(phi2))
                / Math.log(Math.tan(QUARTER + phi2 / 2) / Math.tan(QUARTER + phi1 / 2));
    double f = Math.cos(phi1) * Math.pow(Math.tan(QUARTER + phi1 / 2), n) / n;
    double rho = radius * f * Math.pow(Math.tan(QUARTER + p.lat1() * RADIANS / 2), -n);
    double bare = f * Math.pow(Math.tan(QUARTER + p.lad() * RADIANS / 2), -n);
    double difference = p.lon1() * RADIANS - p.lov() * RADIANS;
    if (difference > Math.PI) {
      difference -= 2 * Math.PI;
    } else if (difference < -Math.PI) {
      difference += 2 * Math.PI;
    }
    double x0 = rho * Math.sin(n * difference);
    double y0 = radius * bare - rho * Math.cos(n * difference);
    double lov = p.lov() * RADIANS;
    return points(
        p,
        x0,
        y0,
        (planeX, planeY, target) -> {
          double x = planeX / radius;
          double y = bare - planeY / radius;
          double r = Math.hypot(x, y);
          if (r == 0) {
            target[0] = n > 0 ? HALF : -HALF;
            target[1] = 0;
            return;
          }
          if (n < 0) {
            r = -r;
            x = -x;
            y = -y;
          }
          target[0] = 2 * Math.atan(Math.pow(f / r, 1 / n)) - HALF;
          target[1] = Math.atan2(x, y) / n + lov;
        });
  }

  /** Returns polar stereographic on a sphere, true at {@code lad} (Snyder 21-5 … 21-15, 21-33). */
  static double[][] polar(Plane p, double radius, boolean south) {
    double sign = south ? -1 : 1;
    double lad = Math.abs(p.lad()) * RADIANS;
    boolean atPole = Math.abs(lad - HALF) < 1e-10;
    double scale = atPole ? 2 * radius : radius * Math.cos(lad) / Math.tan(0.5 * (HALF - lad));
    double lov = p.lov() * RADIANS;
    double angle = sign * (p.lon1() * RADIANS - lov);
    double height = scale * Math.tan(0.5 * (HALF - sign * p.lat1() * RADIANS));
    return points(
        p,
        sign * height * Math.sin(angle),
        -sign * height * Math.cos(angle),
        (planeX, planeY, target) -> {
          double x = planeX * sign;
          double y = planeY * sign;
          double r = Math.sqrt(x * x + y * y);
          target[0] = sign * (HALF - 2 * Math.atan(r / scale));
          target[1] = r == 0 ? sign * lov : sign * Math.atan2(x, -y) + lov;
        });
  }
}
