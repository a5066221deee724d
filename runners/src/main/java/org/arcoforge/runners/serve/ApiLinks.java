package org.arcoforge.runners.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * API links make documents of the API from those of the catalog: links of the structure lead to the
 * API, those to assets and pages to where they are from here.
 *
 * @param base URL of the API, ending in {@code /}
 */
record ApiLinks(String base) {
  private static final Set<String> STRUCTURE =
      Set.of("self", "root", "parent", "collection", "item", "items", "child");
  private static final String JSON = "application/json";
  static final String GEOJSON = "application/geo+json";

  ObjectNode collection(IndexedDocument one) {
    ObjectNode made = copied(one);
    String self = base + "collections/" + encoded(one.id());
    ArrayNode links = (ArrayNode) made.get("links");
    add(links, "self", self, JSON);
    add(links, "root", base, JSON);
    add(links, "parent", base, JSON);
    add(links, "items", self + "/items", GEOJSON);
    return made;
  }

  ObjectNode item(IndexedDocument one) {
    ObjectNode made = copied(one);
    String collection = base + "collections/" + encoded(one.collection());
    ArrayNode links = (ArrayNode) made.get("links");
    add(links, "self", collection + "/items/" + encoded(one.id()), GEOJSON);
    add(links, "root", base, JSON);
    add(links, "parent", collection, JSON);
    add(links, "collection", collection, JSON);
    return made;
  }

  static void add(ArrayNode links, String rel, String href, String type) {
    links.addObject().put("rel", rel).put("href", href).put("type", type);
  }

  private ObjectNode copied(IndexedDocument one) {
    ObjectNode made = one.document();
    URI place = URI.create(base + "catalog/" + one.key());
    JsonNode own = made.path("links");
    ArrayNode links = made.putArray("links");
    for (JsonNode link : own) {
      if (link instanceof ObjectNode node && !STRUCTURE.contains(node.path("rel").asText())) {
        links.add(node.put("href", resolved(place, node.path("href").asText())));
      }
    }
    for (JsonNode asset : made.path("assets")) {
      if (asset instanceof ObjectNode node) {
        node.put("href", resolved(place, asset.path("href").asText()));
      }
    }
    return made;
  }

  private static String resolved(URI place, String href) {
    try {
      return place.resolve(href).toString();
    } catch (IllegalArgumentException e) { // of a document that others have written
      return href;
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
        .collect(Collectors.joining("&"));
  }
}
