package org.arcoforge.runners.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;

/** Reads what a request of the STAC API asks for, from texts of a query and from JSON. */
final class SearchText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 1 << 20; // bytes of a geometry

  private SearchText() {}

  static Geometry geometry(JsonNode node) throws ParseException {
    return IndexedDocument.reader().read(node.toString());
  }

  static Geometry intersects(JsonNode node) {
    try {
      Geometry geometry = node.isObject() ? geometry(node) : null;
      if (geometry != null && geometry.isValid() && !geometry.isEmpty()) {
        return geometry;
      }
    } catch (ParseException | RuntimeException e) {
      throw ApiException.bad("intersects: expected a geometry of GeoJSON: " + e.getMessage());
    }
    throw ApiException.bad(
        "intersects: expected a geometry of GeoJSON that is valid, found another");
  }

  static JsonNode json(String text) {
    if (text.length() > LONGEST) {
      throw ApiException.bad("expected at most " + LONGEST + " characters of JSON");
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw ApiException.bad("expected JSON: " + e.getOriginalMessage());
    }
  }

  /** Returns a box of 4 or 6 numbers, south not above north. */
  static double[] box(List<String> parts) {
    double[] box = new double[parts.size()];
    try {
      for (int i = 0; i < box.length; i++) {
        box[i] = Double.parseDouble(parts.get(i).strip());
      }
    } catch (NumberFormatException e) {
      throw wrongBox(parts);
    }
    int half = box.length / 2;
    boolean finite = Arrays.stream(box).allMatch(Double::isFinite);
    if ((box.length != 4 && box.length != 6) || !finite || box[1] > box[half + 1]) {
      throw wrongBox(parts);
    }
    return box;
  }

  private static ApiException wrongBox(List<String> parts) {
    return ApiException.bad(
        "bbox: expected west,south,east,north in degrees, south not above north, found "
            + String.join(",", parts));
  }

  static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  static List<String> list(JsonNode node, String name) {
    if (!node.isArray()) {
      throw ApiException.bad(name + ": expected a list, found " + node);
    }
    List<String> all = new ArrayList<>();
    node.forEach(n -> all.add(n.asText()));
    return all;
  }

  /** Returns how many are wanted; more than the most is the most. */
  static int limit(String text, int most) {
    String digits = text.strip();
    if (!digits.matches("\\d{1,18}") || Long.parseLong(digits) < 1) {
      throw ApiException.bad("limit: expected a whole number of 1 or more, found '" + text + "'");
    }
    return (int) Math.min(most, Long.parseLong(digits));
  }

  static int token(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw ApiException.bad("token: expected that of a next link, found '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  /** Refuses names that nothing is done with: a filter that is ignored gives wrong answers. */
  static void known(Iterable<String> names, List<String> known) {
    TreeSet<String> others = new TreeSet<>();
    names.forEach(name -> Optional.of(name).filter(n -> !known.contains(n)).ifPresent(others::add));
    if (!others.isEmpty()) {
      throw ApiException.bad(
          "unknown parameter "
              + String.join(", ", others)
              + "; there are "
              + String.join(", ", known));
    }
  }
}
