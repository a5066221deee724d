package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Computes the {@code extent} of a collection, which is around those of its items. */
final class CollectionExtent {
  private CollectionExtent() {}

  /**
   * Returns items without a box count for the globe only if no item has one, as STAC requires a
   * box. Items without times leave the interval open.
   */
  static ObjectNode of(Collection<JsonNode> items) {
    List<BoundingBox> boxes = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    for (JsonNode item : items) {
      if (item.has("bbox")) {
        boxes.add(BoundingBox.of(item.path("bbox")));
      }
      JsonNode properties = item.path("properties");
      for (String field : List.of("start_datetime", "end_datetime")) {
        if (properties.hasNonNull(field)) {
          times.add(Instant.parse(properties.path(field).asText()));
        }
      }
    }
    ObjectNode extent = Json.object();
    BoundingBox box = boxes.isEmpty() ? BoundingBox.GLOBE : BoundingBox.around(boxes);
    extent.putObject("spatial").putArray("bbox").add(box.bbox());
    ArrayNode interval = extent.putObject("temporal").putArray("interval").addArray();
    interval.add(times.stream().min(Instant::compareTo).map(Instant::toString).orElse(null));
    interval.add(times.stream().max(Instant::compareTo).map(Instant::toString).orElse(null));
    return extent;
  }
}
