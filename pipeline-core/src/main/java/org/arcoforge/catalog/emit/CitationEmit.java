package org.arcoforge.catalog.emit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Writes how data sets are cited: BibTeX, and the metadata of DataCite 4.5 as JSON. */
final class CitationEmit implements Emit {
  @Override
  public Map<String, byte[]> whole(
      List<EmittedDataset> all, EmittedDataset.Site site, List<String> notes) {
    StringBuilder out = new StringBuilder();
    all.forEach(d -> out.append(bibtex(d)).append('\n'));
    return Map.of("citations.bib", EmitText.utf8(out.toString()));
  }

  @Override
  public Map<String, byte[]> each(EmittedDataset d) {
    return Map.of(
        d.folder() + "citation.bib", EmitText.utf8(bibtex(d)),
        d.folder() + "datacite.json", EmitText.json(datacite(d)));
  }

  static String bibtex(EmittedDataset d) {
    String key = (d.feedstock() + ":" + d.recipe()).replaceAll("[^A-Za-z0-9:._-]", "");
    StringBuilder out = new StringBuilder("@misc{").append(key);
    field(out, "title", '{' + EmitText.bibtex(d.title()) + '}');
    List<String> makers = d.makers().stream().map(m -> '{' + EmitText.bibtex(m) + '}').toList();
    field(out, "author", String.join(" and ", makers));
    field(out, "year", EmitText.bibtex(d.year()));
    field(out, "version", EmitText.bibtex(d.version()));
    field(out, "publisher", EmitText.bibtex(d.site().name()));
    // DOIs and URLs are verbatim: what could end them was refused before.
    field(out, "doi", d.doi());
    field(out, "url", d.site().url().isEmpty() ? d.storeUrl().orElse("") : d.landing());
    field(out, "howpublished", "Zarr");
    field(out, "note", EmitText.bibtex(d.citation()));
    return out.append("\n}\n").toString();
  }

  private static void field(StringBuilder out, String name, String value) {
    if (!value.isEmpty()) {
      out.append(",\n  ").append(name).append(" = {").append(value).append('}');
    }
  }

  static ObjectNode datacite(EmittedDataset d) {
    ObjectNode node = EmitText.object();
    node.put("schemaVersion", "http://datacite.org/schema/kernel-4");
    if (!d.doi().isEmpty()) {
      node.put("doi", d.doi());
    }
    ArrayNode creators = node.putArray("creators");
    List<String> makers = d.makers().isEmpty() ? List.of(":unav") : d.makers();
    makers.forEach(m -> creators.addObject().put("name", m).put("nameType", "Organizational"));
    node.putArray("titles").addObject().put("title", d.title().isEmpty() ? d.id() : d.title());
    node.putObject("publisher").put("name", d.site().name());
    node.put("publicationYear", d.year());
    node.putObject("types").put("resourceTypeGeneral", "Dataset").put("resourceType", "Zarr store");
    ArrayNode subjects = node.putArray("subjects");
    d.keywords().stream().distinct().forEach(k -> subjects.addObject().put("subject", k));
    d.variables().stream()
        .map(EmittedDataset.Measured::standardName)
        .filter(name -> !name.isEmpty())
        .distinct()
        .forEach(
            name ->
                subjects
                    .addObject()
                    .put("subject", name)
                    .put("subjectScheme", "CF Standard Names")
                    .put("schemeUri", "https://cfconventions.org/standard-names.html"));
    ArrayNode contributors = node.putArray("contributors");
    for (ObjectNode m : d.maintainers()) {
      ObjectNode one = contributors.addObject().put("name", EmitText.line(m.path("name").asText()));
      one.put("nameType", "Personal").put("contributorType", "DataCurator");
      if (m.path("orcid").asText().matches("\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX]")) {
        one.putArray("nameIdentifiers")
            .addObject()
            .put("nameIdentifier", "https://orcid.org/" + m.path("orcid").asText())
            .put("nameIdentifierScheme", "ORCID")
            .put("schemeUri", "https://orcid.org");
      }
    }
    ArrayNode dates = node.putArray("dates");
    dates.addObject().put("date", d.created()).put("dateType", "Created");
    if (!d.interval().isEmpty()) {
      dates
          .addObject()
          .put("date", String.join("/", d.interval()))
          .put("dateType", "Other")
          .put("dateInformation", "times that the data cover");
    }
    for (ObjectNode paper : d.publications()) {
      node.withArray("relatedIdentifiers")
          .addObject()
          .put("relatedIdentifier", EmitText.line(paper.path("doi").asText()))
          .put("relatedIdentifierType", "DOI")
          .put("relationType", "IsReferencedBy");
    }
    if (d.zarr().path("file:size").isNumber()) {
      node.putArray("sizes").add(d.zarr().path("file:size").asLong() + " bytes");
    }
    node.putArray("formats").add("application/vnd.zarr; version=" + d.zarrFormat());
    node.put("version", d.version());
    ObjectNode rights = node.putArray("rightsList").addObject().put("rights", d.license());
    if (!d.licenseUrl().isEmpty()) {
      rights.put("rightsUri", d.licenseUrl());
    }
    if (!d.license().equals("other")) {
      rights.put("rightsIdentifier", d.license()).put("rightsIdentifierScheme", "SPDX");
      rights.put("schemeUri", "https://spdx.org/licenses/");
    }
    node.putArray("descriptions")
        .addObject()
        .put("description", d.description())
        .put("descriptionType", "Abstract");
    List<Double> b = d.bbox();
    if (!b.isEmpty()) {
      node.putArray("geoLocations")
          .addObject()
          .putObject("geoLocationBox")
          .put("westBoundLongitude", b.get(0))
          .put("southBoundLatitude", b.get(1))
          .put("eastBoundLongitude", b.get(2))
          .put("northBoundLatitude", b.get(3));
    }
    if (!d.site().url().isEmpty()) {
      node.put("url", d.landing());
    }
    return node;
  }
}
