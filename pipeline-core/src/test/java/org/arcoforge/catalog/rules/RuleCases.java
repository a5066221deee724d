package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** One change of a sound catalog for each rule: exactly that rule is to speak then. */
final class RuleCases {
  private RuleCases() {}

  /** What is changed, and which rule that breaks. */
  record Case(String rule, Consumer<RuleCatalog> change) {}

  private static Case item(String rule, Consumer<ObjectNode> change) {
    return new Case(rule, c -> change.accept(c.document(RuleCatalog.ITEM)));
  }

  private static Case collection(String rule, Consumer<ObjectNode> change) {
    return new Case(rule, c -> change.accept(c.document(RuleCatalog.COLLECTION)));
  }

  private static ObjectNode at(JsonNode node, String pointer) {
    return (ObjectNode) node.at(pointer);
  }

  private static ArrayNode list(JsonNode node, String pointer) {
    return (ArrayNode) node.at(pointer);
  }

  private static Case put(String rule, String object, String field, String value) {
    return item(rule, i -> at(i, object).put(field, value));
  }

  private static ObjectNode link(JsonNode document, String rel) {
    for (JsonNode link : document.path("links")) {
      if (link.path("rel").asText().equals(rel)) {
        return (ObjectNode) link;
      }
    }
    throw new IllegalArgumentException(rel);
  }

  private static ObjectNode add(JsonNode document, String rel, String href) {
    return list(document, "/links").addObject().put("rel", rel).put("href", href);
  }

  private static void box(JsonNode document, double west, double south, double east, double north) {
    ArrayNode box = list(document, "/bbox");
    box.removeAll();
    box.add(west).add(south).add(east).add(north);
  }

  private static final String SST = "/properties/cube:variables/sst";
  private static final String TIME = "/properties/cube:dimensions/time";
  private static final String LAT = "/properties/cube:dimensions/lat";
  private static final String ZARR = "/assets/zarr";
  private static final String SHA = "1220" + "0f".repeat(32);

  static List<Case> media() {
    return List.of(
        put("media.zarr", ZARR, "type", "application/vnd.zarr; version=2"),
        put("media.zarr", ZARR, "type", "application/vnd.zarr;version=3"),
        item("media.format", i -> at(i, ZARR).put("zarr:zarr_format", 4)),
        put("media.node", ZARR, "zarr:node_type", "array"),
        item("media.consolidated", i -> at(i, ZARR).put("zarr:consolidated", false)),
        item("media.role", i -> at(i, ZARR).putArray("roles").add("metadata")),
        item(
            "media.ending",
            i ->
                at(i, "/assets")
                    .putObject("thumbnail")
                    .put("href", "https://data.noaa.gov/a.png")
                    .put("title", "A picture")
                    .put("type", "image/jpeg")),
        item("media.link", i -> link(i, "parent").put("type", "application/geo+json")));
  }

  static List<Case> geometry() {
    return List.of(
        new Case(
            "geometry.bbox-order",
            c -> {
              ArrayNode box = list(c.document(RuleCatalog.COLLECTION), "/extent/spatial/bbox/0");
              box.insert(2, 10).add(0);
            }),
        item(
            "geometry.bbox-range",
            i -> {
              box(i, -190, -90, 180, 90);
              ring(i, -190, -90, 180, 90);
            }),
        item("geometry.bbox-both", i -> i.remove("bbox")),
        item("geometry.bbox-both", i -> i.putNull("geometry")),
        item("geometry.bbox-match", i -> ring(i, -180, -90, 180, 89)),
        item(
            "geometry.antimeridian",
            i -> {
              box(i, 0.5, -90, 0.4, 90);
            }),
        item(
            "geometry.ring",
            i -> {
              ArrayNode ring = list(i, "/geometry/coordinates/0");
              JsonNode second = ring.get(1);
              ring.set(1, ring.get(3));
              ring.set(3, second);
            }),
        item("geometry.ring", i -> list(i, "/geometry/coordinates/0").remove(4)),
        item(
            "geometry.axis-box",
            i -> {
              box(i, -180, -80, 180, 90);
              ring(i, -180, -80, 180, 90);
            }),
        item(
            "geometry.axis-range",
            i -> {
              ArrayNode lon = at(i, "/properties/cube:dimensions/lon").putArray("extent");
              lon.add(0.5 + 3600).add(359.5 + 3600);
            }),
        item(
            "geometry.reference",
            i -> at(i, "/properties/cube:dimensions/lon").put("reference_system", 3857)),
        collection(
            "geometry.covers", c -> list(c, "/extent/spatial/bbox/0").set(1, c.numberNode(-50))));
  }

  private static void ring(JsonNode item, double west, double south, double east, double north) {
    ArrayNode rings = list(item, "/geometry/coordinates");
    rings.removeAll();
    ArrayNode ring = rings.addArray();
    double[][] corners = {
      {west, south}, {east, south}, {east, north}, {west, north}, {west, south}
    };
    for (double[] corner : corners) {
      ring.addArray().add(corner[0]).add(corner[1]);
    }
  }

