package org.arcoforge.stac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Variable;
import org.junit.jupiter.api.Test;

class ItemDocumentTest {
  private static JsonNode item(Samples samples) {
    JsonNode item =
        ItemDocument.of(samples.published("v1"), "memory://catalog/", "f/r/v1/item.json", null);
    Optional<CatalogSchema> schema = CatalogSchema.of("a/b/c/item.json");
    assertEquals(List.of(), schema.orElseThrow().check(item, "item"));
    return item;
  }

  private static JsonNode properties(Samples samples) {
    return item(samples).path("properties");
  }

  private static JsonNode dimension(Samples samples, String name) {
    return properties(samples).path("cube:dimensions").path(name);
  }

  @Test
  void theAssetSaysHowToOpenTheStore() {
    JsonNode asset = item(Samples.global()).path("assets").path("zarr");
    assertEquals("gs://persistent/noaa-oisst/sst/v1/sst.zarr", asset.path("href").asText());
    assertEquals("application/vnd.zarr; version=3", asset.path("type").asText());
    assertEquals("[\"data\"]", asset.path("roles").toString());
    assertEquals(3, asset.path("zarr:zarr_format").asInt());
    assertEquals("group", asset.path("zarr:node_type").asText());
    assertTrue(asset.path("zarr:consolidated").asBoolean());
    assertEquals(123456, asset.path("file:size").asLong());
    assertEquals("{\"consolidated\":true}", asset.path("xarray:open_kwargs").toString());
    assertEquals(
        "application/vnd.zarr; version=2",
        item(Samples.global().zarrFormat(2)).path("assets").path("zarr").path("type").asText());
  }

  @Test
  void everyExtensionInUseIsDeclared() {
    JsonNode item = item(Samples.global());
    String declared = item.path("stac_extensions").toString();
    for (StacExtension extension : StacExtension.values()) {
      assertTrue(declared.contains(extension.uri()), extension + " in " + declared);
    }
    assertEquals(
        "persistent",
        item.path("properties").path("storage:schemes").path("store").path("bucket").asText());
  }

  @Test
  void dataVariablesHaveShapeChunksAttributesAndStatistics() {
    JsonNode variables = properties(Samples.global()).path("cube:variables");
    assertEquals(1, variables.size(), "coordinates of dimensions are described there");
    JsonNode sst = variables.path("sst");
    assertEquals("[\"time\",\"lat\",\"lon\"]", sst.path("dimensions").toString());
    assertEquals("data", sst.path("type").asText());
    assertEquals("Celsius", sst.path("unit").asText());
    assertEquals("float32", sst.path("data_type").asText());
    assertEquals("[3,180,360]", sst.path("shape").toString());
    assertEquals("[1,90,180]", sst.path("chunks").toString());
    assertEquals("nan", sst.path("nodata").asText());
    assertEquals("-3.1", sst.path("attrs").path("valid_min").toString());
    assertEquals(
        "{\"minimum\":-1.8,\"maximum\":34.5,\"mean\":13.25,\"count\":100,\"valid_percent\":90,"
            + "\"arco:missing\":10}",
        sst.path("statistics").toString());
  }

  @Test
  void timesOfTheStandardCalendarAreIso() {
    JsonNode p = properties(Samples.global());
    assertTrue(p.path("datetime").isNull());
    assertEquals("1981-09-01T12:00:00Z", p.path("start_datetime").asText());
    assertEquals("1981-09-03T12:00:00Z", p.path("end_datetime").asText());
    JsonNode time = p.path("cube:dimensions").path("time");
    assertEquals("temporal", time.path("type").asText());
    assertEquals("P1D", time.path("step").asText());
    assertEquals(
        "[\"1981-09-01T12:00:00Z\",\"1981-09-03T12:00:00Z\"]", time.path("extent").toString());
    assertEquals(3, time.path("values").size());
    assertEquals("days since 1981-09-01 12:00:00", time.path("attrs").path("units").asText());
  }

  @Test
  void calendarMonthsAreAStep() {
    Samples monthly = new Samples().coordinate("time", "days since 2001-01-01", 0, 31, 59, 90);
    assertEquals("P1M", dimension(monthly, "time").path("step").asText());
    Samples hours = new Samples().coordinate("time", "hours since 2001-01-01", 0, 6, 12);
    assertEquals("PT6H", dimension(hours, "time").path("step").asText());
    Samples uneven = new Samples().coordinate("time", "hours since 2001-01-01", 0, 6, 13);
    assertTrue(dimension(uneven, "time").path("step").isNull());
    Samples gap = new Samples().coordinate("time", "days since 2001-01-01", Double.NaN, 31, 59);
    assertTrue(dimension(gap, "time").path("step").isNull());
    assertFalse(dimension(gap, "time").has("values"));
  }

