package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The version list is the {@code arco:versions} of a collection: by recipe the versions registered,
 * and which one is current. It is the pointer; item links follow from it. Versions are in the order
 * of a sequence that the catalog itself counts: clocks of bakeries disagree.
 */
final class VersionList {
  static final String FIELD = "arco:versions";

  /**
   * An entry is one version; {@code href} is relative to the collection, {@code sequence} 0 for one
   * that comes after all that are registered.
   */
  record Entry(String version, String href, String store, Instant created, long sequence) {}

  /** These are all registered versions of one recipe. */
  record Versions(String current, List<Entry> entries) {
    Optional<Entry> entry(String version) {
      return entries.stream().filter(e -> e.version().equals(version)).findFirst();
    }
  }

  private final TreeMap<String, Versions> recipes = new TreeMap<>();

  static VersionList of(JsonNode collection) {
    VersionList list = new VersionList();
    collection
        .path(FIELD)
        .fields()
        .forEachRemaining(
            recipe -> {
              List<Entry> entries = new ArrayList<>();
              for (JsonNode e : recipe.getValue().path("versions")) {
                entries.add(
                    new Entry(
                        e.path("version").asText(),
                        e.path("href").asText(),
                        e.path("store").asText(),
                        Instant.parse(e.path("created").asText()),
                        e.path("sequence").asLong(entries.size() + 1L)));
              }
              String current = recipe.getValue().path("current").asText();
              list.recipes.put(recipe.getKey(), new Versions(current, entries));
            });
    return list;
  }

  Map<String, Versions> recipes() {
    return recipes;
  }

  Optional<Versions> recipe(String recipeId) {
    return Optional.ofNullable(recipes.get(recipeId));
  }

  /** Returns whether that version of the recipe is registered. */
  boolean has(String recipeId, String version) {
    return recipe(recipeId).flatMap(v -> v.entry(version)).isPresent();
  }

  /** Adds a version; it becomes current unless one of a later sequence was registered before. */
  void add(String recipeId, Entry entry) {
    Versions before = recipes.getOrDefault(recipeId, new Versions(entry.version(), List.of()));
    List<Entry> entries = new ArrayList<>(before.entries());
    long last = last(entries);
    boolean newest = entry.sequence() == 0 || entry.sequence() >= last;
    entries.add(
        new Entry(
            entry.version(),
            entry.href(),
            entry.store(),
            entry.created(),
            entry.sequence() == 0 ? last + 1 : entry.sequence()));
    entries.sort(Comparator.comparingLong(Entry::sequence)); // of equal ones the later comes last
    recipes.put(recipeId, new Versions(newest ? entry.version() : before.current(), entries));
  }

  private static long last(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::sequence).max().orElse(0);
  }

  /** Returns the greatest sequence of a recipe's versions; 0 if there are none. */
  long last(String recipeId) {
    return recipe(recipeId).map(v -> last(v.entries())).orElse(0L);
  }

  /** Makes a registered version current. */
  void point(String recipeId, String version) {
    recipes.computeIfPresent(recipeId, (id, v) -> new Versions(version, v.entries()));
  }

  /** Takes versions of a recipe away. */
  void remove(String recipeId, Set<String> versions) {
    recipes.computeIfPresent(
        recipeId,
        (id, v) ->
            new Versions(
                v.current(),
                v.entries().stream().filter(e -> !versions.contains(e.version())).toList()));
  }

  /** Returns the currently published entries by recipe. */
  Map<String, Entry> current() {
    TreeMap<String, Entry> current = new TreeMap<>();
    recipes.forEach((id, v) -> v.entry(v.current()).ifPresent(e -> current.put(id, e)));
    return current;
  }

  ObjectNode json() {
    ObjectNode node = Json.object();
    recipes.forEach(
        (id, versions) -> {
          ObjectNode recipe = node.putObject(id).put("current", versions.current());
          var list = recipe.putArray("versions");
          for (Entry e : versions.entries()) {
            list.addObject()
                .put("version", e.version())
                .put("href", e.href())
                .put("store", e.store())
                .put("created", e.created().toString())
                .put("sequence", e.sequence());
          }
        });
    return node;
  }
}