  static List<Case> time() {
    return List.of(
        put("time.exists", "/properties", "processing:datetime", "2026-02-30T00:00:00Z"),
        put("time.utc", "/properties", "processing:datetime", "2026-02-20T00:00:00+01:00"),
        item("time.calendar", i -> noleap(i, "noleap", "2000-02-29")),
        item("time.calendar", i -> noleap(i, "360_day", "2000-01-31")),
        item("time.calendar", i -> noleap(i, "lunar", "2000-01-30")),
        put("time.order", "/properties", "start_datetime", "1981-09-04T12:00:00Z"),
        item("time.pair", i -> at(i, "/properties").remove("start_datetime")),
        put("time.within", "/properties", "datetime", "1981-09-04T12:00:00Z"),
        put("time.axis", "/properties", "start_datetime", "1981-09-02T12:00:00Z"),
        new Case(
            "time.future",
            c -> {
              at(c.document(RuleCatalog.ITEM), "/properties")
                  .put("created", "2040-01-01T00:00:00Z");
              at(c.document(RuleCatalog.COLLECTION), "/arco:versions/sst/versions/1")
                  .put("created", "2040-01-01T00:00:00Z");
            }),
        collection(
            "time.interval-order",
            c -> list(c, "/extent/temporal/interval/0").set(0, c.textNode("2000-01-01T00:00:00Z"))),
        collection(
            "time.covers",
            c ->
                list(c, "/extent/temporal/interval/0").set(0, c.textNode("1981-09-02T00:00:00Z"))));
  }

  /** Makes the axis one of numbers in a calendar, which begins at some date. */
  private static void noleap(ObjectNode item, String calendar, String start) {
    ObjectNode time = at(item, TIME);
    time.remove(List.of("values", "step"));
    time.putArray("extent").add(0).add(2);
    time.put("reference_system", calendar);
    time.put("arco:start", start + "T00:00:00").put("arco:end", "2001-03-01T00:00:00");
  }

  static List<Case> cube() {
    return List.of(
        item("cube.declared", i -> list(i, SST + "/dimensions").set(0, i.textNode("tiem"))),
        item(
            "cube.unused",
            i -> at(i, "/properties/cube:dimensions").putObject("depth").put("type", "index")),
        item(
            "cube.disjoint",
            i ->
                at(i, "/properties/cube:variables")
                    .putObject("lat")
                    .put("type", "auxiliary")
                    .putArray("dimensions")),
        item("cube.rank", i -> list(i, SST + "/chunks").remove(0)),
        item("cube.length", i -> list(i, SST + "/shape").set(0, i.numberNode(4))),
        item("cube.chunk", i -> list(i, SST + "/chunks").set(0, i.numberNode(0))),
        item("cube.shard", i -> at(i, SST).putArray("shards").add(1).add(91).add(180)),
        put("cube.type", SST, "data_type", "real"),
        new Case(
            "cube.kind",
            c -> at(c.document("noaa-oisst/sst/v1/item.json"), SST).put("type", "coordinate")),
        item(
            "cube.extent-order",
            i ->
                at(i, TIME)
                    .putArray("extent")
                    .add("1981-09-03T12:00:00Z")
                    .add("1981-09-01T12:00:00Z")),
        item("cube.step", i -> at(i, LAT).put("step", 2)),
        item("cube.values", i -> list(i, TIME + "/values").remove(1)),
        item("cube.statistics", i -> at(i, SST + "/statistics").put("minimum", 20)),
        item("cube.percent", i -> at(i, SST + "/statistics").put("valid_percent", 900)));
  }

  static List<Case> references() {
    return List.of(
        item("link.root", i -> link(i, "root").put("href", "../../catalog.json")),
        item("link.parent", i -> link(i, "parent").put("href", "../../../catalog.json")),
        item("link.collection", i -> link(i, "collection").put("href", "../collection.json")),
        item("link.self", i -> add(i, "self", "https://elsewhere.noaa.gov/item.json")),
        item("link.duplicate", i -> list(i, "/links").add(link(i, "license"))),
        item(
            "asset.dangling",
            i ->
                at(i, "/assets")
                    .putObject("overview")
                    .put("href", "./overview.png")
                    .put("title", "Overview")
                    .put("type", "image/png")),
        item("asset.title", i -> at(i, ZARR).remove("title")),
        item("href.scheme", i -> link(i, "license").put("href", "ftp://ftp.noaa.gov/license")),
        put("href.local", ZARR, "href", "/home/me/sst.zarr"),
        put("href.local", ZARR, "href", "C:\\data\\sst.zarr"),
        put("href.secret", ZARR, "href", "https://data.noaa.gov/sst.zarr?X-Amz-Signature=0f"),
        put("href.secret", ZARR, "href", "https://me:word@data.noaa.gov/sst.zarr"),
        put("href.blank", ZARR, "href", "gs://persistent/my store.zarr"),
        item(
            "storage.refs",
            i -> {
              list(i, ZARR + "/storage:refs").add("other");
            }),
        item(
            "storage.unused",
            i -> at(i, "/properties/storage:schemes").putObject("other").put("type", "aws-s3")));
  }

