package org.arcoforge.catalog.emit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.arcoforge.stac.CatalogKeys;
import org.arcoforge.stac.Links;

/**
 * A data set is one recipe with its current version, as far as the emits tell of it. It is read
 * from an entry of {@code datasets.json}, which holds the needed parts of collection and item.
 *
 * @param entry of the table
 * @param site what the operator says of the catalog
 */
record EmittedDataset(JsonNode entry, Site site) {
  /**
   * A site is what the operator says: the catalog's title, and the URL at which others read it,
   * which ends in a slash; both may be empty.
   */
  record Site(String title, String url) {
    String name() {
      return title.isEmpty() ? "ArcoForge catalog" : title;
    }
  }

  String feedstock() {
    return entry.path("feedstock").asText();
  }

  String recipe() {
    return entry.path("recipe").asText();
  }

  String id() {
    return feedstock() + "/" + recipe();
  }

  /** The folder of the data set's own emits, which ends in a slash. */
  String folder() {
    return id() + "/";
  }

  JsonNode collection() {
    return entry.path("collection");
  }

  JsonNode item() {
    return entry.path("item");
  }

  JsonNode properties() {
    return item().path("properties");
  }

  private String text(JsonNode node, String field) {
    return EmitText.plain(node.path(field).asText()).strip();
  }

  String title() {
    String title = EmitText.line(text(collection(), "title"));
    return feedstock().equals(recipe()) ? title : title + " (" + recipe() + ")";
  }

  String description() {
    return text(collection(), "description");
  }

  String license() {
    return text(collection(), "license");
  }

  /** Where the licence can be read: as the feedstock says, else at SPDX; empty if nowhere. */
  String licenseUrl() {
    for (JsonNode link : collection().path("links")) {
      if (link.path("rel").asText().equals("license")) {
        return web(link.path("href").asText()).orElse("");
      }
    }
    return license().matches("[A-Za-z0-9.+-]+") && !license().equals("other")
        ? "https://spdx.org/licenses/" + license() + ".html"
        : "";
  }

  /** Returns an address that can be opened on the web. */
  static Optional<String> web(String href) {
    return href.matches("(?i)https?://[^\\s\"<>\\\\^`{|}]+") ? Optional.of(href) : Optional.empty();
  }

  /** The DOI of the data; empty if there is none of the right form. */
  String doi() {
    String doi = text(collection(), "sci:doi");
    return doi.matches("10\\.\\d{4,9}/[^\\s\"<>\\\\{}]+") ? doi : "";
  }

  String citation() {
    return EmitText.line(text(collection(), "sci:citation"));
  }

  String version() {
    return text(properties(), "version");
  }

  String created() {
    return text(properties(), "created");
  }

  String year() {
    String created = created();
    return created.length() < 4 ? "" : created.substring(0, 4);
  }

  List<String> keywords() {
    List<String> words = new ArrayList<>();
    collection().path("keywords").forEach(k -> words.add(EmitText.line(k.asText())));
    words.removeIf(String::isEmpty);
    return words;
  }

  /** Names of those who made the data; of all providers if nobody is said to. */
  List<String> makers() {
    List<String> makers = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (JsonNode provider : collection().path("providers")) {
      String name = EmitText.line(provider.path("name").asText());
      if (!name.isEmpty()) {
        all.add(name);
        for (JsonNode role : provider.path("roles")) {
          if (role.asText().equals("producer")) {
            makers.add(name);
          }
        }
      }
    }
    return makers.isEmpty() ? all : makers;
  }

  JsonNode zarr() {
    return item().path("assets").path("zarr");
  }

  int zarrFormat() {
    return zarr().path("zarr:zarr_format").asInt(3);
  }

  private String itemKey() {
    return CatalogKeys.item(feedstock(), recipe(), version());
  }

