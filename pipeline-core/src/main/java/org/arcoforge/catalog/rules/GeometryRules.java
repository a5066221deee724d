package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.arcoforge.stac.CatalogKeys;

/** Says where on the globe things may be: boxes, geometries, and axes that must agree. */
final class GeometryRules {
  private static final double CLOSE = 1e-6; // degrees

  private GeometryRules() {}

  static List<CatalogRule> rules() {
    return List.of(
        CatalogRule.both(
            "geometry.bbox-order",
            "a box has its south before its north, and its depth before its height",
            CatalogRule.BAKE,
            s -> boxes(s, GeometryRules::order)),
        CatalogRule.both(
            "geometry.bbox-range",
            "a box lies within longitudes of -180 to 180 and latitudes of -90 to 90",
            CatalogRule.BAKE,
            s -> boxes(s, GeometryRules::range)),
        CatalogRule.item(
            "geometry.bbox-both",
            "an item has a bbox if, and only if, it has a geometry",
            CatalogRule.BAKE,
            s -> {
              boolean shape = s.document().path("geometry").isObject();
              if (shape != s.document().has("bbox")) {
                s.say(
                    "/bbox",
                    shape ? "a box around the geometry" : "no box",
                    s.document().path("bbox"));
              }
            }),
        CatalogRule.item(
            "geometry.bbox-match",
            "the bbox is the box around the geometry",
            CatalogRule.BAKE,
            GeometryRules::match),
        CatalogRule.item(
            "geometry.antimeridian",
            "a box across the antimeridian (west > east) has a geometry that is cut in two there",
            CatalogRule.BAKE,
            GeometryRules::antimeridian),
        CatalogRule.item(
            "geometry.ring",
            "rings of polygons are closed and run against the clock",
            CatalogRule.BAKE,
            s -> rings(s, s.document().path("geometry"))),
        CatalogRule.item(
            "geometry.axis-box",
            "the bbox holds the extents of the axes in degrees",
            CatalogRule.BAKE,
            GeometryRules::axes),
        CatalogRule.item(
            "geometry.axis-range",
            "an axis of latitudes lies within -90 to 90, one of longitudes within -360 to 720",
            "look at the coordinate's values; publish again",
            GeometryRules::axisRange),
        CatalogRule.item(
            "geometry.reference",
            "horizontal axes of one item that are in one place have one reference system",
            CatalogRule.BAKE,
            GeometryRules::reference),
        CatalogRule.collection(
            "geometry.covers",
            "a collection's box covers those of its current items",
            CatalogRule.BUILD,
            GeometryRules::covers));
  }

  private interface BoxCheck {
    void check(RuleSubject s, String pointer, JsonNode bbox);
  }

  private static void boxes(RuleSubject s, BoxCheck check) {
    if (s.isItem() && s.document().has("bbox")) {
      check.check(s, "/bbox", s.document().path("bbox"));
    }
    if (s.isCollection()) {
      JsonNode all = s.document().path("extent").path("spatial").path("bbox");
      for (int i = 0; i < all.size(); i++) {
        check.check(s, "/extent/spatial/bbox/" + i, all.get(i));
      }
    }
  }

  private static double west(JsonNode box) {
    return box.path(0).asDouble();
  }

  private static double south(JsonNode box) {
    return box.path(1).asDouble();
  }

  private static double east(JsonNode box) {
    return box.path(box.size() / 2).asDouble();
  }

  private static double north(JsonNode box) {
    return box.path(box.size() / 2 + 1).asDouble();
  }

  private static void order(RuleSubject s, String pointer, JsonNode box) {
    boolean deep = box.size() == 6 && box.path(2).asDouble() > box.path(5).asDouble();
    if (south(box) > north(box) || deep) {
      s.say(pointer, "[west, south, east, north] with south ≤ north", box);
    }
  }

  private static void range(RuleSubject s, String pointer, JsonNode box) {
    boolean sound =
        Math.abs(west(box)) <= 180
            && Math.abs(east(box)) <= 180
            && Math.abs(south(box)) <= 90
            && Math.abs(north(box)) <= 90;
    if (!sound) {
      s.say(pointer, "longitudes of -180 to 180 and latitudes of -90 to 90", box);
    }
  }

