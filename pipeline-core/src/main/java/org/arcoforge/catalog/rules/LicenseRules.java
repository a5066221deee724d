package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.arcoforge.recipe.yaml.Licenses;

/** Says what is said of rights, of who made the data, and of how to cite them. */
final class LicenseRules {
  private static final Pattern DOI = Pattern.compile("10\\.\\d{4,9}/[^\\s\"<>]+");
  private static final Set<String> ROLES = Set.of("producer", "licensor", "processor", "host");

  private LicenseRules() {}

  static List<CatalogRule> rules() {
    return List.of(
        CatalogRule.both(
            "license.spdx",
            "a licence is an SPDX id, or 'other'",
            CatalogRule.FEEDSTOCK,
            s -> {
              if (!Licenses.isKnown(s.fields().path("license").asText())) {
                s.say(s.field("license"), "an SPDX id, or \"other\"", s.fields().path("license"));
              }
            }),
        CatalogRule.collection(
            "license.link",
            "a licence 'other' comes with a link to its text",
            CatalogRule.FEEDSTOCK,
            s -> {
              boolean other = s.document().path("license").asText().equals(Licenses.OTHER);
              if (other && link(s, "license").isMissingNode()) {
                s.say("/links", "a link of rel license", "none");
              }
            }),
        CatalogRule.both(
                "provider.any",
                "somebody is named as producer or licensor of the data",
                CatalogRule.FEEDSTOCK,
                s -> {
                  boolean named = false;
                  for (JsonNode provider : s.fields().path("providers")) {
                    for (JsonNode role : provider.path("roles")) {
                      named |= Set.of("producer", "licensor").contains(role.asText());
                    }
                    named |= provider.path("roles").isEmpty(); // another rule's
                  }
                  if (!named) {
                    s.say(
                        s.field("providers"),
                        "a producer or licensor",
                        s.fields().path("providers"));
                  }
                })
            .warning(),
        CatalogRule.both(
            "provider.roles",
            "a provider has roles: producer, licensor, processor or host",
            CatalogRule.FEEDSTOCK,
            LicenseRules::roles),
        CatalogRule.both(
                "provider.duplicate",
                "a provider is named once",
                CatalogRule.FEEDSTOCK,
                s -> {
                  Set<String> seen = new java.util.HashSet<>();
                  JsonNode providers = s.fields().path("providers");
                  for (int i = 0; i < providers.size(); i++) {
                    if (!seen.add(providers.get(i).path("name").asText())) {
                      s.say(
                          s.field("providers") + "/" + i + "/name",
                          "another provider",
                          providers.get(i).path("name"));
                    }
                  }
                })
            .warning(),
        CatalogRule.both(
            "doi.form",
            "a DOI is written as 10.NNNN/…, without an address before it",
            CatalogRule.FEEDSTOCK,
            LicenseRules::dois),
        CatalogRule.both(
            "doi.link",
            "a DOI comes with a link 'cite-as' to it",
            CatalogRule.FEEDSTOCK,
            s -> {
              String doi = s.fields().path("sci:doi").asText();
              String href = "https://doi.org/" + doi;
              boolean found = !DOI.matcher(doi).matches();
              for (JsonNode link : s.document().path("links")) {
                found |=
                    link.path("rel").asText().equals("cite-as")
                        && link.path("href").asText().equals(href);
              }
              if (!found) {
                s.say("/links", "a link cite-as to " + href, "none");
              }
            }),
        CatalogRule.both(
                "doi.own",
                "the data's own DOI is not among the publications that are about them",
                CatalogRule.FEEDSTOCK,
                s -> {
                  String doi = s.fields().path("sci:doi").asText();
                  JsonNode papers = s.fields().path("sci:publications");
                  for (int i = 0; i < papers.size(); i++) {
                    if (!doi.isEmpty()
                        && papers.get(i).path("doi").asText().equalsIgnoreCase(doi)) {
                      s.say(
                          s.field("sci:publications") + "/" + i + "/doi",
                          "another DOI than the data's",
                          papers.get(i).path("doi"));
                    }
                  }
                })
            .warning());
  }

  private static JsonNode link(RuleSubject s, String rel) {
    for (JsonNode link : s.document().path("links")) {
      if (link.path("rel").asText().equals(rel)) {
        return link;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  private static void roles(RuleSubject s) {
    JsonNode providers = s.fields().path("providers");
    for (int i = 0; i < providers.size(); i++) {
      JsonNode roles = providers.get(i).path("roles");
      boolean known = !roles.isEmpty();
      for (JsonNode role : roles) {
        known &= ROLES.contains(role.asText());
      }
      if (!known) {
        s.say(
            s.field("providers") + "/" + i + "/roles",
            "producer, licensor, processor or host",
            roles);
      }
    }
  }

  private static void dois(RuleSubject s) {
    JsonNode doi = s.fields().path("sci:doi");
    if (!doi.isMissingNode() && !DOI.matcher(doi.asText()).matches()) {
      s.say(s.field("sci:doi"), "a DOI such as 10.5281/zenodo.1234567", doi);
    }
    JsonNode papers = s.fields().path("sci:publications");
    for (int i = 0; i < papers.size(); i++) {
      JsonNode one = papers.get(i).path("doi");
      if (!one.isMissingNode() && !DOI.matcher(one.asText()).matches()) {
        s.say(
            s.field("sci:publications") + "/" + i + "/doi",
            "a DOI such as 10.5194/gmd-9-1937-2016",
            one);
      }
    }
  }
}
