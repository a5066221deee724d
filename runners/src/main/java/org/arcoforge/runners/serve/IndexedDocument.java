package org.arcoforge.runners.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;

/**
 * An indexed document is an item or a collection with what is searched of it; the whole is kept as
 * the text that was read, which takes a tenth of the memory of its nodes.
 *
 * @param key of the document in the catalog's store
 * @param generation that was read
 * @param id of the item or the collection
 * @param collection of an item; of a collection its own id
 * @param isItem whether it is one
 * @param json as it is in the store; not to be changed
 * @param items keys of the documents that a collection links to as its items; of an item none
 * @param geometry of all places; empty if it has none
 * @param time of all data
 * @param words in lower case, for free text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record IndexedDocument(
    String key,
    long generation,
    String id,
    String collection,
    boolean isItem,
    byte[] json,
    List<String> items,
    Geometry geometry,
    TimeSpan time,
    String words) {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static final ObjectReader JSON = new ObjectMapper().reader();

  /** Reads a document; empty if it is damaged. */
  static Optional<IndexedDocument> of(String key, long generation, byte[] json) throws IOException {
    try {
      return JSON.readTree(json) instanceof ObjectNode document
          ? Optional.of(of(key, generation, json, document))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static IndexedDocument of(String key, long generation, byte[] json, ObjectNode document) {
    boolean item = document.path("type").asText().equals("Feature");
    String id = document.path("id").asText();
    String collection = item ? document.path("collection").asText() : id;
    JsonNode properties = document.path("properties");
    return new IndexedDocument(
        key,
        generation,
        id,
        collection,
        item,
        json,
        item ? List.of() : items(key, document),
        item ? geometry(document.path("geometry")) : boxes(document.path("extent")),
        item ? time(properties) : extent(document.path("extent")),
        words(document));
  }

  /** Returns the whole document, which the caller may change. */
  ObjectNode document() {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it was read before
    }
  }

  private static List<String> items(String key, ObjectNode collection) {
    String folder = key.substring(0, key.lastIndexOf('/') + 1);
    List<String> items = new ArrayList<>();
    for (JsonNode link : collection.path("links")) {
      if (link.path("rel").asText().equals("item")) {
        String href = link.path("href").asText();
        items.add(folder + (href.startsWith("./") ? href.substring(2) : href));
      }
    }
    return items;
  }

  private static Geometry geometry(JsonNode node) {
    try {
      return switch (node.path("type").asText()) {
        case "Polygon" -> polygon(node.path("coordinates"));
        case "MultiPolygon" -> polygons(node.path("coordinates"));
        default -> node.isObject() ? SearchText.geometry(node) : GEOMETRY.createPolygon();
      };
    } catch (ParseException | RuntimeException e) { // a document that others have written
      return GEOMETRY.createPolygon();
    }
  }

  /** What nearly all items have; the library's reader takes texts only, and parses them again. */
  private static Polygon polygon(JsonNode rings) {
    if (rings.isEmpty()) {
      return GEOMETRY.createPolygon();
    }
    LinearRing[] holes = new LinearRing[rings.size() - 1];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = ring(rings.get(i + 1));
    }
    return GEOMETRY.createPolygon(ring(rings.get(0)), holes);
  }

  private static Geometry polygons(JsonNode all) {
    Polygon[] parts = new Polygon[all.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = polygon(all.get(i));
    }
    return GEOMETRY.createMultiPolygon(parts);
  }

  private static LinearRing ring(JsonNode positions) {
    Coordinate[] places = new Coordinate[positions.size()];
    for (int i = 0; i < places.length; i++) {
      JsonNode x = positions.get(i).path(0);
      JsonNode y = positions.get(i).path(1);
      if (!x.isNumber() || !y.isNumber()) {
        throw new IllegalArgumentException("a position is two numbers, not " + positions.get(i));
      }
      places[i] = new Coordinate(x.asDouble(), y.asDouble());
    }
    return GEOMETRY.createLinearRing(places);
  }

  private static Geometry boxes(JsonNode extent) {
    JsonNode all = extent.path("spatial").path("bbox");
    return all.isEmpty() ? GEOMETRY.createPolygon() : box(numbers(all.get(0)));
  }

  private static double[] numbers(JsonNode box) {
    double[] numbers = new double[box.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = box.get(i).asDouble();
    }
    return numbers;
  }

  /** Returns the places of a box of 4 or 6 numbers; two parts where it crosses the antimeridian. */
  static Geometry box(double[] box) {
    int half = box.length / 2;
    double west = box[0];
    double south = box[1];
    double east = box[half];
    double north = box[half + 1];
    if (west <= east) {
      return GEOMETRY.toGeometry(new Envelope(west, east, south, north));
    }
    return GEOMETRY
        .toGeometry(new Envelope(west, 180, south, north))
        .union(GEOMETRY.toGeometry(new Envelope(-180, east, south, north)));
  }

  private static TimeSpan time(JsonNode properties) {
    try {
      String start = properties.path("start_datetime").asText("");
      String one = properties.path("datetime").asText("");
      return start.isEmpty() && !one.isEmpty() && !one.equals("null")
          ? TimeSpan.parse(one)
          : TimeSpan.between(start, properties.path("end_datetime").asText(""));
    } catch (ApiException e) {
      return TimeSpan.ALWAYS;
    }
  }

  private static TimeSpan extent(JsonNode extent) {
    JsonNode interval = extent.path("temporal").path("interval").path(0);
    try {
      return TimeSpan.between(text(interval.path(0)), text(interval.path(1)));
    } catch (ApiException e) {
      return TimeSpan.ALWAYS;
    }
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.asText() : "";
  }

  private static String words(ObjectNode document) {
    StringBuilder all = new StringBuilder();
    all.append(document.path("id").asText()).append('\n');
    all.append(document.path("title").asText()).append('\n');
    all.append(document.path("description").asText()).append('\n');
    document.path("keywords").forEach(k -> all.append(k.asText()).append('\n'));
    JsonNode variables = document.findPath("cube:variables");
    variables
        .fields()
        .forEachRemaining(
            e -> {
              all.append(e.getKey()).append('\n');
              all.append(e.getValue().path("description").asText()).append('\n');
              all.append(e.getValue().path("attrs").path("standard_name").asText()).append('\n');
            });
    return all.toString().toLowerCase(Locale.ROOT);
  }

  /** Reads GeoJSON; for one thread. */
  static GeoJsonReader reader() {
    return new GeoJsonReader(GEOMETRY);
  }
}
