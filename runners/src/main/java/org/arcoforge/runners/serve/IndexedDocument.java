package org.arcoforge.runners.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;

/**
 * An indexed document is an item or a collection with what is searched of it.
 *
 * @param key of the document in the catalog's store
 * @param generation that was read
 * @param id of the item or the collection
 * @param collection of an item; of a collection its own id
 * @param document as it is in the store; not to be changed
 * @param geometry of all places; empty if it has none
 * @param time of all data
 * @param words in lower case, for free text
 */
record IndexedDocument(
    String key,
    long generation,
    String id,
    String collection,
    ObjectNode document,
    Geometry geometry,
    TimeSpan time,
    String words) {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  static IndexedDocument of(String key, long generation, ObjectNode document) {
    boolean item = document.path("type").asText().equals("Feature");
    String id = document.path("id").asText();
    String collection = item ? document.path("collection").asText() : id;
    JsonNode properties = document.path("properties");
    return new IndexedDocument(
        key,
        generation,
        id,
        collection,
        document,
        item ? geometry(document.path("geometry")) : boxes(document.path("extent")),
        item ? time(properties) : extent(document.path("extent")),
        words(document));
  }

  boolean isItem() {
    return document.path("type").asText().equals("Feature");
  }

  private static Geometry geometry(JsonNode node) {
    try {
      return node.isObject() ? SearchText.geometry(node) : GEOMETRY.createPolygon();
    } catch (ParseException | RuntimeException e) { // a document that others have written
      return GEOMETRY.createPolygon();
    }
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
