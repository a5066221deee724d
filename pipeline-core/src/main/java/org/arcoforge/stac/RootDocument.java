package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.recipe.Feedstock;
import org.jspecify.annotations.Nullable;

/**
 * Writes the root of the catalog: a STAC 1.1.0 catalog with one child link for each collection,
 * sorted by id.
 */
final class RootDocument {
  private RootDocument() {}

  /** Returns the root with exactly these children (titles by id); other fields stay as they are. */
  static ObjectNode with(@Nullable ObjectNode now, Map<String, String> children) {
    ObjectNode root = now == null ? empty() : now;
    ArrayNode links = Json.array();
    links.add(Links.link("root", "./" + CatalogKeys.ROOT, Links.JSON));
    new TreeMap<>(children)
        .forEach(
            (id, title) ->
                links.add(
                    Links.link("child", "./" + CatalogKeys.collection(id), Links.JSON)
                        .put("title", title)));
    for (JsonNode link : root.path("links")) {
      if (!Links.isStructure(link)) {
        links.add(link);
      }
    }
    root.set("links", links);
    return root;
  }

  /** Returns the root with the collection of a feedstock among its children. */
  static ObjectNode naming(@Nullable ObjectNode now, Feedstock feedstock) {
    Map<String, String> children = children(now);
    children.put(feedstock.id(), feedstock.title());
    return with(now, children);
  }

  /** Returns the children that a root names. */
  static Map<String, String> children(@Nullable JsonNode root) {
    TreeMap<String, String> children = new TreeMap<>();
    if (root != null) {
      for (JsonNode link : root.path("links")) {
        if (link.path("rel").asText().equals("child")) {
          Links.resolve(CatalogKeys.ROOT, link.path("href").asText())
              .filter(CatalogKeys::isCollection)
              .ifPresent(
                  key -> children.put(CatalogKeys.feedstock(key), link.path("title").asText()));
        }
      }
    }
    return children;
  }

  private static ObjectNode empty() {
    ObjectNode root = Json.object();
    root.put("type", "Catalog").put("stac_version", "1.1.0");
    root.put("id", "arcoforge");
    root.put("title", "ArcoForge catalog");
    root.put("description", "Analysis-ready, cloud-optimized data sets in Zarr.");
    return root;
  }
}
