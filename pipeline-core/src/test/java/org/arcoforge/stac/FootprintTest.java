package org.arcoforge.stac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.junit.jupiter.api.Test;

class FootprintTest {
  private static Samples grid(double[] lat, double[] lon) {
    return new Samples()
        .coordinate("lat", "degrees_north", lat)
        .coordinate("lon", "degrees_east", lon);
  }

  private static JsonNode item(Samples samples) {
    return ItemDocument.of(samples.published("v1"), "memory://catalog/", "f/r/v1/item.json", null);
  }

  private static String bbox(Samples samples) {
    return item(samples).path("bbox").toString();
  }

  @Test
  void aGlobalGridFrom0To360IsTheGlobe() {
    assertEquals(
        "[-180,-90,180,90]",
        bbox(grid(Samples.range(-89.875, .25, 720), Samples.range(0, .25, 1440))));
  }

  @Test
  void aGlobalGridFrom180WestIsTheGlobe() {
    assertEquals(
        "[-180,-90,180,90]", bbox(grid(Samples.range(90, -1, 181), Samples.range(-180, 1, 361))));
  }

  @Test
  void aCoarseGlobalGridIsTheGlobeButForTheLatitudesItLacks() {
    assertEquals(
        "[-180,-60,180,60]", bbox(grid(Samples.range(-60, 10, 13), Samples.range(0, 30, 12))));
  }

  @Test
  void aRegionKeepsItsCoordinates() {
    assertEquals(
        "[-10.5,35,30.25,70]",
        bbox(grid(new double[] {70, 50, 35}, new double[] {-10.5, 0, 30.25})));
  }

  @Test
  void aRegionWrittenFrom0To360IsSigned() {
    assertEquals(
        "[-120,10,-100,20]", bbox(grid(Samples.range(10, 1, 11), Samples.range(240, 1, 21))));
  }

  @Test
  void aRegionAcrossGreenwichWrittenFrom0To360IsOneArc() {
    assertEquals(
        "[-10,10,10,20]", bbox(grid(new double[] {10, 20}, new double[] {350, 355, 0, 5, 10})));
  }

  @Test
  void aRegionAcrossTheAntimeridianIsCutInTwo() {
    JsonNode item = item(grid(Samples.range(-10, 1, 11), Samples.range(170, 1, 31)));
    assertEquals("[170,-10,-160,0]", item.path("bbox").toString());
    assertEquals("MultiPolygon", item.path("geometry").path("type").asText());
    assertEquals(
        "[[[[170,-10],[180,-10],[180,0],[170,0],[170,-10]]],"
            + "[[[-180,-10],[-160,-10],[-160,0],[-180,0],[-180,-10]]]]",
        item.path("geometry").path("coordinates").toString());
  }

  @Test
  void theEasternHemisphereEndsAt180() {
    assertEquals("[0,-1,180,1]", bbox(grid(new double[] {-1, 1}, Samples.range(0, 1, 181))));
  }

  @Test
  void curvilinearCoordinatesAreUsedWhateverTheirNames() {
    double[] lat = {40, 41, 42, 43, 44, 45};
    double[] lon = {-5, -4, -3, -2, -1, 0};
    List<String> dims = List.of("y", "x");
    Samples samples =
        new Samples()
            .coordinate("x", "m", 0, 1, 2)
            .coordinate("y", "m", 0, 1)
            .add(
                "yc",
                DataType.FLOAT64,
                Attributes.empty().with("standard_name", "latitude"),
                dims,
                Samples.block(lat, 2, 3))
            .add(
                "xc",
                DataType.FLOAT64,
                Attributes.empty().with("standard_name", "longitude"),
                dims,
                Samples.block(lon, 2, 3));
    assertEquals("[-5,40,0,45]", bbox(samples));
  }

  @Test
  void boundsTellTheEdges() {
    Samples samples =
        new Samples()
            .coordinate("lat", Samples.units("degrees_north").with("bounds", "lat_bnds"), 10, 20)
            .coordinate("lon", Samples.units("degrees_east").with("bounds", "lon_bnds"), 5, 15)
            .add(
                "lat_bnds",
                DataType.FLOAT64,
                Samples.units("degrees_north"),
                List.of("lat", "nv"),
                Samples.block(new double[] {5, 15, 15, 25}, 2, 2))
            .add(
                "lon_bnds",
                DataType.FLOAT64,
                Samples.units("degrees_east"),
                List.of("lon", "nv"),
                Samples.block(new double[] {0, 10, 10, 20}, 2, 2));
    assertEquals("[0,5,20,25]", bbox(samples));
  }

  @Test
  void packedAndMissingCoordinatesAreDecoded() {
    Block lat = Block.allocate(DataType.INT16, 3);
    lat.setLong(0, 100);
    lat.setLong(1, 200);
    lat.setLong(2, -999);
    Attributes packed =
        Samples.units("degrees_north")
            .with("scale_factor", AttributeValue.of(DataType.FLOAT64, 0.1))
            .with("missing_value", AttributeValue.of(DataType.INT16, -999));
    Samples samples =
        new Samples()
            .add("lat", DataType.INT16, packed, List.of("lat"), lat)
            .coordinate("lon", "degrees_east", 1, 2);
    assertEquals("[1,10,2,20]", bbox(samples));
  }

  @Test
  void whatIsNoAngleIsPassedOver() {
    assertEquals(
        "[5,10,6,20]",
        bbox(grid(new double[] {10, 20, 1e20}, new double[] {5, 6, 9.96921e36, Double.NaN})));
  }

  @Test
  void aStationIsAPoint() {
    JsonNode item = item(grid(new double[] {52.5}, new double[] {13.4}));
    assertEquals(
        "{\"type\":\"Point\",\"coordinates\":[13.4,52.5]}", item.path("geometry").toString());
  }

  @Test
  void rotatedCoordinatesAreNoLatitudes() {
    Samples samples =
        new Samples()
            .coordinate(
                "rlat", Samples.units("degrees").with("standard_name", "grid_latitude"), 0, 1)
            .coordinate(
                "rlon", Samples.units("degrees").with("standard_name", "grid_longitude"), 0, 1);
    JsonNode item = item(samples);
    assertTrue(item.path("geometry").isNull());
    assertFalse(item.has("bbox"));
  }

  @Test
  void boxesThatCrossTheAntimeridianAreJoinedTheShortWay() {
    BoundingBox fiji = new BoundingBox(170, -20, -175, -10);
    BoundingBox tonga = new BoundingBox(-176, -25, -170, -15);
    assertEquals(new BoundingBox(170, -25, -170, -10), BoundingBox.around(List.of(fiji, tonga)));
    assertEquals(fiji, BoundingBox.around(List.of(fiji)));
    assertEquals(BoundingBox.GLOBE, BoundingBox.around(List.of(fiji, BoundingBox.GLOBE)));
  }
}
