package org.arcoforge.catalog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.store.ObjectStore;

/** Answers plain questions about what the data sets of a catalog have to do with. */
public final class CatalogGraph {
  private static final Map<String, String> WORDS =
      Map.of(
          "schema:citation", "is told of in",
          "schema:maintainer", "is looked after by",
          "schema:creator", "was produced by",
          "schema:copyrightHolder", "is licensed by",
          "schema:contributor", "was processed by",
          "schema:provider", "is hosted by",
          "schema:subjectOf", "is used in",
          "schema:sameAs", "has the DOI");

  private final Map<String, JsonNode> nodes = new TreeMap<>();
  private final Map<String, List<JsonNode>> versions = new TreeMap<>(); // by data set
  private final Map<String, Set<String>> stores;

  private CatalogGraph(JsonNode document, Map<String, Set<String>> stores) {
    for (JsonNode node : document.path("@graph")) {
      nodes.put(node.path("@id").asText(), node);
    }
    for (JsonNode node : nodes.values()) {
      String dataset = node.path("prov:specializationOf").path(0).path("@id").asText();
      versions.computeIfAbsent(dataset, d -> new ArrayList<>()).add(node);
    }
    this.stores = stores;
  }

  /**
   * Reads the catalog in a store.
   *
   * @throws IOException if it cannot be read
   */
  public static CatalogGraph read(ObjectStore store) throws IOException {
    Catalog catalog = Catalog.open(store);
    List<JsonNode> lists = new ArrayList<>();
    Map<String, Set<String>> stores = new TreeMap<>();
    for (ObjectNode collection : catalog.collections()) {
      String feedstock = collection.path("id").asText();
      for (Map.Entry<String, JsonNode> item : catalog.currentItems(collection).entrySet()) {
        lists.add(GraphNodes.of(collection, item.getKey(), item.getValue()));
        Set<String> urls = new LinkedHashSet<>();
        urls.add(item.getValue().path("assets").path("zarr").path("href").asText());
        for (CatalogVersion version : catalog.versions(feedstock, item.getKey())) {
          urls.add(version.storeUrl());
        }
        stores.put(GraphNodes.dataset(feedstock, item.getKey()), urls);
      }
    }
    return new CatalogGraph(GraphNodes.document(lists), stores);
  }

  private JsonNode node(String id) {
    return nodes.getOrDefault(id, MissingNode.getInstance());
  }

  private static boolean is(JsonNode node, String type) {
    for (JsonNode one : node.path("@type")) {
      if (one.asText().equals(type)) {
        return true;
      }
    }
    return false;
  }

  private List<JsonNode> datasets() {
    return nodes.values().stream().filter(n -> is(n, "schema:Dataset")).toList();
  }

  private List<JsonNode> targets(JsonNode from, String field) {
    List<JsonNode> all = new ArrayList<>();
    from.path(field).forEach(link -> all.add(node(link.path("@id").asText())));
    return all;
  }

  private GraphAnswer answer(JsonNode dataset, String relation, String what) {
    return new GraphAnswer(
        dataset.path("schema:identifier").asText(),
        dataset.path("schema:name").asText(),
        relation,
        what,
        targets(dataset, "schema:maintainer").stream()
            .map(p -> p.path("schema:name").asText())
            .toList());
  }

  /** Returns the data sets that a paper has to do with, by its DOI or an address of it. */
  public List<GraphAnswer> paper(String doi) {
    String own = doi.strip().replaceFirst("(?i)^(https?://(dx\\.)?doi\\.org/|doi:)", "");
    String id = "https://doi.org/" + own;
    List<GraphAnswer> found = new ArrayList<>();
    for (JsonNode dataset : datasets()) {
      for (String field : List.of("schema:citation", "schema:sameAs")) {
        for (JsonNode link : dataset.path(field)) {
          if (link.path("@id").asText().equalsIgnoreCase(id)) {
            String name = node(link.path("@id").asText()).path("schema:name").asText(own);
            found.add(answer(dataset, word(field), name));
          }
        }
      }
    }
    return found;
  }

  /**
   * Returns the data sets that are made of an archive's files, by its host or a URL's beginning.
   */
  public List<GraphAnswer> archive(String hostOrPrefix) {
    String asked = hostOrPrefix.strip();
    boolean url = asked.contains("://");
    return made(
        template ->
            url
                ? GraphSources.prefix(template).startsWith(asked)
                    || GraphSources.meets(template, asked)
                : GraphSources.host(template).equalsIgnoreCase(asked)
                    || GraphSources.host(template)
                        .toLowerCase(Locale.ROOT)
                        .endsWith("." + asked.toLowerCase(Locale.ROOT)));
  }

