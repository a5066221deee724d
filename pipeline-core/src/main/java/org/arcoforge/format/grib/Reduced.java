package org.arcoforge.format.grib;

import java.util.Arrays;
import java.util.Map;

/** Makes reduced grids, whose points are one dimension {@code values}. */
final class Reduced {
  private Reduced() {}

  /**
   * Returns a reduced Gaussian grid.
   *
   * @param corners first latitude and longitude, last latitude and longitude
   * @param precision of angles, in degrees
   */
  static Grid gaussian(
      int n, int[] pl, int points, Map<String, Object> keys, double[] corners, double precision) {
    if (n < 1 || n > GridBuilder.MOST_PARALLELS) {
      throw new IllegalArgumentException("no Gaussian grid has N = " + n);
    }
    if (!ReducedGrid.isGlobal(n, pl, corners[0], corners[1], corners[2], corners[3], precision)) {
      return Grid.unreadable(
          "reduced_gg", points, "its reduced Gaussian grid is not of the whole globe");
    }
    keys.put("N", (long) n);
    keys.put("pl", Arrays.stream(pl).mapToLong(i -> i).toArray());
    return GridBuilder.reduced(
        "reduced_gg", points, keys, () -> ReducedGrid.gaussian(n, pl, points));
  }

  /** Returns a reduced latitude/longitude grid. */
  static Grid latLon(GridBuilder corners, int[] pl, int points, double step) {
    Map<String, Object> keys = corners.keys;
    keys.put("Ny", (long) pl.length);
    keys.put("jDirectionIncrementInDegrees", step);
    keys.remove("longitudeOfFirstGridPointInDegrees");
    keys.remove("longitudeOfLastGridPointInDegrees");
    keys.put("jScansPositively", 0L);
    keys.put("jPointsAreConsecutive", 0L);
    double lat1 = corners.lat1;
    double lon1 = corners.lon1;
    double lat2 = corners.lat2;
    double lon2 = corners.lon2;
    return GridBuilder.reduced(
        "reduced_ll",
        points,
        keys,
        () -> ReducedGrid.latLon(pl, points, lat1, lon1, lat2, lon2, step));
  }
}
