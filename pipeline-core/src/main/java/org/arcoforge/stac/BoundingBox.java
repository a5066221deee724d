package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A bounding box is a box in degrees as GeoJSON has it (RFC 7946, section 5): {@code west > east}
 * if it crosses the antimeridian.
 */
record BoundingBox(double west, double south, double east, double north) {
  static final BoundingBox GLOBE = new BoundingBox(-180, -90, 180, 90);

  /** Returns a {@code bbox} of four numbers. */
  static BoundingBox of(JsonNode bbox) {
    return new BoundingBox(
        bbox.path(0).asDouble(),
        bbox.path(1).asDouble(),
        bbox.path(2).asDouble(),
        bbox.path(3).asDouble());
  }

  /** Returns the smallest box around boxes, of which there is at least one. */
  static BoundingBox around(List<BoundingBox> boxes) {
    double south = boxes.stream().mapToDouble(BoundingBox::south).min().orElse(-90);
    double north = boxes.stream().mapToDouble(BoundingBox::north).max().orElse(90);
    double west = boxes.stream().mapToDouble(BoundingBox::west).min().orElse(-180);
    double east = boxes.stream().mapToDouble(BoundingBox::east).max().orElse(180);
    if (boxes.stream().anyMatch(b -> b.west > b.east)) {
      List<BoundingBox> sorted = new ArrayList<>(boxes);
      sorted.sort(Comparator.comparingDouble(BoundingBox::west));
      double reach = sorted.get(0).west;
      double gap = 0;
      west = -180;
      east = 180;
      for (int i = 0; i <= sorted.size(); i++) {
        boolean around = i == sorted.size();
        double start = around ? sorted.get(0).west + 360 : sorted.get(i).west;
        if (start - reach > gap) {
          gap = start - reach;
          west = around ? sorted.get(0).west : start;
          east = reach > 180 ? reach - 360 : reach;
        }
        if (!around) {
          BoundingBox b = sorted.get(i);
          reach = Math.max(reach, b.west > b.east ? b.east + 360 : b.east);
        }
      }
    }
    return new BoundingBox(west, south, east, north);
  }

  ArrayNode bbox() {
    return Json.numbers(west, south, east, north);
  }

  /**
   * Returns the geometry: a polygon, counterclockwise; two where the antimeridian cuts it (RFC
   * 7946, 3.1.9); a point or a line where the box has no area.
   */
  ObjectNode geometry() {
    ObjectNode geometry = Json.object();
    if (west > east) {
      geometry.put("type", "MultiPolygon");
      ArrayNode parts = geometry.putArray("coordinates");
      parts.addArray().add(ring(west, 180));
      parts.addArray().add(ring(-180, east));
    } else if (west == east && south == north) {
      geometry.put("type", "Point");
      geometry.set("coordinates", Json.numbers(west, south));
    } else if (west == east || south == north) {
      geometry.put("type", "LineString");
      ArrayNode line = geometry.putArray("coordinates");
      line.add(Json.numbers(west, south)).add(Json.numbers(east, north));
    } else {
      geometry.put("type", "Polygon");
      geometry.putArray("coordinates").add(ring(west, east));
    }
    return geometry;
  }

  private ArrayNode ring(double from, double to) {
    return Json.array()
        .add(Json.numbers(from, south))
        .add(Json.numbers(to, south))
        .add(Json.numbers(to, north))
        .add(Json.numbers(from, north))
        .add(Json.numbers(from, south));
  }
}
