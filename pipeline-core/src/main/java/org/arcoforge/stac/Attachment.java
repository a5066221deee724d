package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * An attachment is a document beside an item that was made of the data and can be made again: a
 * picture, a report. The item names it as an asset; whether it does is not part of what a version
 * is.
 *
 * @param asset its key among the item's assets
 * @param name of the document beside the item
 * @param type media type
 * @param title for people
 * @param roles of the asset
 * @param size in bytes
 * @param checksum of them, as a hexadecimal multihash
 */
public record Attachment(
    String asset,
    String name,
    String type,
    String title,
    List<String> roles,
    long size,
    String checksum) {
  /** The relation of a report on what was published (STAC processing extension 1.2). */
  static final String VALIDATION = "processing-validation";

  /** Keys of the assets that are attachments. */
  private static final Set<String> ASSETS = Set.of("thumbnail", "overview", "quality");

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the asset is none of those that can be made again
   */
  public Attachment {
    roles = List.copyOf(roles);
    if (!ASSETS.contains(asset)) {
      throw new IllegalArgumentException(
          "attachment '" + asset + "': expected one of " + new java.util.TreeSet<>(ASSETS));
    }
  }

  /** Adds it to an item. */
  void addTo(ObjectNode assets, ArrayNode links) {
    ObjectNode node = assets.putObject(asset);
    node.put("href", "./" + name);
    node.put("type", type);
    node.put("title", title);
    roles.forEach(node.putArray("roles")::add);
    node.put("file:size", size);
    node.put("file:checksum", checksum);
    if (roles.contains("metadata")) {
      links.add(Links.link(VALIDATION, "./" + name, type).put("title", title));
    }
  }

  /** Takes all attachments out of an item: what is left says which version it is. */
  static void removeFrom(ObjectNode item) {
    if (item.path("assets") instanceof ObjectNode assets) {
      assets.remove(ASSETS);
    }
    ArrayNode links = Json.array();
    for (JsonNode link : item.path("links")) {
      if (!link.path("rel").asText().equals(VALIDATION)) {
        links.add(link);
      }
    }
    item.set("links", links);
  }
}
