package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.Samples;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;

/** A sound catalog in memory, to be damaged: one recipe in two versions, and another feedstock. */
final class RuleCatalog {
  static final String COLLECTION = "noaa-oisst/collection.json";
  static final String ITEM = "noaa-oisst/sst/v2/item.json";

  private final CatalogDocuments sound;
  private final TreeMap<String, JsonNode> documents = new TreeMap<>();
  private Map<String, List<JsonNode>> runs = Map.of();

  private RuleCatalog(CatalogDocuments sound) {
    this.sound = sound;
    sound.documents().forEach((key, node) -> documents.put(key, node.deepCopy()));
  }

  static RuleCatalog create() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    Catalog catalog = Catalog.open(store);
    catalog.register(Samples.global().published("noaa-oisst", "v1", "2026-11-19T19:16:07Z"));
    catalog.register(Samples.global().published("noaa-oisst", "v2", "2026-11-20T19:16:07Z"));
    catalog.register(Samples.global().published("other", "v1", "2026-11-19T19:16:07Z"));
    return new RuleCatalog(CatalogDocuments.read(store));
  }

  RuleCatalog copy() {
    return new RuleCatalog(sound);
  }

  ObjectNode document(String key) {
    return (ObjectNode) Objects.requireNonNull(documents.get(key), key);
  }

  /** Adds a schedule, and the record of a run. */
  void run(String cron, String began, String status) {
    document(COLLECTION).putObject("arco:schedule").put("cron", cron);
    JsonNode run =
        JsonNodeFactory.instance
            .objectNode()
            .put("began", began)
            .put("status", status)
            .put("recipe", "sst");
    runs = Map.of("noaa-oisst", List.of(run));
  }

  CatalogDocuments documents() {
    return new CatalogDocuments("gs://catalog/", documents, sound.keys(), runs);
  }
}
