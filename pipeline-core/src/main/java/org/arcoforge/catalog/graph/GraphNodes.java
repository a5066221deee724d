package org.arcoforge.catalog.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the nodes of the graph. They are JSON-LD objects whose {@code @id} is the same wherever the
 * thing is met. The context is in the document: no network is needed to read it.
 */
public final class GraphNodes {
  private static final String HIDDEN =
      "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]";

  private final Map<String, ObjectNode> nodes = new TreeMap<>();

  private GraphNodes() {}

  /** Returns the nodes of one data set: a recipe and its registered versions. */
  public static ArrayNode of(JsonNode collection, String recipe, JsonNode item) {
    GraphNodes graph = new GraphNodes();
    graph.add(collection, recipe, item);
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    graph.nodes.values().forEach(list::add);
    return list;
  }

  /** Returns a document of several lists of nodes; what is in several of them is there once. */
  public static ObjectNode document(List<JsonNode> lists) {
    Map<String, ObjectNode> all = new TreeMap<>();
    for (JsonNode list : lists) {
      for (JsonNode node : list) {
        if (node instanceof ObjectNode one) {
          all.merge(one.path("@id").asText(), one.deepCopy(), GraphNodes::merged);
        }
      }
    }
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.set("@context", context());
    ArrayNode graph = document.putArray("@graph");
    all.values().forEach(graph::add);
    return document;
  }

  private static ObjectNode merged(ObjectNode a, ObjectNode b) {
    b.fields()
        .forEachRemaining(
            f -> {
              JsonNode own = a.path(f.getKey());
              if (own.isMissingNode()) {
                a.set(f.getKey(), f.getValue());
              } else if (!own.equals(f.getValue()) && f.getValue().isArray() && own.isArray()) {
                TreeSet<String> seen = new TreeSet<>();
                own.forEach(n -> seen.add(n.toString()));
                f.getValue()
                    .forEach(
                        n -> {
                          if (seen.add(n.toString())) {
                            ((ArrayNode) own).add(n);
                          }
                        });
              }
            });
    return a;
  }