  /** The box around positions: west, south, east, north; without any it is inside out. */
  private static double[] around(JsonNode coordinates) {
    double[] box = {
      Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    around(coordinates, box);
    return box;
  }

  private static void around(JsonNode node, double[] box) {
    if (node.path(0).isNumber()) {
      box[0] = Math.min(box[0], node.path(0).asDouble());
      box[1] = Math.min(box[1], node.path(1).asDouble());
      box[2] = Math.max(box[2], node.path(0).asDouble());
      box[3] = Math.max(box[3], node.path(1).asDouble());
    } else {
      node.forEach(child -> around(child, box));
    }
  }

  private static void match(RuleSubject s) {
    JsonNode box = s.document().path("bbox");
    JsonNode geometry = s.document().path("geometry");
    JsonNode coordinates = geometry.path("coordinates");
    if (!box.isArray() || !coordinates.isArray()) {
      return;
    }
    double[] around = around(coordinates);
    if (west(box) > east(box)) {
      if (!geometry.path("type").asText().equals("MultiPolygon")) {
        return; // another rule's
      }
      for (JsonNode part : coordinates) {
        double[] one = around(part);
        if (one[2] == 180) {
          around[0] = one[0];
        }
        if (one[0] == -180) {
          around[2] = one[2];
        }
      }
    }
    double[] is = {west(box), south(box), east(box), north(box)};
    for (int i = 0; i < 4; i++) {
      if (Math.abs(is[i] - around[i]) > CLOSE) {
        s.say("/bbox", java.util.Arrays.toString(around) + ", the box around the geometry", box);
        return;
      }
    }
  }

  private static void antimeridian(RuleSubject s) {
    JsonNode box = s.document().path("bbox");
    String type = s.document().path("geometry").path("type").asText();
    if (box.isArray() && west(box) > east(box) && !type.isEmpty() && !type.equals("MultiPolygon")) {
      s.say("/geometry/type", "\"MultiPolygon\", cut at 180 degrees", '"' + type + '"');
    }
  }

  private static void rings(RuleSubject s, JsonNode geometry) {
    String type = geometry.path("type").asText();
    JsonNode polygons = geometry.path("coordinates");
    if (type.equals("Polygon")) {
      ring(s, "/geometry/coordinates/0", polygons.path(0));
    } else if (type.equals("MultiPolygon")) {
      for (int i = 0; i < polygons.size(); i++) {
        ring(s, "/geometry/coordinates/" + i + "/0", polygons.path(i).path(0));
      }
    }
  }

  private static void ring(RuleSubject s, String pointer, JsonNode ring) {
    double twice = 0;
    for (int i = 0; i + 1 < ring.size(); i++) {
      twice +=
          ring.get(i).path(0).asDouble() * ring.get(i + 1).path(1).asDouble()
              - ring.get(i + 1).path(0).asDouble() * ring.get(i).path(1).asDouble();
    }
    boolean closed = ring.size() >= 4 && ring.get(0).equals(ring.get(ring.size() - 1));
    if (!closed || twice < 0) {
      s.say(pointer, "a closed ring, against the clock", ring);
    }
  }

  private static boolean isDegrees(JsonNode dimension) {
    return dimension.path("type").asText().equals("spatial")
        && dimension.path("reference_system").asInt() == 4326
        && dimension.path("extent").path(0).isNumber()
        && dimension.path("extent").path(1).isNumber();
  }

  private static void axes(RuleSubject s) {
    JsonNode box = s.document().path("bbox");
    if (!box.isArray()) {
      return;
    }
    RuleSubject.each(
        s.dimensions(),
        (name, dimension) -> {
          if (!isDegrees(dimension)) {
            return;
          }
          double low = dimension.path("extent").path(0).asDouble();
          double high = dimension.path("extent").path(1).asDouble();
          boolean inside =
              dimension.path("axis").asText().equals("y")
                  ? low >= south(box) - CLOSE && high <= north(box) + CLOSE
                  : arcHolds(west(box), east(box), low, high);
          if (low <= high && !inside) {
            s.say(
                "/bbox",
                "a box that holds '" + name + "', which is " + dimension.path("extent"),
                box);
          }
        });
  }

  /** Whether an arc of longitudes holds another, wherever both are counted from. */
  static boolean arcHolds(double west, double east, double low, double high) {
    double end = west > east ? east + 360 : east;
    if (end - west >= 360 - CLOSE) {
      return true;
    }
    for (int turn = -2; turn <= 2; turn++) {
      if (low + 360 * turn >= west - CLOSE && high + 360 * turn <= end + CLOSE) {
        return true;
      }
    }
    return false;
  }

  private static void axisRange(RuleSubject s) {
    RuleSubject.each(
        s.dimensions(),
        (name, dimension) -> {
          if (isDegrees(dimension)) {
            boolean y = dimension.path("axis").asText().equals("y");
            double least = y ? -90 : -360;
            double most = y ? 90 : 720;
            for (JsonNode end : dimension.path("extent")) {
              if (end.asDouble() < least || end.asDouble() > most) {
                s.say(
                    RuleSubject.pointer("properties", "cube:dimensions", name, "extent"),
                    "degrees from " + (int) least + " to " + (int) most,
                    dimension.path("extent"));
                return;
              }
            }
          }
        });
  }

  /** Axes of one group only: groups may be on grids of their own. */
  private static void reference(RuleSubject s) {
    java.util.Map<String, JsonNode> seen = new java.util.TreeMap<>();
    RuleSubject.each(
        s.dimensions(),
        (name, dimension) -> {
          String axis = dimension.path("axis").asText();
          if (dimension.path("type").asText().equals("spatial") && !axis.equals("z")) {
            JsonNode system = dimension.path("reference_system");
            JsonNode other = seen.putIfAbsent(name.substring(0, name.lastIndexOf('/') + 1), system);
            if (other != null && !other.equals(system)) {
              s.say(
                  RuleSubject.pointer("properties", "cube:dimensions", name, "reference_system"),
                  other + ", as of the other axis",
                  system);
            }
          }
        });
  }

  private static void covers(RuleSubject s) {
    JsonNode box = s.document().path("extent").path("spatial").path("bbox").path(0);
    s.currentItems()
        .forEach(
            (recipe, item) -> {
              JsonNode inner = item.path("bbox");
              if (!box.isArray() || !inner.isArray()) {
                return;
              }
              double end = west(inner) > east(inner) ? east(inner) + 360 : east(inner);
              boolean holds =
                  arcHolds(west(box), east(box), west(inner), end)
                      && south(box) <= south(inner) + CLOSE
                      && north(box) >= north(inner) - CLOSE;
              boolean sound = south(inner) <= north(inner) && Math.abs(west(inner)) <= 180;
              if (!holds && sound) {
                s.say(
                    "/extent/spatial/bbox/0",
                    "a box around " + inner + " of " + CatalogKeys.item(s.feedstock(), recipe, "…"),
                    box);
              }
            });
  }
}
