package org.arcoforge.catalog.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The index is what the page searches: entries sorted by id, and what the operator says. */
final class SearchIndex {
  private static final String ENTRIES = "entries";
  private static final String SITE = "site";

  private SearchIndex() {}

  /** Returns an index of these entries, with the operator's words. */
  static ObjectNode of(ObjectNode site, List<ObjectNode> entries) {
    List<ObjectNode> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(entry -> entry.path("id").asText()));
    ObjectNode index = JsonNodeFactory.instance.objectNode().put("arco:search", 1);
    if (!site.isEmpty()) {
      index.set(SITE, site);
    }
    index.putArray(ENTRIES).addAll(sorted);
    return index;
  }

  /** Returns what the operator said before, and says now. */
  static ObjectNode told(@Nullable ObjectNode index, CatalogPage.Site site) {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    if (index != null && index.path(SITE) instanceof ObjectNode before) {
      told.setAll(before);
    }
    if (!site.title().isEmpty()) {
      told.put("title", site.title());
    }
    if (!site.hubLink().isEmpty()) {
      told.put("hub_link", site.hubLink());
    }
    if (!site.url().isEmpty()) {
      told.put("url", site.url());
    }
    return told;
  }

  /** Returns the entries of one feedstock. */
  static List<ObjectNode> of(@Nullable ObjectNode index, String feedstockId) {
    List<ObjectNode> some = new ArrayList<>();
    if (index != null) {
      for (JsonNode entry : index.path(ENTRIES)) {
        if (entry instanceof ObjectNode node
            && node.path("feedstock").asText().equals(feedstockId)) {
          some.add(node);
        }
      }
    }
    return some;
  }

  /** Returns the entries of all feedstocks but one. */
  static List<ObjectNode> without(@Nullable ObjectNode index, String feedstockId) {
    List<ObjectNode> others = new ArrayList<>();
    if (index != null) {
      for (JsonNode entry : index.path(ENTRIES)) {
        if (entry instanceof ObjectNode node
            && !node.path("feedstock").asText().equals(feedstockId)) {
          others.add(node);
        }
      }
    }
    return others;
  }
}
