package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;

/** Makes all checks of a catalog; see {@link Catalog#validate}. */
final class CatalogValidator {
  private static final String REBUILD = "run 'arco catalog build'";

  private final ObjectStore store;
  private final List<CatalogProblem> problems = new ArrayList<>();
  private final TreeSet<String> keys = new TreeSet<>();
  private final Map<String, JsonNode> sound = new TreeMap<>();

  private CatalogValidator(ObjectStore store) {
    this.store = store;
  }

  static List<CatalogProblem> validate(ObjectStore store) throws IOException {
    CatalogValidator validator = new CatalogValidator(store);
    validator.readAll();
    validator.sound.forEach(validator::links);
    validator.sound.forEach(validator::structure);
    return validator.problems;
  }

  private void problem(String rule, String key, String pointer, String message, String hint) {
    problems.add(new CatalogProblem(rule, store.url(key), pointer, message, hint));
  }

  private void readAll() throws IOException {
    try (Stream<ObjectInfo> all = store.list("")) {
      all.forEach(info -> keys.add(info.key()));
    }
    if (!keys.contains(CatalogKeys.ROOT)) {
      problem("stac.root", CatalogKeys.ROOT, "", "there is no root document", REBUILD);
    }
    for (String key : keys) {
      Optional<CatalogSchema> schema = CatalogSchema.of(key);
      if (schema.isPresent()) {
        try {
          ObjectNode node = Json.parse(store.read(key), store.url(key));
          List<CatalogProblem> found = schema.get().check(node, store.url(key));
          problems.addAll(found);
          if (found.isEmpty()) {
            sound.put(key, node);
          }
        } catch (IOException e) {
          problem(
              "stac.json", key, "", String.valueOf(e.getMessage()), "restore it, or publish again");
        }
      }
    }
  }

  private void links(String key, JsonNode document) {
    JsonNode links = document.path("links");
    for (int i = 0; i < links.size(); i++) {
      String href = links.get(i).path("href").asText();
      String pointer = "/links/" + i + "/href";
      Optional<String> target = Links.resolve(key, href);
      if (target.isPresent() && !keys.contains(target.get())) {
        String missing = "expected a document at " + store.url(target.get()) + ", found none";
        problem("link.dangling", key, pointer, missing, "restore it, or " + REBUILD);
      } else if (target.isEmpty() && Links.isStructure(links.get(i))) {
        String outside = "expected a relative link within the catalog, found '" + href + "'";
        problem("link.outside", key, pointer, outside, REBUILD);
      }
    }
  }

  private void structure(String key, JsonNode document) {
    if (key.equals(CatalogKeys.ROOT)) {
      root(document);
    } else if (CatalogKeys.isCollection(key)) {
      collection(key, document);
    } else {
      item(key, document);
    }
  }

  private void root(JsonNode root) {
    Map<String, String> children = RootDocument.children(root);
    keys.stream()
        .filter(CatalogKeys::isCollection)
        .filter(key -> !children.containsKey(CatalogKeys.feedstock(key)))
        .forEach(
            key ->
                problem(
                    "link.child",
                    CatalogKeys.ROOT,
                    "/links",
                    "expected a child link to " + key,
                    REBUILD));
  }

  private void collection(String key, JsonNode collection) {
    String feedstock = CatalogKeys.feedstock(key);
    if (!collection.path("id").asText().equals(feedstock)) {
      String other = "expected '" + feedstock + "' as in its key, found " + collection.path("id");
      problem("id.collection", key, "/id", other, "");
    }
    TreeSet<String> linked = new TreeSet<>();
    for (JsonNode link : collection.path("links")) {
      if (link.path("rel").asText().equals("item")) {
        Links.resolve(key, link.path("href").asText()).ifPresent(linked::add);
      }
    }
    TreeSet<String> expected = new TreeSet<>();
    VersionList.of(collection)
        .recipes()
        .forEach(
            (recipe, versions) -> {
              String pointer = "/" + VersionList.FIELD + "/" + recipe;
              if (versions.entry(versions.current()).isEmpty()) {
                String dangling =
                    "the current version '" + versions.current() + "' is not registered";
                problem(
                    "version.current",
                    key,
                    pointer + "/current",
                    dangling,
                    "roll back to one that is");
              } else {
                expected.add(CatalogKeys.item(feedstock, recipe, versions.current()));
              }
              versions.entries().forEach(e -> entry(key, pointer, feedstock, recipe, e));
            });
    if (!linked.equals(expected)) {
      String other = "expected item links to " + expected + ", found " + linked;
      problem("version.links", key, "/links", other, REBUILD);
    }
  }

  private void entry(
      String key, String pointer, String feedstock, String recipe, VersionList.Entry entry) {
    String item = CatalogKeys.item(feedstock, recipe, entry.version());
    if (!keys.contains(item)) {
      String missing = "version '" + entry.version() + "' has no item at " + store.url(item);
      problem(
          "version.item",
          key,
          pointer,
          missing,
          "restore the item, or roll back to another version");
      return;
    }
    JsonNode document = sound.get(item);
    String href = document == null ? "" : ItemView.storeUrl(document, store.url(""), item);
    String registered = Links.absolute(store.url(""), key, entry.store());
    if (document != null && !ItemView.isStore(href, registered)) {
      String other = "expected the store " + registered + " of the version list, found " + href;
      problem("version.store", item, "/assets/zarr/href", other, "");
    }
  }

  private void item(String key, JsonNode item) {
    String[] parts = key.split("/", -1);
    equal(key, "/collection", parts[0], item.path("collection"));
    equal(key, "/properties/arco:recipe", parts[1], item.path("properties").path("arco:recipe"));
    equal(key, "/properties/version", parts[2], item.path("properties").path("version"));
    JsonNode collection = sound.get(CatalogKeys.collection(parts[0]));
    if (collection != null && !VersionList.of(collection).has(parts[1], parts[2])) {
      String orphan = "no collection lists this version: its registration did not finish";
      problem("version.orphan", key, "", orphan, "run the bake again, or delete the item");
    }
  }

  private void equal(String key, String pointer, String expected, JsonNode found) {
    if (!found.asText().equals(expected)) {
      problem(
          "id.place",
          key,
          pointer,
          "expected '" + expected + "' as in its key, found " + found,
          "");
    }
  }
}
