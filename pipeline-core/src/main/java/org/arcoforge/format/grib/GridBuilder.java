package org.arcoforge.format.grib;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.arcoforge.array.Dimension;
import org.jspecify.annotations.Nullable;

/** Makes grids out of what both editions say of them. */
final class GridBuilder {
  /** Parallels between a pole and the equator in the finest Gaussian grid to be believed. */
  static final int MOST_PARALLELS = 10000;

  /** ecCodes' keys of the grid, by name: what cfgrib makes attributes of. */
  final Map<String, Object> keys = new TreeMap<>();

  final int nx;
  final int ny;
  double lat1;
  double lon1;
  double lat2;
  double lon2;

  /** Increment between rows in degrees; NaN if it is not given. */
  double dj = Double.NaN;

  ScanOrder scan;

  GridBuilder(int nx, int ny, int scanningMode) {
    if (nx < 1 || ny < 1) {
      throw new IllegalArgumentException("a grid of " + nx + " columns and " + ny + " rows");
    }
    this.nx = nx;
    this.ny = ny;
    this.scan = ScanOrder.of(nx, ny, scanningMode);
  }

  /** Sets the corners and their keys. */
  void corners(double la1, double lo1, double la2, double lo2) {
    lat1 = la1;
    lon1 = lo1;
    lat2 = la2;
    lon2 = lo2;
    keys.put("latitudeOfFirstGridPointInDegrees", la1);
    keys.put("longitudeOfFirstGridPointInDegrees", lo1);
    keys.put("latitudeOfLastGridPointInDegrees", la2);
    keys.put("longitudeOfLastGridPointInDegrees", lo2);
  }

  /** Adds the number of columns and rows under their names for the type, and the scan's flags. */
  void shape(String columns, String rows) {
    keys.put(columns, (long) nx);
    keys.put(rows, (long) ny);
    keys.put("iScansNegatively", scan.iNegative() ? 1L : 0L);
    keys.put("jScansPositively", scan.jPositive() ? 1L : 0L);
    keys.put("jPointsAreConsecutive", scan.columns() ? 1L : 0L);
  }

  private Grid rows(String type, Supplier<double[]> latitudes) {
    return new Grid(
        type,
        Math.multiplyExact(nx, ny),
        List.of(new Dimension("latitude", ny), new Dimension("longitude", nx)),
        keys,
        scan.isPlain() ? null : scan,
        () ->
            new double[][] {
              latitudes.get(), LatLonAxes.longitudes(nx, lon1, lon2, scan.iNegative())
            },
        "");
  }

  Grid regularLatLon() {
    return rows("regular_ll", this::latitudes);
  }

  Grid rotatedLatLon(Rotation rotation) {
    keys.put("latitudeOfSouthernPoleInDegrees", rotation.southLatitude());
    keys.put("longitudeOfSouthernPoleInDegrees", rotation.southLongitude());
    keys.put("angleOfRotationInDegrees", rotation.angle());
    return plane(
        "rotated_ll",
        () -> rotation.grid(latitudes(), LatLonAxes.longitudes(nx, lon1, lon2, scan.iNegative())));
  }

  private double[] latitudes() {
    return LatLonAxes.latitudes(ny, lat1, lat2, dj, scan.jPositive());
  }

  Grid plane(String type, Grid.Coordinates coordinates) {
    return new Grid(
        type,
        Math.multiplyExact(nx, ny),
        List.of(new Dimension("y", ny), new Dimension("x", nx)),
        keys,
        scan.isPlain() ? null : scan,
        coordinates,
        "");
  }

  /** Returns a step in metres with the sign of the scan. */
  double signed(double step, boolean isX) {
    boolean backwards = isX ? scan.iNegative() : !scan.jPositive();
    return backwards ? -step : step;
  }

  Grid regularGaussian(int n) {
    if (n < 1 || n > MOST_PARALLELS) {
      throw new IllegalArgumentException("no Gaussian grid has N = " + n);
    }
    double[] all = Gaussian.latitudes(n);
    int start = -1;
    for (int j = 0; j < all.length && start < 0; j++) {
      if (Math.abs(all[j] - lat1) < 1e-3) {
        start = j;
      }
    }
    int end = scan.jPositive() ? start - ny + 1 : start + ny - 1;
    if (start < 0 || end < 0 || end >= all.length) {
      return Grid.unreadable(
          "regular_gg",
          Math.multiplyExact(nx, ny),
          "its first latitude " + lat1 + " and " + ny + " rows do not fit the Gaussian grid N" + n);
    }
    double[] latitudes = new double[ny];
    for (int j = 0; j < ny; j++) {
      latitudes[j] = all[scan.jPositive() ? start - j : start + j];
    }
    return rows("regular_gg", () -> latitudes);
  }

  static Grid reduced(
      String type, int points, Map<String, Object> keys, Grid.@Nullable Coordinates where) {
    return new Grid(type, points, List.of(new Dimension("values", points)), keys, null, where, "");
  }
}
