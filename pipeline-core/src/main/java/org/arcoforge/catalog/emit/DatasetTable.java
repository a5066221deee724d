package org.arcoforge.catalog.emit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code datasets.json} has one entry for each data set: what the emits tell of it. It is
 * swapped under a generation match, so that what is written for all data sets together never lacks
 * one that was registered at the same moment, nor reads all documents for one of them.
 */
final class DatasetTable {
  static final String KEY = "datasets.json";

  /** What CMIP's files say of themselves, and catalogs are searched by. */
  static final List<String> FACETS =
      List.of(
          "activity_id",
          "institution_id",
          "source_id",
          "experiment_id",
          "sub_experiment_id",
          "variant_label",
          "member_id",
          "table_id",
          "grid_label",
          "mip_era");

  private static final List<String> FROM_COLLECTION =
      List.of(
          "title",
          "description",
          "license",
          "keywords",
          "providers",
          "sci:doi",
          "sci:citation",
          "sci:publications",
          "arco:maintainers",
          "arco:notebooks");
  private static final Set<String> STRUCTURE =
      Set.of("root", "self", "parent", "child", "item", "items", "collection");
  private static final String ENTRIES = "datasets";

  private DatasetTable() {}

  /** Returns the entry of a recipe's current version. */
  static ObjectNode entry(JsonNode collection, String recipe, JsonNode item, JsonNode graph) {
    ObjectNode entry = EmitText.object();
    entry.put("feedstock", collection.path("id").asText()).put("recipe", recipe);
    ObjectNode about = entry.putObject("collection");
    copy(collection, about, FROM_COLLECTION);
    for (JsonNode link : collection.path("links")) {
      if (!STRUCTURE.contains(link.path("rel").asText())) {
        about.withArray("links").add(link);
      }
    }
    ObjectNode version = entry.putObject("item");
    copy(item, version, List.of("id", "bbox"));
    ObjectNode properties = version.putObject("properties");
    JsonNode all = item.path("properties");
    copy(all, properties, List.of("version", "created", "start_datetime", "end_datetime"));
    ObjectNode dimensions = properties.putObject("cube:dimensions");
    all.path("cube:dimensions")
        .fields()
        .forEachRemaining(
            d ->
                copy(
                    d.getValue(),
                    dimensions.putObject(d.getKey()),
                    List.of("type", "axis", "step", "arco:step")));
    ObjectNode variables = properties.putObject("cube:variables");
    all.path("cube:variables")
        .fields()
        .forEachRemaining(
            v -> {
              ObjectNode one = variables.putObject(v.getKey());
              copy(v.getValue(), one, List.of("type"));
              copy(
                  v.getValue().path("attrs"),
                  one.putObject("attrs"),
                  List.of("long_name", "standard_name", "units"));
            });
    copy(all.path("arco:attributes"), properties.putObject("arco:attributes"), FACETS);
    copy(all, properties, List.of("storage:schemes"));
    ObjectNode assets = version.putObject("assets");
    copy(item.path("assets"), assets, List.of("zarr", "thumbnail", "overview"));
    entry.set("graph", graph);
    return entry;
  }

  private static void copy(JsonNode from, ObjectNode to, List<String> names) {
    for (String name : names) {
      if (from.has(name)) {
        to.set(name, from.path(name));
      }
    }
  }

  /** Returns a table of these entries, sorted by id. */
  static ObjectNode of(List<ObjectNode> entries) {
    List<ObjectNode> sorted = new ArrayList<>(entries);
    sorted.sort(
        Comparator.comparing((ObjectNode e) -> e.path("feedstock").asText())
            .thenComparing(e -> e.path("recipe").asText()));
    ObjectNode table = EmitText.object().put("arco:datasets", 1);
    table.putArray(ENTRIES).addAll(sorted);
    return table;
  }

  /** Returns the entries of one feedstock, or those of all others. */
  static List<ObjectNode> entries(@Nullable ObjectNode table, String feedstock, boolean own) {
    List<ObjectNode> some = new ArrayList<>();
    if (table != null) {
      for (JsonNode entry : table.path(ENTRIES)) {
        if (entry instanceof ObjectNode node
            && node.path("feedstock").asText().equals(feedstock) == own) {
          some.add(node);
        }
      }
    }
    return some;
  }

  /** Returns what the emits are made of. */
  static List<EmittedDataset> datasets(@Nullable ObjectNode table, EmittedDataset.Site site) {
    List<EmittedDataset> all = new ArrayList<>();
    if (table != null) {
      table.path(ENTRIES).forEach(entry -> all.add(new EmittedDataset(entry, site)));
    }
    return all;
  }
}
