package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.arcoforge.stac.CatalogKeys;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;

/**
 * Holds all documents of a catalog as they were read: root, collections and items by key, the keys
 * of everything else, and the records of runs beside them.
 *
 * @param url of the catalog, which ends in a slash
 * @param documents by key; what is no JSON is not among them
 * @param keys of all objects
 * @param runs records of runs by feedstock, in no order
 */
public record CatalogDocuments(
    String url,
    SortedMap<String, JsonNode> documents,
    Set<String> keys,
    Map<String, List<JsonNode>> runs) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String RUNS = "runs/";

  /** Copies the maps. */
  public CatalogDocuments {
    documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
    keys = Collections.unmodifiableSet(new TreeSet<>(keys));
    runs = Map.copyOf(runs);
  }

  /**
   * Reads a catalog. Documents that are no JSON are left out: the schemas' check names them.
   *
   * @throws IOException if the store cannot be read
   */
  public static CatalogDocuments read(ObjectStore store) throws IOException {
    Set<String> keys = new TreeSet<>();
    try (Stream<ObjectInfo> all = store.list("")) {
      all.forEach(info -> keys.add(info.key()));
    }
    SortedMap<String, JsonNode> documents = new TreeMap<>();
    Map<String, List<JsonNode>> runs = new TreeMap<>();
    for (String key : keys) {
      if (key.equals(CatalogKeys.ROOT)
          || CatalogKeys.isCollection(key)
          || CatalogKeys.isItem(key)) {
        JsonNode node = parse(store.read(key));
        if (node.isObject()) {
          documents.put(key, node);
        }
      } else if (key.startsWith(RUNS) && key.endsWith(".jsonl")) {
        List<JsonNode> records =
            runs.computeIfAbsent(key.split("/", -1)[1], feedstock -> new ArrayList<>());
        new String(store.read(key), java.nio.charset.StandardCharsets.UTF_8)
            .lines()
            .map(line -> parse(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
            .filter(JsonNode::isObject)
            .forEach(records::add);
      }
    }
    return new CatalogDocuments(store.location(), documents, keys, runs);
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      return MissingNode.getInstance(); // said by the check of the schemas
    }
  }

  /** Returns a document, or a missing node. */
  JsonNode at(String key) {
    return documents.getOrDefault(key, MissingNode.getInstance());
  }
}
