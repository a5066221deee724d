package org.arcoforge.format.grib;

import java.util.List;
import java.util.Map;
import org.arcoforge.array.Dimension;
import org.jspecify.annotations.Nullable;

/**
 * A grid says where a field's values are on the Earth.
 *
 * @param type as ecCodes names it: {@code regular_ll}, {@code lambert}, …
 * @param points number of values, missing ones included
 * @param dimensions {@code latitude, longitude}, or {@code y, x}, or {@code values}
 * @param keys ecCodes' keys of it, which become attributes
 * @param scan order of the values in a message; null if they are row by row
 * @param coordinates latitudes and longitudes; null if the message does not give them
 * @param unreadable why it cannot be read; empty if it can
 */
record Grid(
    String type,
    int points,
    List<Dimension> dimensions,
    Map<String, Object> keys,
    @Nullable ScanOrder scan,
    @Nullable Coordinates coordinates,
    String unreadable) {

  /** Computes coordinates in degrees; costly for large grids. */
  interface Coordinates {
    /**
     * Returns latitudes and longitudes: of rows and of columns where these are dimensions, else of
     * each point in the order of storage.
     */
    double[][] compute();
  }

  static Grid unreadable(String type, int points, String why) {
    Dimension values = new Dimension("values", points);
    return new Grid(type, points, List.of(values), Map.of(), null, null, why);
  }

  boolean hasRows() {
    return dimensions.get(0).name().equals("latitude");
  }
}
