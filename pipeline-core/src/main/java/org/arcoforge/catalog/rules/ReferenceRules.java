package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.arcoforge.stac.CatalogKeys;
import org.arcoforge.stac.Links;

/** Says where links and assets may lead. */
final class ReferenceRules {
  private static final Set<String> SCHEMES = Set.of("https", "http", "gs", "s3");
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");
  private static final Pattern LOCAL = Pattern.compile("(?i)/.*|file:.*|[a-z]:[/\\\\].*|~.*");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)[a-z0-9+.-]+://[^/?#@\\s]+@.*|.*[?&](access_token|token|sig|signature|password|"
              + "passwd|secret|api_?key|x-amz-signature|x-amz-security-token|x-goog-signature|"
              + "awsaccesskeyid)=.+");

  private ReferenceRules() {}

  static List<CatalogRule> rules() {
    return List.of(
        CatalogRule.any(
            "link.root",
            "the link 'root' leads to catalog.json",
            CatalogRule.BUILD,
            s -> leads(s, "root", CatalogKeys.ROOT, true)),
        CatalogRule.both(
            "link.parent",
            "the link 'parent' leads one level up",
            CatalogRule.BUILD,
            s ->
                leads(
                    s,
                    "parent",
                    s.isItem() ? CatalogKeys.collection(s.feedstock()) : CatalogKeys.ROOT,
                    true)),
        CatalogRule.item(
            "link.collection",
            "the link 'collection' leads to the item's collection",
            CatalogRule.BAKE,
            s -> leads(s, "collection", CatalogKeys.collection(s.feedstock()), true)),
        CatalogRule.any(
            "link.self",
            "a link 'self' leads to the document itself",
            "take the link away: without it a copy of the catalog works too",
            s -> leads(s, "self", s.key(), false)),
        CatalogRule.any(
            "link.duplicate",
            "no two links have one relation and one address",
            CatalogRule.BUILD,
            ReferenceRules::duplicates),
        CatalogRule.item(
            "asset.dangling",
            "an asset within the catalog is there",
            "restore the file, or publish the version again",
            ReferenceRules::assets),
        CatalogRule.item(
                "asset.title",
                "an asset has a title",
                CatalogRule.BAKE,
                s ->
                    RuleSubject.each(
                        s.document().path("assets"),
                        (name, asset) -> {
                          if (asset.path("title").asText().isBlank()) {
                            s.say(
                                RuleSubject.pointer("assets", name, "title"),
                                "a title",
                                asset.path("title"));
                          }
                        }))
            .warning(),
        CatalogRule.any(
            "href.scheme",
            "addresses are relative, or https, http, gs or s3",
            CatalogRule.FEEDSTOCK,
            s ->
                hrefs(s)
                    .forEach(
                        h -> {
                          var scheme = SCHEME.matcher(h.text());
                          boolean other =
                              scheme.matches()
                                  && !SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT));
                          if (other && !LOCAL.matcher(h.text()).matches()) {
                            s.say(
                                h.pointer(),
                                "an https, http, gs or s3 address",
                                '"' + h.text() + '"');
                          }
                        })),
        CatalogRule.any(
            "href.local",
            "in a catalog that is not local, no address is a path of one machine",
            CatalogRule.FEEDSTOCK,
            s ->
                hrefs(s)
                    .forEach(
                        h -> {
                          if (!s.all().url().startsWith("file:")
                              && LOCAL.matcher(h.text()).matches()) {
                            s.say(
                                h.pointer(),
                                "an address that others can open",
                                '"' + h.text() + '"');
                          }
                        })),
        CatalogRule.any(
            "href.secret",
            "no address has a user, a password, a token or a signature in it",
            "withdraw that secret where it was made, then take it out of the address",
            s ->
                hrefs(s)
                    .forEach(
                        h -> {
                          if (SECRET.matcher(h.text()).matches()) {
                            s.say(h.pointer(), "an address without secrets", "one with a secret");
                          }
                        })),
        CatalogRule.any(
            "href.blank",
            "addresses are there, and have no blanks in them",
            CatalogRule.FEEDSTOCK,
            s ->
                hrefs(s)
                    .forEach(
                        h -> {
                          if (h.text().isEmpty() || h.text().matches(".*\\s.*")) {
                            s.say(h.pointer(), "an address without blanks", '"' + h.text() + '"');
                          }
                        })),
        CatalogRule.item(
            "storage.refs",
            "storage:refs name schemes that storage:schemes has",
            CatalogRule.BAKE,
            ReferenceRules::storage),
        CatalogRule.item(
                "storage.unused",
                "every scheme of storage:schemes is used by an asset",
                CatalogRule.BAKE,
                s -> {
                  Set<String> used = new TreeSet<>();
                  s.document()
                      .path("assets")
                      .forEach(a -> a.path("storage:refs").forEach(r -> used.add(r.asText())));
                  RuleSubject.each(
                      s.properties().path("storage:schemes"),
                      (name, scheme) -> {
                        if (!used.contains(name)) {
                          s.say(
                              RuleSubject.pointer("properties", "storage:schemes", name),
                              "an asset that uses it",
                              "none");
                        }
                      });
                })
            .warning());
  }

  /** An address and where it stands. */
  private record Href(String pointer, String text) {}

  private static List<Href> hrefs(RuleSubject s) {
    List<Href> all = new ArrayList<>();
    JsonNode links = s.document().path("links");
    for (int i = 0; i < links.size(); i++) {
      all.add(new Href("/links/" + i + "/href", links.get(i).path("href").asText()));
    }
    RuleSubject.each(
        s.document().path("assets"),
        (name, asset) ->
            all.add(
                new Href(
                    RuleSubject.pointer("assets", name, "href"), asset.path("href").asText())));
    JsonNode providers = s.fields().path("providers");
    for (int i = 0; i < providers.size(); i++) {
      if (providers.get(i).has("url")) {
        all.add(
            new Href(
                s.field("providers") + "/" + i + "/url", providers.get(i).path("url").asText()));
      }
    }
    return all;
  }

  private static void leads(RuleSubject s, String rel, String target, boolean needed) {
    JsonNode links = s.document().path("links");
    boolean found = false;
    for (int i = 0; i < links.size(); i++) {
      if (links.get(i).path("rel").asText().equals(rel)) {
        found = true;
        String href = links.get(i).path("href").asText();
        Optional<String> key = Links.resolve(s.key(), href);
        boolean own = s.all().url().concat(target).equals(href);
        if (!own && !key.equals(Optional.of(target))) {
          s.say("/links/" + i + "/href", "a link to " + target, links.get(i).path("href"));
        }
      }
    }
    if (!found && needed) {
      s.say("/links", "a link '" + rel + "' to " + target, "none");
    }
  }

  private static void duplicates(RuleSubject s) {
    Set<List<String>> seen = new HashSet<>();
    JsonNode links = s.document().path("links");
    for (int i = 0; i < links.size(); i++) {
      JsonNode link = links.get(i);
      if (!seen.add(List.of(link.path("rel").asText(), link.path("href").asText()))) {
        s.say("/links/" + i, "another link than those before", link);
      }
    }
  }

  private static void assets(RuleSubject s) {
    RuleSubject.each(
        s.document().path("assets"),
        (name, asset) -> {
          String href = asset.path("href").asText();
          Optional<String> key = Links.resolve(s.key(), href);
          if (key.isPresent() && !href.isEmpty() && !s.all().keys().contains(key.get())) {
            s.say(RuleSubject.pointer("assets", name, "href"), "a file at " + key.get(), "none");
          }
        });
  }

  private static void storage(RuleSubject s) {
    RuleSubject.each(
        s.document().path("assets"),
        (name, asset) -> {
          for (JsonNode ref : asset.path("storage:refs")) {
            if (!s.properties().path("storage:schemes").has(ref.asText())) {
              s.say(
                  RuleSubject.pointer("assets", name, "storage:refs"),
                  "a scheme of /properties/storage:schemes",
                  ref);
            }
          }
        });
  }
}
