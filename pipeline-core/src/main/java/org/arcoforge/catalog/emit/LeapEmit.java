package org.arcoforge.catalog.emit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes what LEAP's web catalog reads: {@code leap.json}, an array of feedstocks; one {@code
 * catalog.yaml} a feedstock; and {@code input.yaml}, which lists their addresses.
 */
final class LeapEmit implements Emit {
  static final String KEY = "leap.json";
  private static final String INPUT = "input.yaml";

  @Override
  public Map<String, byte[]> whole(
      List<EmittedDataset> all, EmittedDataset.Site site, List<String> notes) {
    Map<String, List<EmittedDataset>> feedstocks = new TreeMap<>();
    for (EmittedDataset d : all) {
      feedstocks.computeIfAbsent(d.feedstock(), f -> new ArrayList<>()).add(d);
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    List<String> lacking = new ArrayList<>();
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    StringBuilder input = new StringBuilder("feedstocks:");
    feedstocks.forEach(
        (feedstock, datasets) -> {
          ObjectNode element = element(datasets, lacking);
          if (!element.path("stores").isEmpty()) {
            array.add(element);
            input.append("\n  - ").append(EmitText.yaml(site.url() + key(feedstock)));
          }
        });
    if (!lacking.isEmpty()) {
      notes.add(
          KEY
              + ": the stores of "
              + EmitText.some(lacking)
              + ", whose URLs are not known; give the catalog's with --catalog-url, or the stores'"
              + " with --public-url");
    }
    files.put(KEY, EmitText.json(array));
    if (site.url().isEmpty()) {
      notes.add(INPUT + ": it lists URLs; give the catalog's with --catalog-url");
    } else {
      files.put(INPUT, EmitText.utf8(input.append(array.isEmpty() ? " []\n" : "\n").toString()));
    }
    return files;
  }

  private static String key(String feedstock) {
    return feedstock + "/catalog.yaml";
  }

  @Override
  public Map<String, byte[]> feedstock(List<EmittedDataset> own) {
    ObjectNode element = element(own, new ArrayList<>());
    return element.path("stores").isEmpty()
        ? Map.of()
        : Map.of(key(own.get(0).feedstock()), EmitText.json(element)); // JSON is YAML
  }

  private static ObjectNode element(List<EmittedDataset> datasets, List<String> lacking) {
    EmittedDataset first = datasets.get(0);
    JsonNode collection = first.collection();
    ObjectNode element = EmitText.object();
    element.put("title", EmitText.line(collection.path("title").asText()));
    element.put("description", first.description());
    ArrayNode maintainers = element.putArray("maintainers");
    for (ObjectNode m : first.maintainers()) {
      ObjectNode one = maintainers.addObject().put("name", EmitText.line(m.path("name").asText()));
      if (m.path("github").isTextual()) {
        one.put("github", EmitText.line(m.path("github").asText()));
      }
    }
    ObjectNode provenance = element.putObject("provenance");
    ArrayNode providers = provenance.putArray("providers");
    for (JsonNode p : collection.path("providers")) {
      ObjectNode one = providers.addObject().put("name", EmitText.line(p.path("name").asText()));
      one.put("description", EmitText.line(p.path("description").asText()));
      ArrayNode roles = one.putArray("roles");
      p.path("roles").forEach(r -> roles.add(EmitText.line(r.asText())));
      EmittedDataset.web(p.path("url").asText()).ifPresent(u -> one.put("url", u));
    }
    provenance.put("license", first.license());
    if (!first.licenseUrl().isEmpty()) {
      provenance
          .putObject("license_link")
          .put("title", first.license())
          .put("url", first.licenseUrl());
    }
    thumbnail(first).ifPresent(url -> element.put("thumbnail", url));
    ArrayNode tags = element.putArray("tags");
    first.keywords().forEach(tags::add);
    ArrayNode links = element.putArray("links");
    for (JsonNode link : collection.path("links")) {
      String label = EmitText.line(link.path("title").asText(link.path("rel").asText()));
      EmittedDataset.web(link.path("href").asText())
          .ifPresent(url -> links.addObject().put("label", label).put("url", url));
    }
    ArrayNode stores = element.putArray("stores");
    datasets.forEach(d -> store(d, stores, lacking));
    return element;
  }

  private static Optional<String> thumbnail(EmittedDataset d) {
    for (String name : List.of("thumbnail", "overview")) {
      String href = d.item().path("assets").path(name).path("href").asText();
      Optional<String> url =
          d.site().url().isEmpty() || href.isEmpty()
              ? EmittedDataset.web(href)
              : EmittedDataset.web(
                  org.arcoforge.stac.Links.absolute(
                      d.site().url(),
                      org.arcoforge.stac.CatalogKeys.item(d.feedstock(), d.recipe(), d.version()),
                      href));
      if (url.isPresent()) {
        return url;
      }
    }
    return Optional.empty();
  }

  private static void store(EmittedDataset d, ArrayNode stores, List<String> lacking) {
    Optional<String> url = d.storeUrl();
    if (url.isEmpty()) {
      lacking.add(d.id());
      return;
    }
    ObjectNode store = stores.addObject();
    store.put("id", d.recipe()).put("name", d.title()).put("url", url.get());
    store.putArray("rechunking");
    if (url.get().startsWith("https://")) {
      store.put("public", true);
    }
    store.put("geospatial", d.isGeospatial());
    store.putObject("xarray_open_kwargs").put("engine", "zarr");
    store.put("last_updated", d.created());
  }
}
