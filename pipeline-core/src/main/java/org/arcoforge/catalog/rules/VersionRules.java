package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.stac.CatalogKeys;
import org.arcoforge.stac.Links;

/** Says how versions follow each other, and that collections tell what is current. */
final class VersionRules {
  private VersionRules() {}

  static java.util.List<CatalogRule> rules() {
    return java.util.List.of(
        CatalogRule.collection(
            "version.duplicate",
            "a version is listed once",
            CatalogRule.BUILD,
            s -> {
              Set<String> seen = new HashSet<>();
              entries(
                  s,
                  (pointer, entry) -> {
                    String name = pointer.split("/", -1)[2] + "@" + entry.path("version").asText();
                    if (!seen.add(name)) {
                      s.say(pointer + "/version", "another version", entry.path("version"));
                    }
                  });
            }),
        CatalogRule.collection(
            "version.sequence",
            "versions are listed in the order of their sequence, which grows",
            CatalogRule.BUILD,
            VersionRules::sequence),
        CatalogRule.collection(
            "version.href",
            "the version list leads to the item of that recipe and version",
            CatalogRule.BUILD,
            s ->
                entries(
                    s,
                    (pointer, entry) -> {
                      String recipe = pointer.split("/", -1)[2];
                      String key =
                          CatalogKeys.item(s.feedstock(), recipe, entry.path("version").asText());
                      String href = entry.path("href").asText();
                      if (!Links.resolve(s.key(), href).equals(Optional.of(key))) {
                        s.say(pointer + "/href", "a link to " + key, entry.path("href"));
                      }
                    })),
        CatalogRule.item(
            "version.created",
            "an item was created when the version list says so",
            CatalogRule.BUILD,
            VersionRules::created),
        CatalogRule.item(
                "version.deprecated",
                "the current version is not deprecated",
                "point the catalog at another version with 'arco rollback'",
                s -> {
                  String current =
                      s.collection()
                          .path("arco:versions")
                          .path(s.recipe())
                          .path("current")
                          .asText();
                  if (current.equals(s.version())
                      && s.properties().path("deprecated").asBoolean()) {
                    s.say(
                        "/properties/deprecated",
                        "a version that is to be used",
                        "a deprecated one");
                  }
                })
            .warning(),
        CatalogRule.item(
            "version.predecessor",
            "a predecessor is another version of the same recipe, registered before",
            CatalogRule.BUILD,
            VersionRules::predecessor),
        CatalogRule.item(
            "version.symmetric",
            "a version that another names as its successor names that one as its predecessor",
            CatalogRule.BUILD,
            VersionRules::symmetric),
        CatalogRule.both(
            "version.latest",
            "a link 'latest-version' leads to the current version",
            CatalogRule.BUILD,
            VersionRules::latest),
        CatalogRule.item(
            "version.single-predecessor",
            "an item has at most one predecessor",
            CatalogRule.BUILD,
            s -> {
              int n = 0;
              for (JsonNode link : s.document().path("links")) {
                n += link.path("rel").asText().equals("predecessor-version") ? 1 : 0;
              }
              if (n > 1) {
                s.say("/links", "one link predecessor-version", n + " of them");
              }
            }),
        CatalogRule.collection(
            "summary.version",
            "the summaries name the recipes and versions that are current",
            CatalogRule.BUILD,
            s -> {
              Set<String> expected = new TreeSet<>();
              Set<String> found = new TreeSet<>();
              s.currentItems()
                  .values()
                  .forEach(i -> expected.add(i.path("properties").path("version").asText()));
              s.document().path("summaries").path("version").forEach(v -> found.add(v.asText()));
              if (!expected.equals(found)) {
                s.say("/summaries/version", expected.toString(), found.toString());
              }
            }),
        CatalogRule.collection(
            "summary.variables",
            "the summaries name the data variables of the current items",
            CatalogRule.BUILD,
            s -> {
              Set<String> expected = new TreeSet<>();
              Set<String> found = new TreeSet<>();
              for (JsonNode item : s.currentItems().values()) {
                RuleSubject.each(
                    item.path("properties").path("cube:variables"),
                    (name, v) -> {
                      if (v.path("type").asText().equals("data")) {
                        expected.add(name);
                      }
                    });
              }
              s.document()
                  .path("summaries")
                  .path("arco:variables")
                  .forEach(v -> found.add(v.asText()));
              if (!expected.equals(found)) {
                s.say("/summaries/arco:variables", expected.toString(), found.toString());
              }
            }));
  }

  private interface EntryCheck {
    void check(String pointer, JsonNode entry);
  }

