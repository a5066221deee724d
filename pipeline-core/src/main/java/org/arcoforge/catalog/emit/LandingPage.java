package org.arcoforge.catalog.emit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.arcoforge.text.CutText;

/**
 * Writes the landing page of a data set: what search engines and people without JavaScript read. It
 * leads to the catalog's page, and runs nothing.
 */
final class LandingPage {
  private LandingPage() {}

  static String of(EmittedDataset d, JsonNode document) {
    StringBuilder out = new StringBuilder();
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    String summary = shorten(d.description());
    out.append("<meta name=\"description\" content=\"").append(EmitText.xml(summary));
    out.append("\">\n<title>").append(EmitText.xml(d.title())).append("</title>\n");
    if (!d.site().url().isEmpty()) {
      out.append("<link rel=\"canonical\" href=\"").append(EmitText.xml(d.landing()));
      out.append("\">\n");
    }
    for (String[] file : FILES) {
      out.append("<link rel=\"alternate\" type=\"").append(file[1]).append("\" href=\"");
      out.append(file[0]).append("\">\n");
    }
    out.append("<script type=\"application/ld+json\">").append(EmitText.script(document));
    out.append("</script>\n</head>\n<body>\n<main>\n<h1>").append(EmitText.xml(d.title()));
    out.append("</h1>\n<p>").append(EmitText.xml(d.description())).append("</p>\n<p><a href=\"");
    out.append("../../index.html#/data/").append(encoded(d.feedstock())).append('/');
    out.append(encoded(d.recipe()));
    out.append("\">Look at the data, and copy the code that opens them</a></p>\n<dl>\n");
    fact(out, "Licence", d.license());
    fact(out, "Made by", String.join(", ", d.makers()));
    fact(out, "Time", String.join(" to ", d.interval()));
    fact(out, "Version", d.version());
    fact(out, "Store", d.storeUrl().orElse(""));
    fact(out, "DOI", d.doi());
    fact(out, "Cite as", d.citation());
    out.append("</dl>\n");
    List<EmittedDataset.Measured> variables = d.variables();
    if (!variables.isEmpty()) {
      out.append("<h2>Variables</h2>\n<ul>\n");
      for (EmittedDataset.Measured v : variables) {
        String about = v.longName().isEmpty() ? "" : ": " + v.longName();
        String unit = v.unit().isEmpty() ? "" : " (" + v.unit() + ")";
        out.append("<li>").append(EmitText.xml(v.name() + about + unit)).append("</li>\n");
      }
      out.append("</ul>\n");
    }
    out.append("<p>");
    for (String[] file : FILES) {
      out.append("<a href=\"").append(file[0]).append("\">").append(file[2]).append("</a> ");
    }
    return out.append("</p>\n</main>\n</body>\n</html>\n").toString();
  }

  private static final String[][] FILES = {
    {"dataset.jsonld", "application/ld+json", "JSON-LD"},
    {"citation.bib", "application/x-bibtex", "BibTeX"},
    {"datacite.json", "application/vnd.datacite.datacite+json", "DataCite"},
    {"graph.jsonld", "application/ld+json", "Knowledge graph"}
  };

  private static void fact(StringBuilder out, String name, String value) {
    if (!value.isEmpty()) {
      out.append("<dt>").append(name).append("</dt><dd>").append(EmitText.xml(value));
      out.append("</dd>\n");
    }
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String shorten(String text) {
    return CutText.of(EmitText.line(text), 160);
  }
}
