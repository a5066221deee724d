package org.arcoforge.format.grib;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.arcoforge.format.FormatException;

/**
 * Merges the coordinates that all variables of a file share. Variables may lack a coordinate that
 * others have, but not have other values of it.
 */
final class CoordinateMerge {
  private static final int SHOWN = 6;

  private final String url;
  private final KeyFilter filter;

  CoordinateMerge(String url, KeyFilter filter) {
    this.url = url;
    this.filter = filter;
  }

  /** Returns values of each coordinate by its name; the first that a name stands for decides. */
  Map<String, List<Object>> merge(List<Cube> cubes) throws FormatException {
    Map<String, List<Object>> merged = new LinkedHashMap<>();
    for (String axis : Field.DIMENSIONS) {
      for (Cube cube : cubes) {
        List<Object> values = cube.axes().get(axis);
        if (values == null) {
          continue;
        }
        List<Object> known = merged.putIfAbsent(cube.coordinate(axis), values);
        if (known != null && !known.equals(values)) {
          throw refusal(axis, cube.coordinate(axis), cubes);
        }
      }
    }
    Grid first = cubes.get(0).grid();
    for (Cube cube : cubes) {
      if (!cube.grid().equals(first)) {
        throw FormatException.unsupported(
            url,
            "variables '"
                + cubes.get(0).variable()
                + "' and '"
                + cube.variable()
                + "' are on different grids ("
                + first.type()
                + " of "
                + first.points()
                + " points, "
                + cube.grid().type()
                + " of "
                + cube.grid().points()
                + "); a data set has one. Write, with a recipe for each:"
                + byShortName(cubes));
      }
    }
    return merged;
  }

  private String byShortName(List<Cube> cubes) {
    return cubes.stream()
        .map(c -> "\n  " + filter.line(Map.of("shortName", c.product().key("shortName"))))
        .collect(Collectors.joining());
  }

  private FormatException refusal(String axis, String coordinate, List<Cube> cubes) {
    Map<List<Object>, List<Cube>> groups = new LinkedHashMap<>();
    for (Cube cube : cubes) {
      List<Object> values = cube.axes().get(axis);
      if (values != null && cube.coordinate(axis).equals(coordinate)) {
        groups.computeIfAbsent(values, k -> new ArrayList<>()).add(cube);
      }
    }
    StringBuilder message = new StringBuilder("coordinate '" + coordinate + "' is ");
    String separator = "";
    for (Map.Entry<List<Object>, List<Cube>> group : groups.entrySet()) {
      message.append(separator).append(shown(axis, group.getKey())).append(" in ");
      message.append(
          group.getValue().stream().map(Cube::variable).collect(Collectors.joining(", ")));
      separator = ", but ";
    }
    message.append("; in a data set it is the same for all. Write, with a recipe for each:");
    lines(axis, coordinate, groups).forEach(line -> message.append("\n  ").append(line));
    return FormatException.unsupported(url, message.toString());
  }

  /** The lines that tell the groups apart: by level, by a key of the product, or by name. */
  private List<String> lines(String axis, String coordinate, Map<List<Object>, List<Cube>> groups) {
    boolean scalars = groups.keySet().stream().allMatch(v -> v.size() == 1);
    List<String> lines = new ArrayList<>();
    if (axis.equals("level") && scalars) {
      for (List<Object> values : groups.keySet()) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("typeOfLevel", coordinate);
        keys.put("level", values.get(0));
        lines.add(filter.line(keys));
      }
      return lines;
    }
    for (String key : List.of("stepType", "dataType", "typeOfLevel")) {
      Set<Object> values =
          groups.values().stream()
              .map(g -> g.stream().map(c -> c.product().key(key)).collect(Collectors.toSet()))
              .filter(s -> s.size() == 1)
              .flatMap(Set::stream)
              .collect(Collectors.toSet());
      if (values.size() == groups.size()) {
        groups
            .values()
            .forEach(g -> lines.add(filter.line(Map.of(key, g.get(0).product().key(key)))));
        return lines;
      }
    }
    groups
        .values()
        .forEach(
            g ->
                g.forEach(
                    c ->
                        lines.add(filter.line(Map.of("shortName", c.product().key("shortName"))))));
    return lines;
  }

  private static String shown(String axis, List<Object> values) {
    String text =
        values.stream()
            .limit(SHOWN)
            .map(v -> shown(axis, (Number) v))
            .collect(Collectors.joining(", "));
    String all = values.size() > SHOWN ? text + ", … (" + values.size() + ")" : text;
    return values.size() == 1 ? all : "[" + all + "]";
  }

  private static String shown(String axis, Number value) {
    return switch (axis) {
      case "time" ->
          java.time.LocalDateTime.ofEpochSecond(value.longValue(), 0, java.time.ZoneOffset.UTC)
              .toString();
      case "stepSeconds" -> KeyFilter.text(value.doubleValue() / 3600) + " h";
      default -> KeyFilter.text(value);
    };
  }
}