  private List<GraphAnswer> made(Predicate<String> wanted) {
    List<GraphAnswer> found = new ArrayList<>();
    for (JsonNode dataset : datasets()) {
      for (String template : templates(dataset)) {
        if (wanted.test(template)) {
          found.add(answer(dataset, "is made of", template));
        }
      }
    }
    return found;
  }

  /** Templates of what the current version of a data set was made of. */
  private List<String> templates(JsonNode dataset) {
    List<String> templates = new ArrayList<>();
    for (JsonNode version : versions(dataset)) {
      for (JsonNode source : targets(version, "prov:wasDerivedFrom")) {
        templates.add(source.path("arco:template").asText());
      }
    }
    return templates;
  }

  private List<JsonNode> versions(JsonNode dataset) {
    return versions.getOrDefault(dataset.path("@id").asText(), List.of());
  }

  /**
   * Returns what must be baked again if a source changes: the data sets that are made of it, and
   * those that are made of their stores, and so on.
   */
  public List<GraphAnswer> source(String url) {
    List<GraphAnswer> found = new ArrayList<>(made(t -> GraphSources.meets(t, url.strip())));
    Set<String> seen = new LinkedHashSet<>();
    found.forEach(a -> seen.add(a.dataset()));
    for (int i = 0; i < found.size(); i++) {
      String id = found.get(i).dataset();
      String[] ids = id.split("/", 2);
      for (String store : stores.getOrDefault(GraphNodes.dataset(ids[0], ids[1]), Set.of())) {
        for (GraphAnswer next : made(t -> !store.isEmpty() && GraphSources.meets(t, store))) {
          if (seen.add(next.dataset())) {
            found.add(
                new GraphAnswer(
                    next.dataset(),
                    next.title(),
                    "is made of the store of " + id,
                    next.what(),
                    next.maintainers()));
          }
        }
      }
    }
    return found;
  }

  /** Returns the data sets that somebody has to do with, by name, ORCID or GitHub's name. */
  public List<GraphAnswer> person(String nameOrId) {
    String asked = nameOrId.strip().replaceFirst("(?i)^https?://orcid\\.org/", "");
    String small = asked.toLowerCase(Locale.ROOT);
    List<GraphAnswer> found = new ArrayList<>();
    for (JsonNode dataset : datasets()) {
      for (String field :
          List.of(
              "schema:maintainer",
              "schema:creator",
              "schema:copyrightHolder",
              "schema:contributor",
              "schema:provider")) {
        for (JsonNode one : targets(dataset, field)) {
          String name = one.path("schema:name").asText();
          String id = one.path("@id").asText();
          if (name.toLowerCase(Locale.ROOT).contains(small)
              || id.equals("https://orcid.org/" + asked)
              || id.equalsIgnoreCase("https://github.com/" + asked)) {
            found.add(answer(dataset, word(field), name));
          }
        }
      }
    }
    return found;
  }

  /** Returns the neighbourhood of a data set, or of all of a feedstock's, by id. */
  public List<GraphAnswer> dataset(String id) {
    List<GraphAnswer> found = new ArrayList<>();
    for (JsonNode dataset : datasets()) {
      String own = dataset.path("schema:identifier").asText();
      if (own.equals(id) || own.startsWith(id + "/")) {
        WORDS.keySet().stream()
            .sorted()
            .forEach(
                field -> {
                  for (JsonNode link : dataset.path(field)) {
                    String target = link.path("@id").asText();
                    String name = node(target).path("schema:name").asText(target);
                    found.add(answer(dataset, word(field), name));
                  }
                });
        for (JsonNode version : versions(dataset)) {
          String name = version.path("schema:version").asText();
          boolean current = version.path("arco:current").asBoolean();
          found.add(answer(dataset, current ? "has the current version" : "has the version", name));
          for (JsonNode run : targets(version, "prov:wasGeneratedBy")) {
            found.add(answer(dataset, "was made by the run", run.path("schema:name").asText()));
            for (JsonNode used : targets(run, "prov:used")) {
              String relation = is(used, "prov:Plan") ? "was made after the recipe" : "is made of";
              String digest = is(used, "prov:Plan") ? " (" + used.path("@id").asText() + ")" : "";
              found.add(answer(dataset, relation, used.path("schema:name").asText() + digest));
            }
            for (JsonNode software : targets(run, "prov:wasAssociatedWith")) {
              found.add(answer(dataset, "was made with", software.path("schema:name").asText()));
            }
          }
        }
      }
    }
    return found;
  }

  /** Returns the ids of all data sets. */
  public List<String> ids() {
    return datasets().stream().map(d -> d.path("schema:identifier").asText()).sorted().toList();
  }

  private static String word(String field) {
    return WORDS.getOrDefault(field, field);
  }
}
