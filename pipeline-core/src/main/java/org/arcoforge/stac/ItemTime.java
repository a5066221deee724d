package org.arcoforge.stac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The {@code datetime} fields of an item: the range of the data's times. */
final class ItemTime {
  private ItemTime() {}

  /**
   * Sets {@code datetime}, and {@code start_datetime} and {@code end_datetime} where the data have
   * times; those without are dated by their making, as STAC wants some date.
   */
  static void put(ObjectNode properties, Collection<Coordinate> coordinates, String created) {
    Optional<TimeAxis> time =
        coordinates.stream()
            .sorted(Comparator.comparingInt(ItemTime::rank))
            .flatMap(c -> TimeAxis.of(c).stream())
            .findFirst();
    if (time.isEmpty()) {
      properties.put("datetime", created);
      return;
    }
    double[] range = time.get().range();
    Instant start = time.get().nearest(range[0]);
    Instant end = time.get().nearest(range[1]);
    if (start.equals(end)) {
      properties.put("datetime", start.toString());
    } else {
      properties.putNull("datetime");
    }
    properties.put("start_datetime", start.toString());
    properties.put("end_datetime", end.toString());
  }

  /** The valid time before others such as a forecast's reference time; axes before the rest. */
  private static int rank(Coordinate coordinate) {
    boolean named =
        coordinate.attributes().text("standard_name").orElse("").equals("time")
            || coordinate.name().equals("time");
    boolean axis = coordinate.layout().variable().isDimensionCoordinate();
    return (named ? 0 : 2) + (axis ? 0 : 1);
  }
}
