package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.arcoforge.recipe.Identifier;
import org.arcoforge.stac.CatalogKeys;

/** Says what ids look like, and that each names one thing. */
final class IdRules {
  private IdRules() {}

  static List<CatalogRule> rules() {
    return List.of(
        CatalogRule.any(
            "id.grammar",
            "ids are of letters, digits and . _ - and begin with a letter or digit",
            CatalogRule.FEEDSTOCK,
            s -> {
              String id = s.document().path("id").asText();
              if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                s.say("/id", "letters, digits and . _ -", s.document().path("id"));
              }
            }),
        CatalogRule.item(
            "id.item",
            "an item's id is its recipe's id and its version, joined by a hyphen",
            CatalogRule.BAKE,
            s -> {
              JsonNode p = s.properties();
              String id = p.path("arco:recipe").asText() + "-" + p.path("version").asText();
              String found = s.document().path("id").asText();
              boolean formed = found.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
              if (formed && p.has("arco:recipe") && !found.equals(id)) {
                s.say("/id", '"' + id + '"', s.document().path("id"));
              }
            }),
        CatalogRule.item(
            "id.recipe",
            "a recipe's id is one that a feedstock may have",
            CatalogRule.FEEDSTOCK,
            s ->
                Identifier.fault(s.properties().path("arco:recipe").asText())
                    .ifPresent(
                        fault ->
                            s.say(
                                "/properties/arco:recipe",
                                fault.replaceFirst("^expected ", ""),
                                s.properties().path("arco:recipe")))),
        CatalogRule.both(
            "id.duplicate",
            "no two items, and no two collections, have one id, nor do they differ by case only",
            CatalogRule.FEEDSTOCK,
            IdRules::duplicates),
        CatalogRule.both(
            "id.type",
            "an item is a Feature, a collection a Collection",
            CatalogRule.BUILD,
            s -> {
              String type = s.isItem() ? "Feature" : "Collection";
              if (!s.document().path("type").asText().equals(type)) {
                s.say("/type", '"' + type + '"', s.document().path("type"));
              }
            }));
  }

  /** Said once, of the document that comes later. */
  private static void duplicates(RuleSubject s) {
    String id = s.document().path("id").asText().toLowerCase(Locale.ROOT);
    String first = s.isItem() ? s.feedstock() + "/" : "";
    for (Map.Entry<String, JsonNode> other :
        s.all().documents().subMap(first, s.key()).entrySet()) {
      boolean alike =
          s.isItem()
              ? CatalogKeys.isItem(other.getKey())
              : CatalogKeys.isCollection(other.getKey());
      if (alike && other.getValue().path("id").asText().toLowerCase(Locale.ROOT).equals(id)) {
        s.say("/id", "another id than that of " + other.getKey(), s.document().path("id"));
        return;
      }
    }
  }
}
