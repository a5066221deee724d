package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.arcoforge.stac.CatalogKeys;
import org.arcoforge.text.CutText;

/** A subject is one document as a rule sees it: with the catalog around it, and what was said. */
final class RuleSubject {
  private final CatalogDocuments all;
  private final String key;
  private final JsonNode document;
  private final Instant now;
  private final List<Told> told = new ArrayList<>();

  /** A place and what is wrong there. */
  record Told(String pointer, String expected, String found) {}

  RuleSubject(CatalogDocuments all, String key, Instant now) {
    this.all = all;
    this.key = key;
    this.document = all.at(key);
    this.now = now;
  }

  CatalogDocuments all() {
    return all;
  }

  String key() {
    return key;
  }

  JsonNode document() {
    return document;
  }

  Instant now() {
    return now;
  }

  List<Told> told() {
    return told;
  }

  boolean isRoot() {
    return key.equals(CatalogKeys.ROOT);
  }

  boolean isCollection() {
    return CatalogKeys.isCollection(key);
  }

  boolean isItem() {
    return CatalogKeys.isItem(key);
  }

  /** The collection's id; empty for the root. */
  String feedstock() {
    return isRoot() ? "" : CatalogKeys.feedstock(key);
  }

  /** The recipe's id of an item, by its key. */
  String recipe() {
    return key.split("/", -1)[1];
  }

  /** The version of an item, by its key. */
  String version() {
    return key.split("/", -1)[2];
  }

  /** The collection of an item, or the collection itself. */
  JsonNode collection() {
    return all.at(CatalogKeys.collection(feedstock()));
  }

  JsonNode properties() {
    return document.path("properties");
  }

  /** The fields that an item has among its properties, and a collection at its top. */
  JsonNode fields() {
    return isItem() ? properties() : document;
  }

  /** The pointer to one of {@link #fields}. */
  String field(String... names) {
    return (isItem() ? "/properties" : "") + pointer((Object[]) names);
  }

  JsonNode zarr() {
    return document.path("assets").path("zarr");
  }

  JsonNode dimensions() {
    return properties().path("cube:dimensions");
  }

  JsonNode variables() {
    return properties().path("cube:variables");
  }

  /** The current items of a collection by recipe; those that are not there are left out. */
  Map<String, JsonNode> currentItems() {
    Map<String, JsonNode> items = new java.util.TreeMap<>();
    each(
        collection().path("arco:versions"),
        (recipe, versions) -> {
          String current = versions.path("current").asText();
          JsonNode item = all.at(CatalogKeys.item(feedstock(), recipe, current));
          if (!(item instanceof MissingNode)) {
            items.put(recipe, item);
          }
        });
    return items;
  }

  /** Says that something else was expected at a place. */
  void say(String pointer, String expected, String found) {
    told.add(new Told(pointer, expected, found));
  }

  /** Says that something else was expected at a place. */
  void say(String pointer, String expected, JsonNode found) {
    say(pointer, expected, found.isMissingNode() ? "nothing" : CutText.of(found.toString(), 200));
  }

  /** An action is done with each field of an object. */
  interface Each {
    void take(String name, JsonNode value);
  }

  static void each(JsonNode object, Each each) {
    object.fields().forEachRemaining(e -> each.take(e.getKey(), e.getValue()));
  }

  /** Returns a JSON pointer of names. */
  static String pointer(Object... names) {
    StringBuilder all = new StringBuilder();
    for (Object name : names) {
      all.append('/').append(String.valueOf(name).replace("~", "~0").replace("/", "~1"));
    }
    return all.toString();
  }
}
