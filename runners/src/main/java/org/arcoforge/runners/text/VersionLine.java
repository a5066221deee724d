package org.arcoforge.runners.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.bake.history.VersionContents;
import org.arcoforge.bake.history.VersionDiff;
import org.arcoforge.bake.history.VersionStatus;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.store.OpenStores;
import org.jspecify.annotations.Nullable;

/**
 * A version line says what a version of a recipe is, and what changed with it.
 *
 * @param version as the catalog lists it
 * @param status what has become of its store
 * @param bytes of all objects; -1 if it is not known
 * @param files it was made of; -1 if it is not known
 * @param from the first time of its data; empty if they have none
 * @param to the last time
 * @param shape lengths by dimension
 * @param change since the version before, in one line; empty if it is not known
 */
public record VersionLine(
    CatalogVersion version,
    VersionStatus status,
    long bytes,
    long files,
    String from,
    String to,
    Map<String, Long> shape,
    String change) {
  /** Copies the map. */
  public VersionLine {
    shape = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(shape));
  }

  /** Returns a line for every version of a recipe, the oldest first. */
  public static List<VersionLine> of(
      OpenStores stores, Bakery bakery, Catalog catalog, String feedstock, String recipe)
      throws IOException {
    List<VersionLine> lines = new ArrayList<>();
    VersionContents before = null;
    for (CatalogVersion version : catalog.versions(feedstock, recipe)) {
      String url = StorePlace.written(bakery.persistent(), feedstock, recipe, version.storeUrl());
      VersionStatus status = VersionStatus.of(stores, url, version.version());
      VersionContents now = contents(stores, url, version.version());
      String change = "";
      if (lines.isEmpty()) {
        change = "first version";
      } else if (before != null && now != null) {
        change = VersionDiff.of(before, now).summary();
      }
      before = now;
      JsonNode item =
          catalog.item(feedstock, recipe, version.version()).map(i -> (JsonNode) i).orElse(null);
      lines.add(line(version, status, item, change));
    }
    return lines;
  }

  /** Null where too little is left of it to compare. */
  private static @Nullable VersionContents contents(OpenStores stores, String url, String version) {
    try {
      return VersionContents.of(stores, version, url, version);
    } catch (IOException e) {
      return null; // its line says what became of it
    }
  }

  private static VersionLine line(
      CatalogVersion version, VersionStatus status, @Nullable JsonNode item, String change) {
    if (item == null) {
      return new VersionLine(version, status, -1, -1, "", "", Map.of(), change);
    }
    JsonNode properties = item.path("properties");
    return new VersionLine(
        version,
        status,
        item.at("/assets/zarr/file:size").asLong(-1),
        properties.at("/arco:processing/sources/files").asLong(-1),
        date(properties.path("start_datetime").asText("")),
        date(properties.path("end_datetime").asText("")),
        shape(properties),
        change);
  }

  private static String date(String time) {
    return time.replaceAll("T00:00:00(\\.0+)?Z$", "");
  }

  private static Map<String, Long> shape(JsonNode properties) {
    Map<String, Long> shape = new LinkedHashMap<>();
    properties
        .path("cube:dimensions")
        .fields()
        .forEachRemaining(
            d -> {
              if (d.getValue().path("shape").size() == 1) {
                shape.put(d.getKey(), d.getValue().path("shape").get(0).asLong());
              }
            });
    for (JsonNode variable : properties.path("cube:variables")) {
      for (int d = 0; d < variable.path("dimensions").size(); d++) {
        shape.putIfAbsent(
            variable.path("dimensions").get(d).asText(), variable.path("shape").path(d).asLong());
      }
    }
    return shape;
  }

  /** Returns all but the version itself, for people. */
  public String text() {
    List<String> parts = new ArrayList<>();
    if (bytes >= 0) {
      parts.add(HumanSizes.text((double) bytes));
    }
    if (files >= 0) {
      parts.add(HumanSizes.count(files, "file"));
    }
    if (!from.isEmpty()) {
      parts.add(from.equals(to) ? from : from + " … " + to);
    }
    if (!shape.isEmpty()) {
      List<String> lengths = new ArrayList<>();
      shape.forEach((d, n) -> lengths.add(d + " " + n));
      parts.add(String.join(" × ", lengths));
    }
    if (!change.isEmpty()) {
      parts.add(change);
    }
    parts.add(status.words());
    return String.join("; ", parts);
  }

  /** Adds the same for machines. */
  public void add(ObjectNode node) {
    node.put("status", status.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    node.put("bytes", bytes).put("files", files);
    ObjectNode extent = node.putObject("extent");
    extent.put("from", from).put("to", to);
    ObjectNode lengths = extent.putObject("shape");
    shape.forEach(lengths::put);
    node.put("change", change);
  }
}
