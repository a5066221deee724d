package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * The version list is the {@code arco:versions} of a collection: by recipe the versions registered,
 * and which one is current. It is the pointer; item links follow from it. Versions are in the order
 * of a sequence that the catalog itself counts: clocks of bakeries disagree.
 */
final class VersionList {
  static final String FIELD = "arco:versions";
  private static final String ROLLBACK = "rollback";

  /**
   * An entry is one version; {@code href} is relative to the collection, {@code sequence} 0 for one
   * that comes after all that are registered.
   */
  record Entry(String version, String href, String store, Instant created, long sequence) {}

  /**
   * A rollback is why a version is current that is not the last one.
   *
   * @param from the version that was current before
   * @param by name of who did it; empty if it is not known
   * @param reason of people; may be empty
   */
  record Rollback(String from, Instant at, String by, String reason) {}

  /** These are all registered versions of one recipe, and how it was taken back to the current. */
  record Versions(String current, List<Entry> entries, @Nullable Rollback rollback) {
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
              list.recipes.put(
                  recipe.getKey(), new Versions(current, entries, rollback(recipe.getValue())));
            });
    return list;
  }

  private static @Nullable Rollback rollback(JsonNode recipe) {
    JsonNode told = recipe.path(ROLLBACK);
    return told.isObject()
        ? new Rollback(
            told.path("from").asText(),
            Instant.parse(told.path("at").asText()),
            told.path("by").asText(),
            told.path("reason").asText())
        : null;
  }

  Map<String, Versions> recipes() {
    return recipes;
  }

  Optional<Versions> recipe(String recipeId) {
    return Optional.ofNullable(recipes.get(recipeId));
  }

  /** Returns what is registered of a recipe, as others are told. */
  Catalog.Registered registered(ObjectStore store, String feedstockId, String recipeId) {
    List<CatalogVersion> versions = new ArrayList<>();
    Optional<PublishedVersion> current = Optional.empty();
    Versions own = recipes.getOrDefault(recipeId, new Versions("", List.of(), null));
    for (Entry e : own.entries()) {
      String data = Links.absolute(store.url(""), CatalogKeys.collection(feedstockId), e.store());
      String item = store.url(CatalogKeys.item(feedstockId, recipeId, e.version()));
      boolean isCurrent = e.version().equals(own.current());
      versions.add(new CatalogVersion(e.version(), data, item, e.created(), isCurrent));
      if (isCurrent) {
        current = Optional.of(new PublishedVersion(feedstockId, recipeId, e.version(), data, item));
      }
    }
    return new Catalog.Registered(versions, current, last(recipeId) + 1);
  }

  /** Returns whether that version of the recipe is registered. */
  boolean has(String recipeId, String version) {
    return recipe(recipeId).flatMap(v -> v.entry(version)).isPresent();
  }

  /** Adds a version; it becomes current unless one of a later sequence was registered before. */
  void add(String recipeId, Entry entry) {
    Versions before =
        recipes.getOrDefault(recipeId, new Versions(entry.version(), List.of(), null));
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
    recipes.put(
        recipeId,
        newest
            ? new Versions(entry.version(), entries, null)
            : new Versions(before.current(), entries, before.rollback()));
  }

  private static long last(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::sequence).max().orElse(0);
  }

  /** Returns the greatest sequence of a recipe's versions; 0 if there are none. */
  long last(String recipeId) {
    return recipe(recipeId).map(v -> last(v.entries())).orElse(0L);
  }

  /**
   * Makes a registered version current; of one that is not the last it is kept when, by whom and
   * why.
   */
  void point(String recipeId, String version, Instant at, String by, String reason) {
    recipes.computeIfPresent(
        recipeId,
        (id, v) -> {
          boolean isLast = v.entries().get(v.entries().size() - 1).version().equals(version);
          Rollback told =
              isLast
                  ? null
                  : version.equals(v.current())
                      ? v.rollback()
                      : new Rollback(v.current(), at.truncatedTo(ChronoUnit.SECONDS), by, reason);
          return new Versions(version, v.entries(), told);
        });
  }

  /** Takes versions of a recipe away. */
  void remove(String recipeId, Set<String> versions) {
    recipes.computeIfPresent(
        recipeId,
        (id, v) ->
            new Versions(
                v.current(),
                v.entries().stream().filter(e -> !versions.contains(e.version())).toList(),
                v.rollback()));
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
          Rollback rollback = versions.rollback();
          if (rollback != null) {
            ObjectNode told = recipe.putObject(ROLLBACK).put("from", rollback.from());
            told.put("at", rollback.at().toString());
            if (!rollback.by().isEmpty()) {
              told.put("by", rollback.by());
            }
            if (!rollback.reason().isEmpty()) {
              told.put("reason", rollback.reason());
            }
          }
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