  static List<Case> ids() {
    return List.of(
        item("id.grammar", i -> i.put("id", "sst/v2")),
        item("id.item", i -> i.put("id", "sst-v3")),
        item(
            "id.recipe",
            i -> {
              at(i, "/properties").put("arco:recipe", "SST");
              i.put("id", "SST-v2");
            }),
        new Case(
            "id.duplicate",
            c -> {
              c.document(RuleCatalog.COLLECTION).put("id", "Other");
            }),
        item("id.type", i -> i.put("type", "Collection")));
  }

  static List<Case> licences() {
    return List.of(
        put("license.spdx", "/properties", "license", "CC BY 4"),
        collection(
            "license.link",
            c -> {
              c.put("license", "other");
              link(c, "license").put("rel", "about");
            }),
        item("provider.any", i -> at(i, "/properties/providers/0").putArray("roles").add("host")),
        item("provider.roles", i -> at(i, "/properties/providers/0").putArray("roles")),
        item("provider.roles", i -> list(i, "/properties/providers/0/roles").add("owner")),
        item(
            "provider.duplicate",
            i -> list(i, "/properties/providers").add(i.at("/properties/providers/0"))),
        put("doi.form", "/properties", "sci:doi", "https://doi.org/10.5065/EMOT-1D34"),
        item("doi.link", i -> link(i, "cite-as").put("href", "https://doi.org/10.5065/OTHER")),
        collection(
            "doi.own",
            c -> c.putArray("sci:publications").addObject().put("doi", "10.5065/emot-1d34")));
  }

  static List<Case> texts() {
    return List.of(
        collection("text.title", c -> c.put("title", "noaa-oisst")),
        collection("text.description", c -> c.put("description", "Sea surface")),
        collection("text.placeholder", c -> c.put("description", "TODO: say what this is.")),
        collection("text.placeholder", c -> add(c, "about", "https://example.org/about")),
        collection("text.markup", c -> c.put("description", "Daily <b>SST</b>.")),
        collection("text.hidden", c -> c.put("title", "Sea \u202egnp.surface")),
        collection("keyword.empty", c -> list(c, "/keywords").add(" ")),
        collection("keyword.duplicate", c -> list(c, "/keywords").add("OCEAN")),
        collection("keyword.case", c -> list(c, "/keywords").add("Sea surface")));
  }

  static List<Case> versions() {
    String entry = "/arco:versions/sst/versions/";
    return List.of(
        new Case(
            "version.duplicate",
            c -> {
              ArrayNode list =
                  list(c.document(RuleCatalog.COLLECTION), "/arco:versions/sst/versions");
              list.add(((ObjectNode) list.get(1).deepCopy()).put("sequence", 3));
            }),
        collection("version.sequence", c -> at(c, entry + 1).put("sequence", 1)),
        collection("version.href", c -> at(c, entry + 0).put("href", "./sst/v2/item.json")),
        collection("version.created", c -> at(c, entry + 1).put("created", "2026-11-20T19:16:08Z")),
        item("version.deprecated", i -> at(i, "/properties").put("deprecated", true)),
        item(
            "version.predecessor",
            i -> link(i, "predecessor-version").put("href", "../v2/item.json")),
        item(
            "version.symmetric",
            i ->
                add(i, "successor-version", "../v1/item.json").put("type", "application/geo+json")),
        item(
            "version.latest",
            i -> add(i, "latest-version", "../v1/item.json").put("type", "application/geo+json")),
        item(
            "version.single-predecessor",
            i ->
                add(i, "predecessor-version", "../v0/item.json")
                    .put("type", "application/geo+json")),
        collection("summary.version", c -> at(c, "/summaries").putArray("version").add("v1")),
        collection("summary.variables", c -> at(c, "/summaries").remove("arco:variables")));
  }

  static List<Case> files() {
    return List.of(
        item("file.size", i -> at(i, ZARR).put("file:size", 1.5)),
        put("file.checksum", ZARR, "file:checksum", "abc"),
        put("file.checksum", ZARR, "file:checksum", SHA + "0f"),
        item("file.empty", i -> at(i, ZARR).put("file:size", 0)),
        item("extension.declared", i -> list(i, "/stac_extensions").remove(0)),
        item(
            "extension.duplicate",
            i ->
                list(i, "/stac_extensions")
                    .add("https://stac-extensions.github.io/datacube/v2.2.0/schema.json")),
        item("extension.stac", i -> i.put("stac_version", "1.0.0")),
        new Case("fresh.schedule", c -> c.run("0 6 * * *", "2026-11-01T06:00:00Z", "PUBLISHED")),
        new Case("fresh.failed", c -> c.run("0 6 * * *", "2026-11-29T06:00:00Z", "FAILED")));
  }
}
