package org.arcoforge.format.grib;

/**
 * Rotates coordinates of a rotated grid to geographic ones: the grid's south pole is moved to where
 * the message says. Results are rounded as ecCodes rounds them.
 *
 * @param southLatitude of the grid's south pole, in degrees
 * @param southLongitude of it
 * @param angle of rotation about the new polar axis
 */
record Rotation(double southLatitude, double southLongitude, double angle) {
  private static final double DEGREES = 57.29577951308232;
  private static final double RADIANS = 0.017453292519943295;

  /** Returns latitude and longitude of each crossing of rows and columns, row by row. */
  double[][] grid(double[] rows, double[] columns) {
    double[][] points = new double[2][rows.length * columns.length];
    int k = 0;
    for (double row : rows) {
      for (double column : columns) {
        point(row, column, points, k++);
      }
    }
    return points;
  }

  private void point(double lat, double lon, double[][] points, int k) {
    double x = Math.cos(lon * RADIANS) * Math.cos(lat * RADIANS);
    double y = Math.sin(lon * RADIANS) * Math.cos(lat * RADIANS);
    double z = Math.sin(lat * RADIANS);
    double tilt = RADIANS * -(90.0 + southLatitude);
    double turn = RADIANS * -southLongitude;
    double sinTilt = Math.sin(tilt);
    double cosTilt = Math.cos(tilt);
    double sinTurn = Math.sin(turn);
    double cosTurn = Math.cos(turn);
    double newX = cosTilt * cosTurn * x + sinTurn * y + sinTilt * cosTurn * z;
    double newY = -cosTilt * sinTurn * x + cosTurn * y - sinTilt * sinTurn * z;
    double newZ = Math.max(-1, Math.min(1, -sinTilt * x + cosTilt * z));
    points[0][k] = rounded(Math.asin(newZ) * DEGREES);
    points[1][k] = rounded(Math.atan2(newY, newX) * DEGREES) - angle;
  }

  /** To six decimals of single precision, halves away from zero. */
  private static double rounded(double degrees) {
    float millionths = (float) (degrees * 1000000.0);
    double whole = Math.floor(Math.abs((double) millionths) + 0.5);
    return Math.copySign(whole, millionths) / 1000000.0;
  }
}
