package org.arcoforge.format.grib;

import java.util.Map;
import java.util.TreeMap;

/** Reads the grids of edition 1 from section 2, the grid description section. */
final class Grids1 {
  private static final double RADIUS = 6367470;

  private final Octets s;

  private Grids1(Octets section) {
    this.s = section;
  }

  /** Returns the grid, and {@code NV} and the like as keys of its message. */
  static Grid of(Found found, Map<String, Object> message) {
    if (found.grid().length() == 0) {
      return Grid.unreadable(
          "unknown",
          0,
          "it has no grid section, but refers to the catalogued grid " + found.product().at(7));
    }
    Grids1 grids = new Grids1(found.grid());
    message.put("NV", (long) found.grid().at(4));
    message.put("uvRelativeToGrid", (long) (found.grid().at(17) >> 3 & 1));
    message.put(
        "gridDefinitionDescription",
        Tables.get().code("grid1", found.grid().at(6)).map(Tables.Code::title).orElse("unknown"));
    return grids.grid();
  }

  private double degrees(int octet) {
    return s.signed(octet, 3) / 1000.0;
  }

  private Grid grid() {
    int nx = (int) s.unsigned(7, 2);
    int ny = (int) s.unsigned(9, 2);
    int type = s.at(6);
    if (nx == 0xFFFF) {
      return reduced(type, ny);
    }
    GridBuilder grid = new GridBuilder(nx, ny, s.at(28) & 0xE0);
    boolean oblate = (s.at(17) & 0x40) != 0;
    switch (type) {
      case 0, 10, 4 -> {
        grid.corners(degrees(11), degrees(14), degrees(18), degrees(21));
        boolean given = (s.at(17) & 0x80) != 0;
        increments(grid, given, type == 4);
        if (type == 4) {
          int n = (int) s.unsigned(26, 2);
          grid.shape("Ni", "Nj");
          grid.keys.put("N", (long) n);
          return grid.regularGaussian(n);
        }
        grid.shape("Nx", "Ny");
        return type == 0
            ? grid.regularLatLon()
            : grid.rotatedLatLon(new Rotation(degrees(33), degrees(36), s.ibm(39)));
      }
      case 3, 5 -> {
        String name = type == 3 ? "lambert" : "polar_stereographic";
        return oblate
            ? Grid.unreadable(
                name, Math.multiplyExact(nx, ny), "it is a projection of an oblate Earth")
            : projected(grid, type == 3, name);
      }
      case 50, 60, 70, 80 -> {
        return Grid.unreadable("sh", 0, "it holds spherical harmonic coefficients, not a grid");
      }
      default -> {
        return Grid.unreadable(
            "unknown",
            Math.multiplyExact(nx, ny),
            "it has a grid of data representation type " + type);
      }
    }
  }

  private void increments(GridBuilder grid, boolean given, boolean gaussian) {
    double across = s.unsigned(24, 2) / 1000.0;
    double last = grid.lon2 < grid.lon1 && !grid.scan.iNegative() ? grid.lon2 + 360 : grid.lon2;
    if (gaussian) {
      if (!s.isMissing(24, 2)) {
        grid.keys.put("iDirectionIncrementInDegrees", across);
      }
      return;
    }
    double down = s.unsigned(26, 2) / 1000.0;
    if (!given && grid.nx > 1 && grid.ny > 1) {
      double width = grid.scan.iNegative() ? grid.lon1 - last : last - grid.lon1;
      across = (width > 0 ? width : width + 360) / (grid.nx - 1);
      down = Math.abs(grid.lat1 - grid.lat2) / (grid.ny - 1);
    }
    grid.dj = down;
    grid.keys.put("iDirectionIncrementInDegrees", across);
    grid.keys.put("jDirectionIncrementInDegrees", down);
  }

  private Grid projected(GridBuilder grid, boolean lambert, String name) {
    double dx = s.unsigned(21, 3);
    double dy = s.unsigned(24, 3);
    double latin1 = lambert ? degrees(29) : 60;
    Projection.Plane plane =
        new Projection.Plane(
            grid.nx,
            grid.ny,
            degrees(11),
            degrees(14),
            degrees(18),
            latin1,
            grid.signed(dx, true),
            grid.signed(dy, false));
    if (!lambert) {
      boolean south = (s.at(27) & 0x80) != 0;
      return grid.plane(name, () -> Projection.polar(plane, RADIUS, south));
    }
    double latin2 = degrees(32);
    grid.shape("Nx", "Ny");
    grid.keys.putAll(
        Map.of(
            "latitudeOfFirstGridPointInDegrees",
            plane.lat1(),
            "longitudeOfFirstGridPointInDegrees",
            plane.lon1(),
            "LoVInDegrees",
            plane.lov(),
            "LaDInDegrees",
            latin1,
            "Latin1InDegrees",
            latin1,
            "Latin2InDegrees",
            latin2,
            "DxInMetres",
            (long) dx,
            "DyInMetres",
            (long) dy,
            "latitudeOfSouthernPoleInDegrees",
            degrees(35),
            "longitudeOfSouthernPoleInDegrees",
            degrees(38)));
    return grid.plane(name, () -> Projection.lambert(plane, RADIUS, latin1, latin2));
  }

  private Grid reduced(int type, int rows) {
    int at = s.at(4) == 0 ? s.at(5) : s.at(5) + 4 * s.at(4);
    int[] pl = new int[rows];
    int points = 0;
    for (int j = 0; j < rows; j++) {
      pl[j] = (int) s.unsigned(at + 2 * j, 2);
      points += pl[j];
    }
    int all = points;
    Map<String, Object> keys = new TreeMap<>();
    if ((s.at(28) & 0xE0) != 0) {
      return Grid.unreadable("reduced", all, "its reduced grid is not scanned from north-west");
    }
    if (type == 0) {
      GridBuilder corners = new GridBuilder(1, rows, s.at(28));
      corners.corners(degrees(11), degrees(14), degrees(18), degrees(21));
      double step =
          (s.at(17) & 0x80) != 0
              ? s.unsigned(26, 2) / 1000.0
              : Math.abs(corners.lat1 - corners.lat2) / (rows - 1);
      return Reduced.latLon(corners, pl, all, step);
    }
    int n = (int) s.unsigned(26, 2);
    return type == 4
        ? Reduced.gaussian(
            n,
            pl,
            all,
            keys,
            new double[] {degrees(11), degrees(14), degrees(18), degrees(21)},
            1e-3)
        : Grid.unreadable("reduced", all, "it has a reduced grid of type " + type);
  }
}
