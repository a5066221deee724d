package org.arcoforge.quality;

import java.util.BitSet;
import java.util.Optional;

/**
 * Says whether what is missing on a map of the globe is where land or sea is, or rather where it
 * would be if the map were upside down or turned by half a globe: the mistakes that a land mask
 * shows without knowing anything of the values.
 */
final class LandMask {
  private static final int ROWS = 180;
  private static final int COLUMNS = 360;

  /** So much of the globe must be seen, and so much of it be missing, at least. */
  private static final double SEEN = 0.9;

  private static final double LEAST = 0.1;

  /** Agreement (phi coefficient) that the wrong map must have, and the right one must lack. */
  private static final double CLEAR = 0.7;

  private static final double UNLIKE = 0.4;

  private static final BitSet LAND = land();

  private LandMask() {}

  /** Cells of one degree, by their middles, south first; the even-odd rule, row by row. */
  private static BitSet land() {
    BitSet land = new BitSet(ROWS * COLUMNS);
    for (double[] ring : Coastlines.rings()) {
      for (int i = 0; i + 3 < ring.length; i += 2) {
        double y1 = ring[i + 1];
        double y2 = ring[i + 3];
        int first = Math.max(0, (int) Math.floor(Math.min(y1, y2) + 89.5));
        int last = Math.min(ROWS - 1, (int) Math.ceil(Math.max(y1, y2) + 89.5));
        for (int row = first; row <= last; row++) {
          double latitude = row - 89.5;
          if (y1 > latitude != y2 > latitude) {
            double x = ring[i] + (latitude - y1) / (y2 - y1) * (ring[i + 2] - ring[i]);
            flip(land, row * COLUMNS, (int) Math.ceil(x + 179.5));
          }
        }
      }
    }
    return land;
  }

  /** All cells of a row east of a crossing, up to the end of the ring's own turn. */
  private static void flip(BitSet land, int row, int from) {
    int end = 2 * COLUMNS;
    for (int c = from; c < end; ) {
      int column = Math.floorMod(c, COLUMNS);
      int n = Math.min(end - c, COLUMNS - column);
      land.flip(row + column, row + column + n);
      c += n;
    }
  }

  /** Returns whether there is land at a place, to a degree. */
  static boolean isLand(double latitude, double longitude) {
    return LAND.get(row(latitude) * COLUMNS + column(longitude));
  }

  private static int row(double latitude) {
    return Math.max(0, Math.min(ROWS - 1, (int) Math.floor(latitude + 90)));
  }

  private static int column(double longitude) {
    return Math.floorMod((int) Math.floor(longitude + 180), COLUMNS);
  }

  /** Returns what shows that a map is misplaced; empty if nothing does. */
  static Optional<String> misplaced(Plane plane) {
    if (plane.kind() != Plane.Kind.MAP) {
      return Optional.empty();
    }
    double[] y = CoordinateChecks.range(plane.y());
    double[] x = CoordinateChecks.range(plane.x());
    if (y[1] - y[0] < SEEN * 180 || x[1] - x[0] < SEEN * 360) {
      return Optional.empty();
    }
    double[] agreement = new double[3];
    for (int k = 0; k < 3; k++) {
      agreement[k] = agreement(plane, k == 1, k == 2 ? 180 : 0);
      if (Double.isNaN(agreement[k])) {
        return Optional.empty();
      }
      if (agreement[0] > UNLIKE) {
        return Optional.empty();
      }
    }
    int best = agreement[1] >= agreement[2] ? 1 : 2;
    return agreement[best] < CLEAR
        ? Optional.empty()
        : Optional.of(
            "values are missing where land or sea would be if the map were "
                + (best == 1 ? "upside down" : "turned by 180 degrees of longitude")
                + " (agreement "
                + Math.round(100 * agreement[best])
                + " %, as it is "
                + Math.round(100 * agreement[0])
                + " %); look whether the coordinate belongs to the data");
  }

  /** The absolute phi coefficient of "missing" and "land", over the area; NaN if few is missing. */
  private static double agreement(Plane plane, boolean isMirrored, double turn) {
    double[] cells = new double[4];
    int columns = plane.columns();
    int rowStep = Math.max(1, plane.rows() / ROWS);
    int columnStep = Math.max(1, columns / COLUMNS);
    double[] values = plane.values();
    int[] column = new int[columns]; // the same in every row
    for (int c = 0; c < columns; c += columnStep) {
      column[c] = column(plane.x()[c] + turn);
    }
    for (int r = 0; r < plane.rows(); r += rowStep) {
      double latitude = plane.y()[r];
      double weight = Math.max(0, Math.cos(Math.toRadians(latitude)));
      int row = row(isMirrored ? -latitude : latitude) * COLUMNS;
      for (int c = 0; c < columns; c += columnStep) {
        double value = values[r * columns + c];
        cells[(Double.isNaN(value) ? 2 : 0) + (LAND.get(row + column[c]) ? 1 : 0)] += weight;
      }
    }
    double all = cells[0] + cells[1] + cells[2] + cells[3];
    double missing = (cells[2] + cells[3]) / all;
    if (missing < LEAST || missing > 1 - LEAST) {
      return Double.NaN;
    }
    double land = (cells[1] + cells[3]) / all;
    double both = cells[3] / all;
    return Math.abs(both - missing * land) / Math.sqrt(missing * (1 - missing) * land * (1 - land));
  }
}