  @Test
  void unitsThatNobodyCanReadLeaveNumbers() {
    Samples odd = new Samples().coordinate("time", "fortnights since then", 1, 2);
    assertEquals("[1,2]", dimension(odd, "time").path("extent").toString());
    assertEquals("2026-11-20T19:16:07Z", properties(odd).path("datetime").asText());
    Samples far = new Samples().coordinate("time", "days since 0001-01-01", 0, 4e6);
    assertEquals("[0,4000000]", dimension(far, "time").path("extent").toString());
  }

  @Test
  void timesOfOtherCalendarsAreNumbersWithTheNearestDateInTheItem() {
    Samples model =
        new Samples()
            .coordinate(
                "time", Samples.units("days since 2000-01-01").with("calendar", "360_day"), 59, 89);
    JsonNode p = properties(model);
    assertEquals("2000-02-29T00:00:00Z", p.path("start_datetime").asText());
    assertEquals("2000-03-30T00:00:00Z", p.path("end_datetime").asText());
    JsonNode time = p.path("cube:dimensions").path("time");
    assertEquals("temporal", time.path("type").asText());
    assertEquals("360_day", time.path("reference_system").asText());
    assertEquals("[59,89]", time.path("extent").toString());
    assertEquals("days since 2000-01-01", time.path("unit").asText());
    assertEquals("2000-02-30T00:00:00", time.path("arco:start").asText());
  }

  @Test
  void aScalarTimeIsTheDatetime() {
    Samples scalar =
        new Samples()
            .add(
                "time",
                DataType.FLOAT64,
                Samples.units("days since 2020-01-01"),
                List.of(),
                Samples.block(new double[] {1.5}));
    assertEquals("2020-01-02T12:00:00Z", properties(scalar).path("datetime").asText());
  }

  @Test
  void dataWithoutTimesAreDatedByTheirMaking() {
    JsonNode p = properties(new Samples().coordinate("x", "m", 1, 2));
    assertEquals("2026-11-20T19:16:07Z", p.path("datetime").asText());
    assertFalse(p.has("start_datetime"));
  }

  @Test
  void axesAreSpatialWithStepAndExtent() {
    JsonNode lat = dimension(Samples.global(), "lat");
    assertEquals("spatial y", lat.path("type").asText() + " " + lat.path("axis").asText());
    assertEquals("[-89.5,89.5]", lat.path("extent").toString());
    assertEquals("1", lat.path("step").toString());
    assertFalse(lat.has("values"), "180 values are too many to list");
    Samples levels =
        new Samples()
            .coordinate("lev", Samples.units("hPa").with("positive", "down"), 1000, 850, 500);
    JsonNode lev = dimension(levels, "lev");
    assertEquals("z", lev.path("axis").asText());
    assertEquals("[1000,850,500]", lev.path("values").toString());
    assertTrue(lev.path("step").isNull());
  }

  @Test
  void singlePrecisionCoordinatesAreWrittenShort() {
    Block lon = Block.allocate(DataType.FLOAT32, 3);
    for (int i = 0; i < 3; i++) {
      lon.setDouble(i, 0.1 * (i + 1));
    }
    Samples samples =
        new Samples()
            .add("lon", DataType.FLOAT32, Samples.units("degrees_east"), List.of("lon"), lon);
    assertEquals("[0.1,0.2,0.3]", dimension(samples, "lon").path("values").toString());
    assertEquals("0.1", dimension(samples, "lon").path("step").toString());
  }

  @Test
  void otherDimensionsHaveValuesOrTheirIndex() {
    Samples samples =
        new Samples()
            .add(
                "member",
                DataType.STRING,
                Attributes.empty(),
                List.of("member"),
                Block.wrap(new String[] {"r1", "r2"}, 2))
            .layout(
                new Variable(
                    "t",
                    DataType.INT32,
                    List.of(new Dimension("member", 2), new Dimension("cell", 7)),
                    Attributes.empty()),
                false);
    assertEquals("[\"r1\",\"r2\"]", dimension(samples, "member").path("values").toString());
    assertEquals("other", dimension(samples, "member").path("data_type").asText());
    assertEquals("[0,6]", dimension(samples, "cell").path("extent").toString());
  }

  @Test
  void whatOthersNameInTheirAttributesIsAuxiliary() {
    Samples samples =
        Samples.global()
            .layout(new Variable("crs", DataType.INT32, List.of(), Attributes.empty()), false)
            .layout(
                new Variable(
                    "ice",
                    DataType.INT16,
                    List.of(new Dimension("time", 3)),
                    Attributes.empty().with("grid_mapping", "crs")),
                false);
    JsonNode variables = properties(samples).path("cube:variables");
    assertEquals("auxiliary", variables.path("crs").path("type").asText());
    assertEquals("[]", variables.path("crs").path("dimensions").toString());
    assertEquals("data", variables.path("ice").path("type").asText());
  }

