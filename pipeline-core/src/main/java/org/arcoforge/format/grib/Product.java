package org.arcoforge.format.grib;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A product is what the fields of one variable have in common, as far as no dimension tells them
 * apart.
 *
 * @param variable its name
 * @param keys ecCodes' keys, see those of the lists below; only those that the message has
 * @param grid where the values are
 * @param unreadable why its messages cannot be read; empty if they can
 */
record Product(String variable, Map<String, Object> keys, Grid grid, String unreadable) {
  /** Keys of which a variable may have one value only. */
  static final List<String> UNIQUE =
      List.of(
          "paramId",
          "typeOfLevel",
          "stepType",
          "dataType",
          "gridType",
          "numberOfPoints",
          "uvRelativeToGrid");

  /** Keys of which a file may have one value only. */
  static final List<String> GLOBAL = List.of("edition", "centre", "subCentre");

  /** Keys that become attributes and differ from message to message without harm. */
  private static final List<String> EXTRA =
      List.of(
          "shortName",
          "name",
          "units",
          "cfName",
          "cfVarName",
          "NV",
          "totalNumber",
          "gridDefinitionDescription",
          "centreNumber");

  static Product of(Map<String, Object> message, Grid grid, String unreadable) {
    Map<String, Object> keys = new LinkedHashMap<>();
    for (List<String> names : List.of(GLOBAL, UNIQUE, EXTRA)) {
      for (String name : names) {
        Object value = message.get(name);
        if (value != null) {
          keys.put(name, value);
        }
      }
    }
    return new Product(String.valueOf(message.get("variable")), keys, grid, unreadable);
  }

  Object key(String name) {
    return keys.getOrDefault(name, "undefined");
  }
}
