package org.arcoforge.stac;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.arcoforge.array.GroupPath;
import org.arcoforge.cf.AxisRole;

/** Finds where on Earth the data are: the box around the latitudes and longitudes, of any rank. */
final class Footprint {
  private Footprint() {}

  /**
   * Returns the box around the positions of all groups, which may have some from the groups around
   * them; empty if there are no latitudes or no longitudes.
   */
  static Optional<BoundingBox> of(Map<String, Coordinate> coordinates) {
    Set<String> groups =
        coordinates.keySet().stream()
            .map(GroupPath::group)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<BoundingBox> boxes = new ArrayList<>();
    for (String group : groups) {
      Map<String, Coordinate> visible = new LinkedHashMap<>();
      for (String at : GroupPath.upwards(group)) { // the nearest first
        coordinates.forEach(
            (path, c) -> {
              if (GroupPath.group(path).equals(at)) {
                visible.putIfAbsent(GroupPath.name(path), c);
              }
            });
      }
      ofGroup(visible).ifPresent(boxes::add);
    }
    return boxes.isEmpty() ? Optional.empty() : Optional.of(BoundingBox.around(boxes));
  }

  /** From coordinates by their plain names. */
  private static Optional<BoundingBox> ofGroup(Map<String, Coordinate> coordinates) {
    Optional<Coordinate> lat = find(coordinates.values(), AxisRole.LATITUDE);
    Optional<Coordinate> lon = find(coordinates.values(), AxisRole.LONGITUDE);
    if (lat.isEmpty() || lon.isEmpty()) {
      return Optional.empty();
    }
    double[] centres = lat.get().numbers();
    double[] south = Coordinate.range(within(90, edges(lat.get(), coordinates)));
    double[] degrees = within(720, edges(lon.get(), coordinates));
    if (south.length == 0 || Coordinate.range(degrees).length == 0) {
      return Optional.empty();
    }
    Longitudes arc = Longitudes.of(degrees);
    double[] north =
        arc.isAll() && lat.get().values().rank() == 1 ? toPoles(centres, south) : south;
    return Optional.of(
        new BoundingBox(arc.west(), Math.max(-90, north[0]), arc.east(), Math.min(90, north[1])));
  }

  private static Optional<Coordinate> find(Collection<Coordinate> all, AxisRole role) {
    List<String> bounds =
        all.stream().flatMap(c -> c.attributes().text("bounds").stream()).toList();
    return all.stream()
        .filter(c -> !c.isText() && c.role() == role && !bounds.contains(GroupPath.name(c.name())))
        .min(Comparator.comparing(c -> !c.layout().variable().isDimensionCoordinate()));
  }

  /** The cell bounds where they are known, else the points themselves. */
  private static double[] edges(Coordinate coordinate, Map<String, Coordinate> coordinates) {
    Coordinate bounds =
        coordinate.attributes().text("bounds").map(coordinates::get).orElse(coordinate);
    double[] edges = bounds.numbers();
    return Coordinate.range(edges).length == 0 ? coordinate.numbers() : edges;
  }

  /** Without what is no angle, such as fill values that no attribute declares. */
  private static double[] within(double limit, double[] degrees) {
    return Arrays.stream(degrees).filter(d -> Math.abs(d) <= limit + 0.01).toArray();
  }

  /** A global grid of cell centres reaches the poles if half a step does. */
  private static double[] toPoles(double[] centres, double[] range) {
    double[] sorted = Arrays.stream(centres).filter(Double::isFinite).sorted().toArray();
    int n = sorted.length;
    if (n < 2) {
      return range;
    }
    double half = 0.51;
    boolean south = sorted[0] - half * (sorted[1] - sorted[0]) <= -90;
    boolean north = sorted[n - 1] + half * (sorted[n - 1] - sorted[n - 2]) >= 90;
    return new double[] {south ? -90 : range[0], north ? 90 : range[1]};
  }
}
