package org.arcoforge.format.grib;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field is one grid of values of a message: its parameter, its place along the dimensions, and
 * where its values are.
 *
 * @param header values of the keys that make dimensions, in the order of {@link #DIMENSIONS}: Long,
 *     Double, or null where the message has none
 */
record Field(Place place, Product product, java.util.List<@Nullable Object> header) {
  /** Keys that make dimensions, slowest first; {@code level} is named by the type of level. */
  static final java.util.List<String> DIMENSIONS =
      java.util.List.of(
          "number", "time", "stepSeconds", "level", "directionNumber", "frequencyNumber");

  static Field of(Place place, Product product, Map<String, Object> message) {
    java.util.List<@Nullable Object> header = new java.util.ArrayList<>();
    for (String key : DIMENSIONS) {
      header.add(message.get(key));
    }
    return new Field(place, product, header);
  }
}
