package org.arcoforge.catalog.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.arcoforge.text.CutText;

/** An entry says of one data set what a search asks for, and no more than a list shows. */
final class SearchEntry {
  private SearchEntry() {}

  /** UTF-16 units of a text in an entry. */
  static final int MOST = 280;

  /**
   * Returns the entry of a recipe's current version.
   *
   * @param collection the feedstock's
   * @param item the version's
   */
  static ObjectNode of(ObjectNode collection, String recipe, JsonNode item) {
    JsonNode properties = item.path("properties");
    String feedstock = collection.path("id").asText();
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("id", feedstock + "/" + recipe);
    entry.put("feedstock", feedstock);
    entry.put("recipe", recipe);
    entry.put("version", properties.path("version").asText());
    entry.put("title", collection.path("title").asText());
    String description = collection.path("description").asText();
    entry.put("description", CutText.atWord(description, MOST));
    copy(collection, "keywords", entry, "keywords");
    collection.path("providers").forEach(p -> entry.withArray("providers").add(p.path("name")));
    copy(collection, "license", entry, "license");
    copy(collection, "sci:doi", entry, "doi");
    entry.set("variables", EntryVariables.of(properties.path("cube:variables")));
    JsonNode zarr = item.path("assets").path("zarr");
    copy(zarr, "zarr:zarr_format", entry, "format");
    copy(zarr, "file:size", entry, "size");
    ObjectNode steps = EntrySteps.of(properties.path("cube:dimensions"));
    if (!steps.isEmpty()) {
      entry.set("steps", steps);
    }
    copy(item, "bbox", entry, "bbox");
    interval(properties, entry);
    copy(properties, "created", entry, "updated");
    thumbnail(item, feedstock + "/" + recipe + "/" + entry.path("version").asText(), entry);
    entry.put("status", EntryStatus.of(properties).word());
    return entry;
  }

  /** Its place in the catalog, if it is beside the item. */
  private static void thumbnail(JsonNode item, String folder, ObjectNode entry) {
    String href = item.path("assets").path("thumbnail").path("href").asText();
    if (href.matches("\\./[A-Za-z0-9._-]+")) {
      entry.put("thumbnail", folder + href.substring(1));
    }
  }

  private static void interval(JsonNode properties, ObjectNode entry) {
    if (properties.has("start_datetime")) {
      entry
          .putArray("interval")
          .add(properties.path("start_datetime"))
          .add(properties.path("end_datetime"));
    } else if (properties.path("datetime").isTextual() && isTemporal(properties)) {
      entry.putArray("interval").add(properties.path("datetime")).add(properties.path("datetime"));
    }
  }

  /** Data without times are dated by their making, which is not what they tell of. */
  private static boolean isTemporal(JsonNode properties) {
    for (JsonNode dimension : properties.path("cube:dimensions")) {
      if (dimension.path("type").asText().equals("temporal")) {
        return true;
      }
    }
    return false;
  }

  private static void copy(JsonNode from, String name, ObjectNode to, String as) {
    if (from.has(name)) {
      to.set(as, from.path(name));
    }
  }
}