  /** The store's URL; empty if it is told relative to a catalog whose URL nobody knows. */
  Optional<String> storeUrl() {
    String href = zarr().path("href").asText();
    if (href.matches("(?i)(https?|gs|s3)://[^\\s\"<>\\\\^`{|}]+")) {
      return Optional.of(href);
    }
    boolean relative = Links.resolve("a/b/c/d/e/f/" + itemKey(), href).isPresent();
    return relative && !site.url().isEmpty() && !href.matches(".*[\\s\"<>\\\\^`{|}].*")
        ? Optional.of(Links.absolute(site.url(), itemKey(), href))
        : Optional.empty();
  }

  /** The store's path from the catalog's folder; empty if its address is absolute. */
  Optional<String> storePath() {
    String href = zarr().path("href").asText();
    String deep = "a/b/c/d/e/f/";
    return href.matches(".*[\\s\"<>\\\\^`{|}].*")
        ? Optional.empty()
        : Links.resolve(deep + itemKey(), href)
            .map(
                key -> {
                  int up = 0;
                  List<String> root = new ArrayList<>(List.of(deep.split("/")));
                  String rest = key + "/";
                  while (!root.isEmpty() && !rest.startsWith(String.join("/", root) + "/")) {
                    root.remove(root.size() - 1);
                    up++;
                  }
                  String from =
                      root.isEmpty() ? key : key.substring(String.join("/", root).length() + 1);
                  return "../".repeat(up) + from;
                });
  }

  /** The address of one of the catalog's documents: absolute where it can be, else its key. */
  String address(String key) {
    return site.url() + key;
  }

  /** The landing page's address. */
  String landing() {
    return address(folder() + "index.html");
  }

  /** A variable of data: its name, and what is said of it. */
  record Measured(String name, String longName, String standardName, String unit) {}

  List<Measured> variables() {
    List<Measured> all = new ArrayList<>();
    properties()
        .path("cube:variables")
        .fields()
        .forEachRemaining(
            v -> {
              JsonNode attrs = v.getValue().path("attrs");
              if (v.getValue().path("type").asText().equals("data")) {
                all.add(
                    new Measured(
                        EmitText.line(v.getKey()),
                        EmitText.line(attrs.path("long_name").asText()),
                        EmitText.line(attrs.path("standard_name").asText()),
                        EmitText.line(attrs.path("units").asText())));
              }
            });
    return all;
  }

  /** Whether there are axes of longitude or x, and of latitude or y. */
  boolean isGeospatial() {
    boolean x = false;
    boolean y = false;
    var dimensions = properties().path("cube:dimensions").fields();
    while (dimensions.hasNext()) {
      var one = dimensions.next();
      String axis = one.getValue().path("axis").asText();
      x |= axis.equals("x") || one.getKey().matches(".*(lon|longitude)");
      y |= axis.equals("y") || one.getKey().matches(".*(lat|latitude)");
    }
    return x && y;
  }

  /** Start and end of the data's times; none if they have no times. */
  List<String> interval() {
    JsonNode start = properties().path("start_datetime");
    JsonNode end = properties().path("end_datetime");
    return start.isTextual() && end.isTextual()
        ? List.of(EmitText.line(start.asText()), EmitText.line(end.asText()))
        : List.of();
  }

  /** West, south, east, north; none if there is no box. */
  List<Double> bbox() {
    List<Double> box = new ArrayList<>();
    item().path("bbox").forEach(n -> box.add(n.asDouble()));
    return box.size() == 4 ? box : List.of();
  }

  /** The people who look after the feedstock. */
  List<ObjectNode> maintainers() {
    return objects("arco:maintainers");
  }

  /** Papers that the data set has to do with. */
  List<ObjectNode> publications() {
    return objects("sci:publications");
  }

  List<ObjectNode> notebooks() {
    return objects("arco:notebooks");
  }

  private List<ObjectNode> objects(String field) {
    List<ObjectNode> all = new ArrayList<>();
    for (JsonNode one : collection().path(field)) {
      if (one instanceof ObjectNode node) {
        all.add(node);
      }
    }
    return all;
  }
}
