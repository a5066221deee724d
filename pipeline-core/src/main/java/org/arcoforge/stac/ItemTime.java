package org.arcoforge.stac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.arcoforge.array.GroupPath;

/** Writes the {@code datetime} fields of an item: the range of the data's times. */
final class ItemTime {
  private ItemTime() {}

  /**
   * Sets {@code datetime}, and {@code start_datetime} and {@code end_datetime} where the data have
   * times; those without are dated by their making, as STAC wants some date.
   */
  static void put(ObjectNode properties, Collection<Coordinate> coordinates, String created) {
    List<Coordinate> times = new ArrayList<>();
    for (Coordinate c : coordinates) {
      if (TimeAxis.of(c).isPresent()) {
        times.add(c);
      }
    }
    Optional<Coordinate> first = times.stream().min(Comparator.comparingInt(ItemTime::rank));
    if (first.isEmpty()) {
      properties.put("datetime", created);
      return;
    }
    Instant start = Instant.MAX;
    Instant end = Instant.MIN;
    for (Coordinate c : times) { // groups may each have theirs
      boolean like =
          rank(c) == rank(first.get())
              && (c.equals(first.get())
                  || !GroupPath.group(c.name()).equals(GroupPath.group(first.get().name())));
      TimeAxis time = TimeAxis.of(c).orElseThrow();
      if (like) {
        double[] range = time.range();
        Instant from = time.nearest(range[0]);
        Instant to = time.nearest(range[1]);
        start = from.isBefore(start) ? from : start;
        end = to.isAfter(end) ? to : end;
      }
    }
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
            || GroupPath.name(coordinate.name()).equals("time");
    boolean axis = coordinate.layout().variable().isDimensionCoordinate();
    return (named ? 0 : 2) + (axis ? 0 : 1);
  }
}
