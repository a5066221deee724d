package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.arcoforge.recipe.Feedstock;

/**
 * Writes the STAC 1.1.0 collection of one feedstock: what the feedstock says, and what follows from
 * the current items (links, extent, summaries).
 */
final class CollectionDocument {
  private CollectionDocument() {}

  /** Returns the collection of a feedstock with these versions, without what follows from items. */
  static ObjectNode of(Feedstock feedstock, VersionList versions) {
    ObjectNode collection = Json.object();
    collection.put("type", "Collection").put("stac_version", "1.1.0");
    ArrayNode extensions = collection.putArray("stac_extensions");
    extensions.add(StacExtension.VERSION.uri());
    if (FeedstockFields.isScientific(feedstock)) {
      extensions.add(StacExtension.SCIENTIFIC.uri());
    }
    collection.put("id", feedstock.id());
    collection.put("title", feedstock.title());
    collection.put("description", feedstock.description());
    FeedstockFields.put(collection, feedstock);
    FeedstockFields.putAbout(collection, feedstock);
    collection.putObject("extent");
    collection.putObject("summaries");
    Links.addExternal(collection.putArray("links"), feedstock, true);
    collection.set(VersionList.FIELD, versions.json());
    return collection;
  }

  /**
   * Sets what follows from the items.
   *
   * @param items the current items by recipe
   */
  static void derive(ObjectNode collection, VersionList versions, Map<String, JsonNode> items) {
    collection.set("extent", CollectionExtent.of(items.values()));
    collection.set("summaries", summaries(items));
    ArrayNode links = Json.array();
    links.add(Links.link("root", "../" + CatalogKeys.ROOT, Links.JSON));
    links.add(Links.link("parent", "../" + CatalogKeys.ROOT, Links.JSON));
    versions
        .current()
        .forEach(
            (recipe, entry) ->
                links.add(
                    Links.link("item", entry.href(), Links.GEOJSON)
                        .put("title", recipe)
                        .put("version", entry.version())));
    for (JsonNode link : collection.path("links")) {
      if (!Links.isStructure(link)) {
        links.add(link);
      }
    }
    collection.set("links", links);
    collection.set(VersionList.FIELD, versions.json());
  }

  private static ObjectNode summaries(Map<String, JsonNode> items) {
    TreeSet<String> variables = new TreeSet<>();
    TreeSet<Integer> formats = new TreeSet<>();
    List<String> current = new ArrayList<>();
    for (JsonNode item : items.values()) {
      current.add(item.path("properties").path("version").asText());
      formats.add(item.path("assets").path("zarr").path("zarr:zarr_format").asInt());
      item.path("properties")
          .path("cube:variables")
          .fields()
          .forEachRemaining(
              v -> {
                if (v.getValue().path("type").asText().equals("data")) {
                  variables.add(v.getKey());
                }
              });
    }
    ObjectNode summaries = Json.object();
    if (!items.isEmpty()) {
      summaries.set("arco:recipe", Json.texts(items.keySet()));
      summaries.set("version", Json.texts(current));
      ArrayNode numbers = summaries.putArray("zarr:zarr_format");
      formats.forEach(numbers::add);
    }
    if (!variables.isEmpty()) {
      summaries.set("arco:variables", Json.texts(variables));
    }
    return summaries;
  }
}
