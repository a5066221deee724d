package org.arcoforge.runners.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;

/** What is indexed of documents; places are held against the reader of JTS. */
final class IndexedDocumentTest {
  private static Optional<IndexedDocument> read(String json) throws IOException {
    return IndexedDocument.of("f/r/v/item.json", 1, json.getBytes(StandardCharsets.UTF_8));
  }

  private static Geometry place(String geometry) throws IOException {
    return read("{\"type\": \"Feature\", \"id\": \"i\", \"geometry\": " + geometry + "}")
        .orElseThrow()
        .geometry();
  }

  @Test
  void placesAreThoseOfTheGeometry() throws IOException, ParseException {
    String ring = "[[170, -10, 5], [180, -10, 5], [180, 10.5, 5], [170, 10.5, 5], [170, -10, 5]]";
    String hole = "[[172, 0], [174, 0], [173, 2], [172, 0]]";
    String other = "[[[-180, -10], [-170, -10], [-175, 10], [-180, -10]]]";
    for (String geometry :
        List.of(
            "{\"type\": \"Polygon\", \"coordinates\": [" + ring + "]}",
            "{\"type\": \"Polygon\", \"coordinates\": [" + ring + ", " + hole + "]}",
            "{\"type\": \"Polygon\", \"coordinates\": []}",
            "{\"type\": \"MultiPolygon\", \"coordinates\": [[" + ring + "], " + other + "]}",
            "{\"type\": \"Point\", \"coordinates\": [3, 4]}")) {
      Geometry expected = new GeoJsonReader().read(geometry);
      assertTrue(expected.equalsExact(place(geometry)), geometry);
    }
  }

  @Test
  void aDamagedGeometryIsNowhere() throws IOException {
    for (String geometry :
        List.of(
            "null",
            "{\"type\": \"Polygon\"}",
            "{\"type\": \"Polygon\", \"coordinates\": [[[0, 0], [1, 1], [2, 0]]]}",
            "{\"type\": \"Polygon\", \"coordinates\": [[[0, 0], [1, \"x\"], [2, 0], [0, 0]]]}")) {
      assertTrue(place(geometry).isEmpty(), geometry);
    }
  }

  @Test
  void aCollectionNamesItsItemsAndADamagedDocumentIsNone() throws IOException {
    String links = "[{\"rel\": \"item\", \"href\": \"./r/v/item.json\"}, {\"rel\": \"root\"}]";
    String json = "{\"type\": \"Collection\", \"id\": \"f\", \"links\": " + links + "}";
    IndexedDocument collection =
        IndexedDocument.of("f/collection.json", 1, json.getBytes(StandardCharsets.UTF_8))
            .orElseThrow();
    assertEquals(List.of("f/r/v/item.json"), collection.items());
    assertTrue(read("{\"type\": ").isEmpty());
    assertTrue(read("[1]").isEmpty());
    assertTrue(read("").isEmpty());
  }
}
