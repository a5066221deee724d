package org.arcoforge.format.grib;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Variable;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;

/**
 * Describes a file's variables: its cubes, their coordinates, and the attributes of both.
 *
 * @param source for readers
 * @param cubes by variable
 * @param small values of the coordinates that come from headers, by variable
 * @param grid whose latitudes and longitudes are the others
 */
record GribDescription(
    SourceDescription source, Map<String, Cube> cubes, Map<String, Block> small, Grid grid) {

  static GribDescription of(List<Cube> cubes, CoordinateMerge merge) throws FormatException {
    Map<String, List<Object>> coordinates = merge.merge(cubes);
    Grid grid = cubes.get(0).grid();
    List<SourceVariable> variables = new ArrayList<>();
    Map<String, Block> small = new LinkedHashMap<>();
    for (Map.Entry<String, List<Object>> coordinate : coordinates.entrySet()) {
      variables.add(coordinate(coordinate.getKey(), coordinate.getValue(), small));
    }
    List<Object> time = coordinates.getOrDefault("time", List.of());
    List<Object> step = coordinates.getOrDefault("step", List.of());
    if (!time.isEmpty() && !step.isEmpty()) {
      variables.add(validTime(time, step, small));
    }
    variables.addAll(geography(grid));
    Map<String, Cube> byName = new LinkedHashMap<>();
    for (Cube cube : cubes) {
      byName.put(cube.variable(), cube);
      variables.add(data(cube));
    }
    return new GribDescription(
        new SourceDescription("grib", variables, global(cubes.get(0).product())),
        byName,
        small,
        grid);
  }

  private static SourceVariable whole(Variable variable) {
    List<Long> chunk = new ArrayList<>();
    variable.dimensions().forEach(d -> chunk.add(d.length()));
    return new SourceVariable(variable, chunk, List.of(), 0);
  }

  private static SourceVariable coordinate(
      String name, List<Object> values, Map<String, Block> small) {
    boolean isStep = name.equals("step");
    DataType type = !isStep && values.get(0) instanceof Long ? DataType.INT64 : DataType.FLOAT64;
    long[] shape = values.size() > 1 ? new long[] {values.size()} : new long[0];
    Block block = Block.allocate(type, shape);
    for (int i = 0; i < values.size(); i++) {
      Number value = (Number) values.get(i);
      if (type == DataType.INT64) {
        block.setLong(i, value.longValue());
      } else {
        block.setDouble(i, isStep ? value.longValue() / 3600.0 : value.doubleValue());
      }
    }
    small.put(name, block);
    String key = KNOWN_KEYS.contains(name) ? name : "level";
    return whole(
        new Variable(name, type, dimensions(name, values), CoordinateAttributes.of(name, key)));
  }

  private static final List<String> KNOWN_KEYS =
      List.of("number", "time", "step", "directionNumber", "frequencyNumber");

  private static List<Dimension> dimensions(String name, List<Object> values) {
    return values.size() > 1 ? List.of(new Dimension(name, values.size())) : List.of();
  }

  private static SourceVariable validTime(
      List<Object> time, List<Object> step, Map<String, Block> small) {
    List<Dimension> dimensions = new ArrayList<>(dimensions("time", time));
    dimensions.addAll(dimensions("step", step));
    long[] shape = dimensions.stream().mapToLong(Dimension::length).toArray();
    Block block = Block.allocate(DataType.INT64, shape);
    int i = 0;
    for (Object t : time) {
      for (Object s : step) {
        block.setLong(i++, ((Number) t).longValue() + ((Number) s).longValue());
      }
    }
    small.put("valid_time", block);
    Attributes attributes = CoordinateAttributes.of("valid_time", "valid_time");
    return whole(new Variable("valid_time", DataType.INT64, dimensions, attributes));
  }

  private static List<SourceVariable> geography(Grid grid) {
    if (grid.coordinates() == null) {
      return List.of();
    }
    List<SourceVariable> variables = new ArrayList<>();
    for (String name : List.of("latitude", "longitude")) {
      List<Dimension> dimensions = grid.dimensions();
      if (grid.hasRows()) {
        dimensions = List.of(dimensions.get(name.equals("latitude") ? 0 : 1));
      }
      Attributes attributes = CoordinateAttributes.of(name, name);
      if (grid.hasRows()
          && name.equals("latitude")
          && grid.keys().get("latitudeOfFirstGridPointInDegrees") instanceof Double first
          && grid.keys().get("latitudeOfLastGridPointInDegrees") instanceof Double last
          && first > last) {
        attributes = attributes.with("stored_direction", "decreasing");
      }
      variables.add(whole(new Variable(name, DataType.FLOAT64, dimensions, attributes)));
    }
    return variables;
  }

  private static SourceVariable data(Cube cube) {
    List<Dimension> dimensions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Long> chunk = new ArrayList<>();
    for (Map.Entry<String, List<Object>> axis : cube.axes().entrySet()) {
      String name = cube.coordinate(axis.getKey());
      names.add(name);
      if (axis.getValue().size() > 1) {
        dimensions.add(new Dimension(name, axis.getValue().size()));
        chunk.add(1L);
      }
    }
    for (Dimension d : cube.grid().dimensions()) {
      dimensions.add(d);
      chunk.add(d.length());
    }
    if (cube.grid().coordinates() != null) {
      names.addAll(List.of("latitude", "longitude"));
    }
    if (names.contains("time") && names.contains("step")) {
      names.add("valid_time");
    }
    long bytes = cube.fields().values().stream().mapToLong(f -> f.place().dataBytes()).sum();
    return new SourceVariable(
        new Variable(
            cube.variable(),
            DataType.FLOAT32,
            dimensions,
            attributes(cube).with("coordinates", String.join(" ", names))),
        chunk,
        List.of("grib"),
        bytes);
  }

  private static Attributes attributes(Cube cube) {
    Map<String, Object> keys = new LinkedHashMap<>();
    for (String key : Product.UNIQUE) {
      keys.put(key, cube.product().keys().get(key));
      if (key.equals("stepType")) {
        keys.put("stepUnits", 1L);
      }
    }
    Map<String, Object> extra = new TreeMap<>(cube.grid().keys());
    for (String key :
        List.of(
            "shortName",
            "units",
            "name",
            "cfName",
            "cfVarName",
            "totalNumber",
            "NV",
            "gridDefinitionDescription")) {
      extra.put(key, cube.product().keys().get(key));
    }
    extra.put("missingValue", (double) Float.MAX_VALUE);
    keys.putAll(extra);
    Attributes attributes = Attributes.empty();
    for (Map.Entry<String, Object> key : keys.entrySet()) {
      if (key.getValue() != null) {
        attributes = attributes.with("GRIB_" + key.getKey(), value(key.getValue()));
      }
    }
    return attributes
        .with("long_name", String.valueOf(cube.product().key("name")))
        .with("units", String.valueOf(cube.product().key("units")))
        .with("standard_name", String.valueOf(cube.product().key("cfName")));
  }

  private static AttributeValue value(Object value) {
    if (value instanceof Long n) {
      return AttributeValue.of(DataType.INT64, n);
    } else if (value instanceof Double x) {
      return AttributeValue.of(DataType.FLOAT64, x);
    } else if (value instanceof long[] many) {
      return AttributeValue.of(DataType.INT64, many);
    }
    return AttributeValue.of(String.valueOf(value));
  }

  private static Attributes global(Product product) {
    String centre =
        product.keys().get("centreNumber") instanceof Long n
            ? Tables.get().code("centre", n).map(Tables.Code::title).orElse("unknown")
            : "unknown";
    return Attributes.empty()
        .with("GRIB_edition", value(product.key("edition")))
        .with("GRIB_centre", value(product.key("centre")))
        .with("GRIB_centreDescription", centre)
        .with("GRIB_subCentre", value(product.key("subCentre")))
        .with("Conventions", "CF-1.7")
        .with("institution", centre);
  }

  /** Returns the names of all variables, sorted, for messages. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    source.variables().forEach(v -> names.add(v.variable().name()));
    Collections.sort(names);
    return names;
  }
}