  @Test
  void groupsWithDimensionsOfOneNameAreKeptApart() {
    Samples samples =
        new Samples()
            .coordinate("time", "days since 2000-01-01", 0, 1)
            .layout(
                new Variable(
                    "fine/t",
                    DataType.INT32,
                    List.of(new Dimension("fine/time", 5)),
                    Attributes.empty()),
                false);
    JsonNode p = properties(samples);
    assertEquals(
        "[\"fine/time\"]", p.path("cube:variables").path("fine/t").path("dimensions").toString());
    assertEquals("[0,4]", p.path("cube:dimensions").path("fine/time").path("extent").toString());
  }

  @Test
  void timesAndPlacesAreThoseOfAllGroups() {
    Samples samples =
        new Samples()
            .coordinate("a/time", "days since 2000-01-01", 0, 1)
            .coordinate("a/lat", "degrees_north", 10, 20)
            .coordinate("a/lon", "degrees_east", 5, 6)
            .coordinate("b/c/time", "days since 2000-01-01", 5, 9)
            .coordinate("b/lat", "degrees_north", 40, 50)
            .coordinate("b/lon", "degrees_east", 7, 8)
            .data("b/c/v", "b/c/time", "b/lat");
    JsonNode item =
        ItemDocument.of(samples.published("v1"), "memory://catalog/", "f/r/v1/item.json", null);
    assertEquals("[5,10,8,50]", item.path("bbox").toString());
    JsonNode p = item.path("properties");
    assertEquals("2000-01-01T00:00:00Z", p.path("start_datetime").asText());
    assertEquals("2000-01-10T00:00:00Z", p.path("end_datetime").asText());
    assertEquals("temporal", p.path("cube:dimensions").path("b/c/time").path("type").asText());
    assertEquals(
        "[\"b/c/time\",\"b/lat\"]",
        p.path("cube:variables").path("b/c/v").path("dimensions").toString());
    assertEquals("{\"a\":{},\"b\":{},\"b/c\":{}}", p.path("arco:groups").toString());
  }

  @Test
  void provenanceHasItsPlaces() {
    JsonNode p = properties(Samples.global());
    assertEquals("0.1.0", p.path("processing:software").path("arcoforge").asText());
    assertEquals("id: sst\n", p.path("processing:expression").path("expression").asText());
    assertEquals("r-1", p.path("arco:processing").path("run").asText());
    assertEquals("10.5065/EMOT-1D34", p.path("sci:doi").asText());
  }

  @Test
  void theSnippetOpensTheStoreInOneLine() {
    assertEquals(
        "xr.open_zarr(\"gs://b/a.zarr\", consolidated=True)",
        CatalogSnippet.xarray("gs://b/a.zarr"));
    assertEquals(
        "xr.open_zarr(\"/data/a b.zarr\", consolidated=True)",
        CatalogSnippet.xarray("file:///data/a%20b.zarr"));
    for (String name : List.of("a b", "é#1", "x?y", "50%", "100%zz", "[z]^|")) {
      String place = "\"/data/" + name + "/r.zarr\"";
      assertEquals(
          "xr.open_zarr(" + place + ", consolidated=True)",
          CatalogSnippet.xarray("file:///data/" + name + "/r.zarr/"));
      assertEquals(
          "xr.open_datatree(" + place + ", engine=\"zarr\", consolidated=True)",
          CatalogSnippet.tree("file:///data/" + name + "/r.zarr"));
    }
  }

  @Test
  void bucketsOfS3AreDescribedAndOpenedWhereTheirServiceIs() {
    ObjectNode amazon = StorageScheme.of("s3://b/a.zarr", "").orElseThrow();
    assertEquals("aws-s3", amazon.path("type").asText());
    assertEquals("https://{bucket}.s3.amazonaws.com", amazon.path("platform").asText());
    ObjectNode pod = StorageScheme.of("s3://b/a.zarr", "https://pod.example.org").orElseThrow();
    assertEquals("custom-s3", pod.path("type").asText());
    assertEquals("https://pod.example.org/{bucket}", pod.path("platform").asText());
    assertEquals("b", pod.path("bucket").asText());
    assertEquals(
        ", storage_options={\"endpoint_url\": \"https://pod.example.org\"}",
        CatalogSnippet.optionsAt("https://pod.example.org"));
    assertEquals(
        "xr.open_zarr(\"s3://b/a.zarr\", consolidated=True)",
        CatalogSnippet.xarray("s3://b/a.zarr"));
  }
}