  private static ObjectNode context() {
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    context.put("schema", "https://schema.org/").put("prov", "http://www.w3.org/ns/prov#");
    context.put("arco", "https://arcoforge.org/ns#");
    context.put("xsd", "http://www.w3.org/2001/XMLSchema#");
    context.putObject("prov:startedAtTime").put("@type", "xsd:dateTime");
    return context;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String plain(JsonNode text) {
    return text.asText().replaceAll(HIDDEN, "").strip();
  }

  static String dataset(String feedstock, String recipe) {
    return "urn:arco:dataset:" + encoded(feedstock) + "/" + encoded(recipe);
  }

  private ObjectNode node(String id, String... types) {
    return nodes.computeIfAbsent(
        id,
        key -> {
          ObjectNode node = JsonNodeFactory.instance.objectNode().put("@id", key);
          ArrayNode list = node.putArray("@type");
          List.of(types).forEach(list::add);
          return node;
        });
  }

  private static void link(ObjectNode from, String field, String id) {
    ArrayNode list = from.withArray(field);
    for (JsonNode one : list) {
      if (one.path("@id").asText().equals(id)) {
        return;
      }
    }
    list.addObject().put("@id", id);
  }

  private void add(JsonNode collection, String recipe, JsonNode item) {
    String feedstock = collection.path("id").asText();
    JsonNode properties = item.path("properties");
    ObjectNode dataset = node(dataset(feedstock, recipe), "schema:Dataset", "prov:Entity");
    dataset.put("schema:name", plain(collection.path("title")));
    dataset.put("schema:identifier", feedstock + "/" + recipe);
    dataset.put("schema:license", plain(collection.path("license")));
    people(dataset, collection);
    papers(dataset, collection);
    String current = plain(properties.path("version"));
    String before = "";
    for (JsonNode entry : collection.path("arco:versions").path(recipe).path("versions")) {
      String name = plain(entry.path("version"));
      ObjectNode version = version(feedstock, recipe, name);
      version.put("schema:dateCreated", plain(entry.path("created")));
      version.put("arco:current", name.equals(current));
      link(version, "prov:specializationOf", dataset.path("@id").asText());
      if (!before.isEmpty()) {
        link(version, "prov:wasRevisionOf", id(feedstock, recipe, before));
      }
      before = name;
    }
    ObjectNode version = version(feedstock, recipe, current);
    version.put("arco:current", true);
    link(version, "prov:specializationOf", dataset.path("@id").asText());
    String store = plain(item.path("assets").path("zarr").path("href"));
    if (!store.isEmpty() && !GraphSources.isOfOneMachine(store)) {
      version.put("schema:contentUrl", store);
    }
    made(version, feedstock, recipe, current, properties);
  }

  private static String id(String feedstock, String recipe, String version) {
    return "urn:arco:version:"
        + encoded(feedstock)
        + "/"
        + encoded(recipe)
        + "/"
        + encoded(version);
  }

  private ObjectNode version(String feedstock, String recipe, String version) {
    ObjectNode node = node(id(feedstock, recipe, version), "prov:Entity", "arco:Version");
    node.put("schema:version", version);
    node.put("schema:name", feedstock + "/" + recipe + "@" + version);
    return node;
  }

  private void made(
      ObjectNode version, String feedstock, String recipe, String name, JsonNode properties) {
    JsonNode processing = properties.path("arco:processing");
    String runName = processing.path("run").asText(name);
    ObjectNode run =
        node(
            "urn:arco:run:" + encoded(feedstock) + "/" + encoded(recipe) + "/" + encoded(runName),
            "prov:Activity");
    run.put("schema:name", runName);
    run.put(
        "prov:startedAtTime", processing.path("created").asText(plain(properties.path("created"))));
    link(version, "prov:wasGeneratedBy", run.path("@id").asText());
    JsonNode digest = processing.path("sources").path("digest");
    if (digest.isTextual()) {
      run.put("arco:sourcesDigest", plain(digest));
    }
    String text = properties.path("processing:expression").path("expression").asText();
    if (!text.isEmpty()) {
      ObjectNode plan =
          node(
              "urn:sha256:" + sha256(text),
              "prov:Plan",
              "prov:Entity",
              "schema:SoftwareSourceCode");
      plan.put("schema:name", feedstock + "/" + recipe);
      for (String field : List.of("commit", "repository")) {
        if (processing.path(field).isTextual()) {
          plan.put("arco:" + field, plain(processing.path(field)));
        }
      }
      link(run, "prov:used", plan.path("@id").asText());
      sources(run, version, text);
    }
    RuntimeNames.of(properties)
        .forEach(
            (id, software) -> {
              ObjectNode one = node(id, "schema:SoftwareApplication", "prov:SoftwareAgent");
              one.put("schema:name", software);
              link(run, "prov:wasAssociatedWith", id);
            });
  }

  private void sources(ObjectNode run, ObjectNode version, String recipe) {
    for (String told : GraphSources.of(recipe)) {
      String template =
          GraphSources.isOfOneMachine(told) ? told.substring(told.lastIndexOf('/') + 1) : told;
      String archive = GraphSources.archive(template);
      String id = archive.isEmpty() ? "urn:arco:files:" + encoded(template) : iri(template);
      ObjectNode source = node(id, "prov:Entity", "arco:Source");
      source.put("schema:name", template.replaceAll(HIDDEN, ""));
      source.put("arco:template", template);
      if (!archive.isEmpty()) {
        ObjectNode host = node(iri(archive), "schema:DataCatalog", "arco:Archive");
        host.put("schema:name", GraphSources.host(template));
        link(source, "schema:includedInDataCatalog", host.path("@id").asText());
      }
      link(run, "prov:used", id);
      link(version, "prov:wasDerivedFrom", id);
    }
  }

  /** An IRI of a template or a URL: what may not stand in one is encoded. */
  private static String iri(String url) {
    StringBuilder iri = new StringBuilder();
    for (byte b : url.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean may = c > 0x20 && c < 0x7f && "<>\"{}|\\^`".indexOf(c) < 0;
      iri.append(may ? String.valueOf(c) : String.format(java.util.Locale.ROOT, "%%%02X", (int) c));
    }
    return iri.toString();
  }

  private void people(ObjectNode dataset, JsonNode collection) {
    for (JsonNode m : collection.path("arco:maintainers")) {
      String orcid = m.path("orcid").asText();
      String github = m.path("github").asText();
      String id =
          orcid.matches("[\\dX-]{19}")
              ? "https://orcid.org/" + orcid
              : github.matches("[A-Za-z0-9-]+")
                  ? "https://github.com/" + github
                  : "urn:arco:person:" + encoded(plain(m.path("name")));
      ObjectNode person = node(id, "schema:Person", "prov:Person");
      person.put("schema:name", plain(m.path("name")));
      link(dataset, "schema:maintainer", id);
    }
    for (JsonNode p : collection.path("providers")) {
      String id = "urn:arco:organization:" + encoded(plain(p.path("name")));
      node(id, "schema:Organization", "prov:Organization")
          .put("schema:name", plain(p.path("name")));
      for (JsonNode role : p.path("roles")) {
        String field =
            switch (role.asText()) {
              case "producer" -> "schema:creator";
              case "licensor" -> "schema:copyrightHolder";
              case "processor" -> "schema:contributor";
              default -> "schema:provider";
            };
        link(dataset, field, id);
      }
    }
  }

  private void papers(ObjectNode dataset, JsonNode collection) {
    for (JsonNode paper : collection.path("sci:publications")) {
      String id = iri("https://doi.org/" + plain(paper.path("doi")));
      ObjectNode node = node(id, "schema:ScholarlyArticle");
      String citation = plain(paper.path("citation"));
      node.put("schema:name", citation.isEmpty() ? plain(paper.path("doi")) : citation);
      link(dataset, "schema:citation", id);
    }
    String own = plain(collection.path("sci:doi"));
    if (!own.isEmpty()) {
      dataset.putArray("schema:sameAs").addObject().put("@id", iri("https://doi.org/" + own));
    }
    for (JsonNode notebook : collection.path("arco:notebooks")) {
      String url = notebook.path("url").asText();
      if (url.matches("(?i)https?://\\S+")) {
        node(iri(url), "schema:LearningResource")
            .put("schema:name", notebook.path("title").asText("Notebook"));
        link(dataset, "schema:subjectOf", iri(url));
      }
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
