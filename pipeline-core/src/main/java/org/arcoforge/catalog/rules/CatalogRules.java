package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.stac.CatalogKeys;
import org.arcoforge.stac.CatalogProblem;
import org.arcoforge.stac.Links;

/** Lists all rules of a catalog, and holds documents, stores and addresses against them. */
public final class CatalogRules {
  /** What the schemas, and the check of links and pointers in {@code stac}, say by themselves. */
  private static final List<CatalogRule> STRUCTURE =
      List.of(
          structure("stac.root", "there is a root document"),
          structure("stac.json", "every document is a JSON object"),
          structure("stac.schema", "every document is of STAC's schema, and of its extensions'"),
          structure("link.dangling", "relative links lead to documents that are there"),
          structure("link.outside", "links of the catalog's structure stay within it"),
          structure("link.child", "the root links every collection"),
          structure("id.collection", "a collection's id is its folder's name"),
          structure("id.place", "an item's collection, recipe and version are those of its folder"),
          structure("version.current", "the current version of a recipe is registered"),
          structure("version.links", "a collection links exactly the current items"),
          structure("version.item", "every registered version has an item"),
          structure("version.store", "an item's store is that of the version list"),
          structure("version.orphan", "every item is registered in its collection"));

  private static final List<CatalogRule> PURE =
      Stream.of(
              MediaTypeRules.rules(),
              GeometryRules.rules(),
              TimeRules.rules(),
              CubeRules.rules(),
              ReferenceRules.rules(),
              IdRules.rules(),
              LicenseRules.rules(),
              TextRules.rules(),
              VersionRules.rules(),
              FileRules.rules(),
              FreshnessRules.rules())
          .flatMap(List::stream)
          .toList();

  private CatalogRules() {}

  private static CatalogRule structure(String id, String holds) {
    return new CatalogRule(id, RuleSeverity.ERROR, holds, "", s -> true, s -> {});
  }

  /** Returns the rules that need nothing but documents. */
  static List<CatalogRule> pure() {
    return PURE;
  }

  /** Returns all rules as the rows of a Markdown table, sorted: id, severity, what holds. */
  public static List<String> table() {
    return Stream.of(STRUCTURE, PURE, StoreComparison.rules())
        .flatMap(List::stream)
        .sorted(Comparator.comparing(CatalogRule::id))
        .map(r -> "| `" + r.id() + "` | " + r.severity().word() + " | " + r.holds() + " |")
        .toList();
  }

  /** Holds all documents against the rules that need nothing else. */
  public static List<CatalogFinding> check(CatalogDocuments all, Instant now) {
    List<CatalogFinding> findings = new ArrayList<>();
    for (String key : all.documents().keySet()) {
      for (CatalogRule rule : PURE) {
        RuleSubject subject = new RuleSubject(all, key, now);
        if (rule.concerns().test(subject)) {
          rule.check().accept(subject);
          subject.told().forEach(t -> findings.add(finding(all, key, rule, t)));
        }
      }
    }
    return findings;
  }

  /** Returns what the schemas and the check of links found, as findings. */
  public static List<CatalogFinding> of(CatalogDocuments all, List<CatalogProblem> problems) {
    return problems.stream()
        .map(
            p ->
                new CatalogFinding(
                    p.rule(),
                    RuleSeverity.ERROR,
                    collection(p.url().substring(Math.min(all.url().length(), p.url().length()))),
                    p.url(),
                    p.pointer(),
                    p.message(),
                    "",
                    p.hint()))
        .toList();
  }

  private static CatalogFinding finding(
      CatalogDocuments all, String key, CatalogRule rule, RuleSubject.Told told) {
    return new CatalogFinding(
        rule.id(),
        rule.severity(),
        collection(key),
        all.url() + key,
        told.pointer(),
        told.expected(),
        told.found(),
        rule.fix());
  }

  private static String collection(String key) {
    return key.contains("/") ? CatalogKeys.feedstock(key) : "";
  }

  /** A metadata reader opens a store by its URL and returns what it says of itself. */
  public interface MetadataReader {
    /**
     * Returns the store's layout.
     *
     * @throws IOException if there is none, or it cannot be read
     */
    StoreLayout read(String storeUrl) throws IOException;
  }

  /** A probe asks for the metadata of a store at the address that readers are told. */
  public interface Probe {
    /** Returns why the store cannot be reached; empty if it can. */
    Optional<String> ask(String storeUrl, int zarrFormat);
  }

  /** Holds current items against their stores. */
  public static List<CatalogFinding> stores(CatalogDocuments all, MetadataReader reader) {
    List<CatalogFinding> findings = new ArrayList<>();
    for (RuleSubject s : current(all)) {
      String url = written(s);
      try {
        new StoreComparison(s, reader.read(url))
            .differences()
            .forEach(
                (rule, told) ->
                    told.forEach(t -> findings.add(finding(all, s.key(), ofStores(rule), t))));
      } catch (IOException e) {
        RuleSubject.Told told =
            new RuleSubject.Told(
                "/assets/zarr/href", "a store at " + url, String.valueOf(e.getMessage()));
        findings.add(finding(all, s.key(), ofStores("store.open"), told));
      }
    }
    return findings;
  }

  private static CatalogRule ofStores(String id) {
    return StoreComparison.rules().stream()
        .filter(r -> r.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Asks for the stores of current items at their addresses. */
  public static List<CatalogFinding> reached(CatalogDocuments all, Probe probe) {
    List<CatalogFinding> findings = new ArrayList<>();
    CatalogRule rule = ofStores("store.reached");
    for (RuleSubject s : current(all)) {
      String url = url(s);
      probe
          .ask(url, s.zarr().path("zarr:zarr_format").asInt())
          .ifPresent(
              why ->
                  findings.add(
                      finding(
                          all,
                          s.key(),
                          rule,
                          new RuleSubject.Told(
                              "/assets/zarr/href", "a store that answers at " + url, why))));
    }
    return findings;
  }

  /** Where bakes write the store; readers may be told another address. */
  private static String written(RuleSubject s) {
    for (JsonNode entry : s.collection().path("arco:versions").path(s.recipe()).path("versions")) {
      if (entry.path("version").asText().equals(s.version()) && entry.has("store")) {
        return Links.absolute(
            s.all().url(), CatalogKeys.collection(s.feedstock()), entry.path("store").asText());
      }
    }
    return url(s);
  }

  private static String url(RuleSubject s) {
    return Links.absolute(s.all().url(), s.key(), s.zarr().path("href").asText());
  }

  private static List<RuleSubject> current(CatalogDocuments all) {
    List<RuleSubject> subjects = new ArrayList<>();
    for (Map.Entry<String, JsonNode> e : all.documents().entrySet()) {
      RuleSubject s = new RuleSubject(all, e.getKey(), Instant.EPOCH);
      if (s.isItem()
          && s.collection()
              .path("arco:versions")
              .path(s.recipe())
              .path("current")
              .asText()
              .equals(s.version())) {
        subjects.add(s);
      }
    }
    return subjects;
  }
}
