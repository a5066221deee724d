package org.arcoforge.catalog.emit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.arcoforge.text.CutText;

/**
 * Writes each data set as a schema.org Dataset, by Google's rules: {@code dataset.jsonld}, and a
 * landing page that has it in its head.
 */
final class SchemaOrgEmit implements Emit {
  /** Least and most characters of a description that search engines take. */
  private static final int LEAST = 50;

  private static final int MOST = 5000;
  private static final Pattern ORCID = Pattern.compile("\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX]");

  @Override
  public Map<String, byte[]> each(EmittedDataset d) {
    ObjectNode document = document(d);
    return Map.of(
        d.folder() + "dataset.jsonld", EmitText.json(document),
        d.folder() + "index.html", EmitText.utf8(LandingPage.of(d, document)));
  }

  /** Returns the Dataset; addresses that are not known are left out. */
  static ObjectNode document(EmittedDataset d) {
    ObjectNode node = EmitText.object();
    node.put("@context", "https://schema.org/").put("@type", "Dataset");
    if (!d.site().url().isEmpty()) {
      node.put("@id", d.landing()).put("url", d.landing());
    }
    node.put("name", d.title());
    node.put("description", description(d));
    if (!d.doi().isEmpty()) {
      node.putArray("identifier").add("https://doi.org/" + d.doi());
      node.put("sameAs", "https://doi.org/" + d.doi());
    }
    node.put("version", d.version());
    node.put("dateModified", d.created());
    ArrayNode keywords = node.putArray("keywords");
    d.keywords().forEach(keywords::add);
    d.variables().stream()
        .map(EmittedDataset.Measured::standardName)
        .filter(name -> !name.isEmpty())
        .distinct()
        .forEach(keywords::add);
    if (!d.licenseUrl().isEmpty()) {
      node.put("license", d.licenseUrl());
    }
    node.put("isAccessibleForFree", true);
    people(d, node);
    if (!d.citation().isEmpty()) {
      node.putArray("citation").add(d.citation());
    }
    for (ObjectNode paper : d.publications()) {
      node.withArray("citation")
          .add("https://doi.org/" + EmitText.line(paper.path("doi").asText()));
    }
    for (ObjectNode notebook : d.notebooks()) {
      EmittedDataset.web(notebook.path("url").asText())
          .ifPresent(
              url ->
                  node.withArray("subjectOf")
                      .addObject()
                      .put("@type", "LearningResource")
                      .put("name", EmitText.line(notebook.path("title").asText("Notebook")))
                      .put("url", url));
    }
    coverage(d, node);
    for (EmittedDataset.Measured v : d.variables()) {
      ObjectNode one = node.withArray("variableMeasured").addObject();
      one.put("@type", "PropertyValue").put("name", v.name());
      put(one, "description", v.longName());
      put(one, "propertyID", v.standardName());
      put(one, "unitText", v.unit());
    }
    d.storeUrl()
        .ifPresent(
            url ->
                node.putArray("distribution")
                    .addObject()
                    .put("@type", "DataDownload")
                    .put("name", "Zarr store")
                    .put("encodingFormat", "application/vnd.zarr; version=" + d.zarrFormat())
                    .put("contentUrl", url));
    ObjectNode catalog = node.putObject("includedInDataCatalog");
    catalog.put("@type", "DataCatalog").put("name", d.site().name());
    put(catalog, "url", d.site().url());
    return node;
  }

  private static void put(ObjectNode node, String field, String text) {
    if (!text.isEmpty()) {
      node.put(field, text);
    }
  }

  private static String description(EmittedDataset d) {
    String text = d.description();
    if (text.length() < LEAST) {
      text =
          text
              + (text.isEmpty() || text.endsWith(".") ? " " : ". ")
              + d.title()
              + ": an analysis-ready data set in Zarr, version "
              + d.version()
              + ".";
    }
    return CutText.of(text.strip(), MOST);
  }

  private static void people(EmittedDataset d, ObjectNode node) {
    ArrayNode creators = node.putArray("creator");
    d.makers().forEach(m -> creators.addObject().put("@type", "Organization").put("name", m));
    ArrayNode maintainers = node.putArray("maintainer");
    for (ObjectNode m : d.maintainers()) {
      ObjectNode one = maintainers.addObject().put("@type", "Person");
      one.put("name", EmitText.line(m.path("name").asText()));
      String orcid = m.path("orcid").asText();
      if (ORCID.matcher(orcid).matches()) {
        one.put("@id", "https://orcid.org/" + orcid);
        one.put("sameAs", "https://orcid.org/" + orcid);
      }
    }
    if (maintainers.isEmpty()) {
      node.remove("maintainer");
    }
  }

  private static void coverage(EmittedDataset d, ObjectNode node) {
    List<String> interval = d.interval();
    if (!interval.isEmpty()) {
      node.put("temporalCoverage", String.join("/", interval));
    }
    List<Double> b = d.bbox();
    if (!b.isEmpty()) {
      // schema.org: south west north east, with blanks between.
      node.putObject("spatialCoverage")
          .put("@type", "Place")
          .putObject("geo")
          .put("@type", "GeoShape")
          .put("box", b.get(1) + " " + b.get(0) + " " + b.get(3) + " " + b.get(2));
    }
  }
}