  private static void entries(RuleSubject s, EntryCheck check) {
    RuleSubject.each(
        s.document().path("arco:versions"),
        (recipe, versions) -> {
          JsonNode list = versions.path("versions");
          for (int i = 0; i < list.size(); i++) {
            check.check(RuleSubject.pointer("arco:versions", recipe, "versions", i), list.get(i));
          }
        });
  }

  private static void sequence(RuleSubject s) {
    RuleSubject.each(
        s.document().path("arco:versions"),
        (recipe, versions) -> {
          JsonNode list = versions.path("versions");
          for (int i = 1; i < list.size(); i++) {
            long before = list.get(i - 1).path("sequence").asLong(i);
            long here = list.get(i).path("sequence").asLong(i + 1L);
            if (here <= before) {
              s.say(
                  RuleSubject.pointer("arco:versions", recipe, "versions", i, "sequence"),
                  "a number above " + before,
                  list.get(i).path("sequence"));
            }
          }
        });
  }

  /** The entry of a version in its collection's list. */
  private static JsonNode entry(RuleSubject s, String version) {
    for (JsonNode e : s.collection().path("arco:versions").path(s.recipe()).path("versions")) {
      if (e.path("version").asText().equals(version)) {
        return e;
      }
    }
    return MissingNode.getInstance();
  }

  private static void created(RuleSubject s) {
    JsonNode entry = entry(s, s.version());
    var listed = TimeRules.instant(entry.path("created").asText());
    var own = TimeRules.instant(s.properties().path("created").asText());
    if (listed.isPresent() && own.isPresent() && !listed.equals(own)) {
      s.say("/properties/created", listed.get().toString(), s.properties().path("created"));
    }
  }

  /** The version that a link of an item leads to; empty if to none of its recipe. */
  private static Optional<String> target(RuleSubject s, String key, JsonNode link) {
    return Links.resolve(key, link.path("href").asText())
        .filter(CatalogKeys::isItem)
        .filter(k -> k.startsWith(s.feedstock() + "/" + s.recipe() + "/"))
        .map(k -> k.split("/", -1)[2]);
  }

  private static void predecessor(RuleSubject s) {
    JsonNode links = s.document().path("links");
    long own = entry(s, s.version()).path("sequence").asLong(Long.MAX_VALUE);
    for (int i = 0; i < links.size(); i++) {
      if (links.get(i).path("rel").asText().equals("predecessor-version")) {
        Optional<String> other = target(s, s.key(), links.get(i));
        long before = other.map(v -> entry(s, v).path("sequence").asLong(-1)).orElse(-1L);
        boolean itself = other.equals(Optional.of(s.version()));
        // One that is not listed is a dangling link, or an unfinished registration: other rules.
        if (other.isEmpty() || itself || before > own) {
          s.say(
              "/links/" + i + "/href",
              "an earlier version of recipe '" + s.recipe() + "'",
              links.get(i).path("href"));
        }
      }
    }
  }

  private static void symmetric(RuleSubject s) {
    JsonNode links = s.document().path("links");
    for (int i = 0; i < links.size(); i++) {
      if (links.get(i).path("rel").asText().equals("successor-version")) {
        Optional<String> key = Links.resolve(s.key(), links.get(i).path("href").asText());
        JsonNode other = s.all().at(key.orElse(""));
        boolean back = false;
        for (JsonNode link : other.path("links")) {
          back |=
              link.path("rel").asText().equals("predecessor-version")
                  && target(s, key.orElse(""), link).equals(Optional.of(s.version()));
        }
        if (other.isObject() && !back) {
          s.say(
              "/links/" + i + "/href",
              "a version that names this one as its predecessor",
              "one that does not");
        }
      }
    }
  }

  private static void latest(RuleSubject s) {
    JsonNode links = s.document().path("links");
    Set<String> current = new TreeSet<>();
    for (Map.Entry<String, JsonNode> e : s.currentItems().entrySet()) {
      if (!s.isItem() || e.getKey().equals(s.recipe())) {
        current.add(
            CatalogKeys.item(
                s.feedstock(),
                e.getKey(),
                e.getValue().path("properties").path("version").asText()));
      }
    }
    for (int i = 0; i < links.size(); i++) {
      if (links.get(i).path("rel").asText().equals("latest-version")) {
        Optional<String> key = Links.resolve(s.key(), links.get(i).path("href").asText());
        if (key.isEmpty() || !current.contains(key.get())) {
          s.say("/links/" + i + "/href", "one of " + current, links.get(i).path("href"));
        }
      }
    }
  }
}
