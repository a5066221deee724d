package org.arcoforge.format.grib;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cube holds the fields of one variable along the dimensions of their headers.
 *
 * @param variable its name
 * @param product of its first field
 * @param axes values along each of {@link Field#DIMENSIONS} that the messages have, in order; one
 *     value makes no dimension, but a scalar coordinate
 * @param fields by their indices along the axes of more than one value
 */
record Cube(
    String variable,
    Product product,
    LinkedHashMap<String, List<Object>> axes,
    Map<List<Integer>, Field> fields) {

  Grid grid() {
    return product.grid();
  }

  /** Returns names of the axes that are dimensions. */
  List<String> dimensions() {
    return axes.entrySet().stream()
        .filter(e -> e.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns the coordinate's name of an axis. */
  String coordinate(String axis) {
    return switch (axis) {
      case "level" -> String.valueOf(product.key("typeOfLevel"));
      case "stepSeconds" -> "step";
      default -> axis;
    };
  }
}
