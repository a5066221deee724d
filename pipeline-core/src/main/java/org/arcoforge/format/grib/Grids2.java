package org.arcoforge.format.grib;

import java.util.Map;
import java.util.TreeMap;

/** Reads the grids of edition 2 from section 3, the grid definition section. */
final class Grids2 {
  private static final double OBLATE = Double.NaN;

  private final Octets s;
  private double unit = 1e6;
  private double basic = 1;

  private Grids2(Octets section) {
    this.s = section;
  }

  static Grid of(Found found, Map<String, Object> message) {
    Grids2 grids = new Grids2(found.grid());
    int template = (int) found.grid().unsigned(13, 2);
    int flags =
        switch (template) {
          case 0, 1, 40, 41 -> found.grid().at(55);
          case 10, 30 -> found.grid().at(47);
          default -> -1;
        };
    if (flags >= 0) {
      message.put("uvRelativeToGrid", (long) (flags >> 3 & 1));
    }
    message.put(
        "gridDefinitionDescription",
        Tables.get()
            .code("grid2." + found.identification().at(10), template)
            .or(() -> Tables.get().code("grid2", template))
            .map(Tables.Code::title)
            .orElse("unknown"));
    return grids.grid(template);
  }

  private double angle(int octet) {
    return s.signed(octet, 4) / unit * basic;
  }

  private double millionths(int octet) {
    return s.signed(octet, 4) / 1e6;
  }

  private Grid grid(int template) {
    int points = Math.toIntExact(s.unsigned(7, 4));
    return switch (template) {
      case 0, 1, 40 -> latLon(template, points);
      case 20, 30 -> projected(template == 30, points);
      case 101 -> GridBuilder.reduced("unstructured_grid", points, new TreeMap<>(), null);
      case 50, 51, 52, 53 ->
          Grid.unreadable("sh", points, "it holds spherical harmonic coefficients, not a grid");
      default ->
          Grid.unreadable("unknown", points, "it has grid definition template 3." + template);
    };
  }

  private Grid latLon(int template, int points) {
    if (s.unsigned(39, 4) != 0 && !s.isMissing(39, 4)) {
      basic = s.unsigned(39, 4);
    }
    if (s.unsigned(43, 4) != 0 && !s.isMissing(43, 4)) {
      unit = s.unsigned(43, 4);
    }
    int mode = s.at(72);
    if ((mode & 0x0F) != 0) {
      return Grid.unreadable("staggered", points, "rows or columns of its grid are offset");
    }
    int rows = Math.toIntExact(s.unsigned(35, 4));
    if (s.isMissing(31, 4)) {
      return reduced(template, points, rows, mode);
    }
    GridBuilder grid = new GridBuilder(Math.toIntExact(s.unsigned(31, 4)), rows, mode);
    grid.corners(angle(47), angle(51), angle(56), angle(60));
    if ((s.at(55) & 0x20) != 0 && !s.isMissing(64, 4)) {
      grid.keys.put("iDirectionIncrementInDegrees", angle(64));
    }
    if (template == 40) {
      grid.shape("Ni", "Nj");
      grid.keys.put("N", s.unsigned(68, 4));
      return checked(grid.regularGaussian(Math.toIntExact(s.unsigned(68, 4))), points);
    }
    grid.shape("Nx", "Ny");
    if ((s.at(55) & 0x10) != 0 && !s.isMissing(68, 4)) {
      grid.dj = angle(68);
      grid.keys.put("jDirectionIncrementInDegrees", grid.dj);
    }
    return checked(
        template == 0
            ? grid.regularLatLon()
            : grid.rotatedLatLon(new Rotation(millionths(73), millionths(77), s.ieee(81))),
        points);
  }

  private static Grid checked(Grid grid, int points) {
    return grid.points() == points
        ? grid
        : Grid.unreadable(
            grid.type(),
            points,
            "its grid has " + points + " points, which are not rows of equally many columns");
  }

  private Grid reduced(int template, int points, int rows, int mode) {
    int octets = s.at(11);
    if (mode != 0 || octets == 0 || template == 1) {
      return Grid.unreadable("reduced", points, "its reduced grid is not scanned from north-west");
    }
    if ((long) rows * octets > s.length()) {
      throw new IllegalArgumentException(rows + " rows are more than the section says lengths of");
    }
    int[] pl = new int[rows];
    int sum = 0;
    for (int j = 0; j < rows; j++) {
      pl[j] = (int) s.unsigned(73 + octets * j, octets);
      sum += pl[j];
    }
    if (sum != points) {
      return Grid.unreadable("reduced", points, "its rows have " + sum + " points, not " + points);
    }
    if (template == 40) {
      double[] corners = {angle(47), angle(51), angle(56), angle(60)};
      return Reduced.gaussian(
          Math.toIntExact(s.unsigned(68, 4)), pl, points, new TreeMap<>(), corners, 1e-6);
    }
    GridBuilder corners = new GridBuilder(1, rows, mode);
    corners.corners(angle(47), angle(51), angle(56), angle(60));
    boolean given = (s.at(55) & 0x10) != 0;
    double step = given ? angle(68) : Math.abs(corners.lat1 - corners.lat2) / (rows - 1);
    return Reduced.latLon(corners, pl, points, step);
  }

  private double radius() {
    return switch (s.at(15)) {
      case 0 -> 6367470;
      case 1 -> {
        double radius = s.unsigned(17, 4);
        for (int scale = s.at(16); scale > 0 && scale != 0xFF; scale--) {
          radius /= 10;
        }
        yield radius;
      }
      case 6 -> 6371229;
      case 8 -> 6371200;
      default -> OBLATE;
    };
  }

  private Grid projected(boolean lambert, int points) {
    String name = lambert ? "lambert" : "polar_stereographic";
    double radius = radius();
    if (Double.isNaN(radius)) {
      return Grid.unreadable(name, points, "it is a projection of an oblate Earth");
    }
    int nx = Math.toIntExact(s.unsigned(31, 4));
    int ny = Math.toIntExact(s.unsigned(35, 4));
    GridBuilder grid = new GridBuilder(nx, ny, s.at(65));
    if ((s.at(65) & 0x0F) != 0) {
      return Grid.unreadable("staggered", points, "rows or columns of its grid are offset");
    }
    double dx = s.unsigned(56, 4) / 1000.0;
    double dy = s.unsigned(60, 4) / 1000.0;
    Projection.Plane plane =
        new Projection.Plane(
            nx,
            ny,
            millionths(39),
            s.unsigned(43, 4) / 1e6,
            millionths(52),
            millionths(48),
            grid.signed(dx, true),
            grid.signed(dy, false));
    if (!lambert) {
      boolean south = (s.at(64) & 0x80) != 0 || plane.lad() < 0;
      return checked(grid.plane(name, () -> Projection.polar(plane, radius, south)), points);
    }
    double latin1 = millionths(66);
    double latin2 = millionths(70);
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
            plane.lad(),
            "Latin1InDegrees",
            latin1,
            "Latin2InDegrees",
            latin2,
            "DxInMetres",
            dx,
            "DyInMetres",
            dy,
            "latitudeOfSouthernPoleInDegrees",
            millionths(74),
            "longitudeOfSouthernPoleInDegrees",
            s.unsigned(78, 4) / 1e6));
    return checked(
        grid.plane(name, () -> Projection.lambert(plane, radius, latin1, latin2)), points);
  }
}
