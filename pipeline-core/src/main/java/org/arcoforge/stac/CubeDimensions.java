package org.arcoforge.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.AxisRole;

/**
 * Writes {@code cube:dimensions} of the datacube extension 2.3.0. A dimension that has a coordinate
 * variable also tells its {@code data_type}, {@code shape}, {@code chunks} and {@code attrs}, since
 * the extension does not want one key among dimensions and variables.
 */
final class CubeDimensions {
  /** Up to so many values are listed. */
  static final int MAX_VALUES = 100;

  private final StoreLayout layout;
  private final Map<String, Coordinate> coordinates;
  private final ObjectNode node = Json.object();

  CubeDimensions(StoreLayout layout, Map<String, Coordinate> coordinates) {
    this.layout = layout;
    this.coordinates = coordinates;
    for (ArrayLayout array : layout.arrays()) {
      for (Dimension dimension : array.variable().dimensions()) {
        if (!node.has(dimension.name())) {
          node.set(dimension.name(), describe(dimension));
        }
      }
    }
  }

  ObjectNode node() {
    return node;
  }

  /** Returns whether this is the coordinate variable of a dimension, described with it. */
  static boolean describes(Variable variable) {
    return variable.isDimensionCoordinate();
  }

  private ObjectNode describe(Dimension dimension) {
    Optional<ArrayLayout> array =
        layout.array(dimension.name()).filter(a -> describes(a.variable()));
    Optional<Coordinate> coordinate =
        array.flatMap(a -> Optional.ofNullable(coordinates.get(a.variable().name())));
    ObjectNode described = Json.object();
    if (coordinate.isEmpty() || dimension.length() == 0) {
      index(described, dimension);
    } else {
      describe(described, coordinate.get(), dimension);
    }
    array.ifPresent(a -> CubeVariables.storage(described, a));
    return described;
  }

  private void describe(ObjectNode described, Coordinate coordinate, Dimension dimension) {
    Optional<TimeAxis> time = TimeAxis.of(coordinate);
    double[] range = Coordinate.range(coordinate.numbers());
    if (time.isPresent()) {
      temporal(described, time.get());
    } else if (coordinate.isText()) {
      if (dimension.length() <= MAX_VALUES) {
        described.put("type", kind(coordinate, dimension));
        described.set("values", Json.texts(Arrays.asList(coordinate.texts())));
      } else {
        index(described, dimension);
      }
    } else if (range.length == 0) {
      index(described, dimension);
    } else {
      spatialOrOther(described, coordinate, dimension);
      described.set("extent", Json.numbers(range));
      numbers(described, coordinate.numbers());
    }
    coordinate.attributes().text("long_name").ifPresent(n -> described.put("description", n));
    if (time.filter(TimeAxis::isIso).isEmpty()) {
      coordinate.attributes().text("units").ifPresent(u -> described.put("unit", u));
    }
  }

  private void spatialOrOther(ObjectNode described, Coordinate coordinate, Dimension dimension) {
    AxisRole role = coordinate.role();
    boolean along = role == AxisRole.LONGITUDE || role == AxisRole.LATITUDE;
    boolean projected = role == AxisRole.PROJECTED_X || role == AxisRole.PROJECTED_Y;
    Optional<String> wkt = projected ? coordinateSystem() : Optional.empty();
    if (along || wkt.isPresent()) {
      boolean x = role == AxisRole.LONGITUDE || role == AxisRole.PROJECTED_X;
      described.put("type", "spatial").put("axis", x ? "x" : "y");
      if (along) {
        described.put("reference_system", 4326);
      }
      wkt.ifPresent(text -> described.put("reference_system", text));
    } else if (role == AxisRole.VERTICAL) {
      described.put("type", "spatial").put("axis", "z");
    } else {
      described.put("type", kind(coordinate, dimension));
    }
  }

  private Optional<String> coordinateSystem() {
    return layout.arrays().stream()
        .flatMap(a -> a.variable().attributes().text("crs_wkt").stream())
        .findFirst();
  }

  private static String kind(Coordinate coordinate, Dimension dimension) {
    String kind =
        coordinate.attributes().text("standard_name").orElse(GroupPath.name(dimension.name()));
    return Set.of("spatial", "geometry", "temporal").contains(kind) ? "other" : kind;
  }

  private static void index(ObjectNode described, Dimension dimension) {
    described.put("type", "index");
    described.set("extent", Json.numbers(0, (double) Math.max(0, dimension.length() - 1)));
  }

  private static void temporal(ObjectNode described, TimeAxis time) {
    double[] range = time.range();
    described.put("type", "temporal");
    if (!time.isIso()) {
      // The extension's way for what is not ISO 8601: numbers, and the calendar as the system.
      described.set("extent", Json.numbers(range));
      numbers(described, time.numbers());
      described.put("reference_system", time.encoding().calendar().id());
      time.step().ifPresent(step -> described.put("arco:step", step));
      described.put("arco:start", time.text(range[0])).put("arco:end", time.text(range[1]));
      return;
    }
    ArrayNode extent = described.putArray("extent");
    extent.add(time.nearest(range[0]).toString()).add(time.nearest(range[1]).toString());
    if (time.numbers().length <= MAX_VALUES && finite(time.numbers())) {
      ArrayNode values = described.putArray("values");
      Arrays.stream(time.numbers()).forEach(t -> values.add(time.nearest(t).toString()));
    }
    if (time.numbers().length > 1) {
      described.put("step", time.step().orElse(null));
    }
  }

  private static void numbers(ObjectNode described, double[] values) {
    if (values.length <= MAX_VALUES && finite(values)) {
      described.set("values", Json.numbers(values));
    }
    if (values.length > 1) {
      described.set("step", RegularStep.of(values));
    }
  }

  private static boolean finite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }
}
