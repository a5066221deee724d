package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.arcoforge.recipe.Feedstock;

/**
 * Makes the STAC link objects of a document. Hrefs within the catalog are relative, so that a copy
 * of it works anywhere.
 */
public final class Links {
  static final String JSON = "application/json";
  static final String GEOJSON = "application/geo+json";

  /** Relations that give the catalog its structure; feedstocks cannot set them. */
  private static final Set<String> STRUCTURE =
      Set.of("root", "self", "parent", "child", "item", "items", "collection", "version-history");

  private Links() {}

  static ObjectNode link(String rel, String href, String type) {
    return Json.object().put("rel", rel).put("href", href).put("type", type);
  }

  static boolean isStructure(JsonNode link) {
    return STRUCTURE.contains(link.path("rel").asText());
  }

  /** Returns the first link of a relation. */
  static Optional<JsonNode> find(JsonNode document, String rel) {
    return StreamSupport.stream(document.path("links").spliterator(), false)
        .filter(link -> link.path("rel").asText().equals(rel))
        .findFirst();
  }

  /** Adds the feedstock's own links and the one to its DOI. */
  static void addExternal(ArrayNode links, Feedstock feedstock, boolean all) {
    String doi = feedstock.doi();
    if (doi != null) {
      links.addObject().put("rel", "cite-as").put("href", "https://doi.org/" + doi);
    }
    for (Feedstock.Publication paper : feedstock.publications()) {
      links.addObject().put("rel", "cite-as").put("href", "https://doi.org/" + paper.doi());
    }
    for (Feedstock.Notebook notebook :
        all ? feedstock.notebooks() : List.<Feedstock.Notebook>of()) {
      ObjectNode node = links.addObject().put("rel", "example").put("href", notebook.url());
      node.put("title", notebook.title() == null ? "Notebook" : notebook.title());
    }
    for (Feedstock.Link link : feedstock.links()) {
      String rel = link.rel().toLowerCase(Locale.ROOT);
      if (!STRUCTURE.contains(rel) && (all || rel.equals("license"))) {
        ObjectNode node = links.addObject().put("rel", link.rel()).put("href", link.href());
        if (link.title() != null) {
          node.put("title", link.title());
        }
      }
    }
  }

  /**
   * Returns the href of what is beside a local catalog: relative, so that a copy of the folder that
   * holds both works; of all else the URL itself.
   *
   * @param catalog URL of the catalog
   * @param key of the document in it that has the href
   */
  static String from(String catalog, String key, String target) {
    String root = local(catalog);
    String to = local(target);
    if (!root.startsWith("file:///") || !to.startsWith("file:///")) {
      return target;
    }
    String beside = root.substring(0, root.lastIndexOf('/', root.length() - 2) + 1);
    if (beside.equals("file:///") || !to.startsWith(beside)) {
      return target;
    }
    long up = key.chars().filter(c -> c == '/').count() + 1;
    return "../".repeat((int) up) + to.substring(beside.length());
  }

  /** Returns the URL that an href of a document means. */
  public static String absolute(String catalog, String key, String href) {
    if (href.isEmpty() || href.matches("[A-Za-z][A-Za-z0-9+.-]*:.*") || href.startsWith("/")) {
      return href;
    }
    String all = local(catalog) + key;
    String folder = all.substring(0, all.lastIndexOf('/') + 1);
    String rest = href;
    while (rest.startsWith("../") || rest.startsWith("./")) {
      if (rest.startsWith("../")) {
        folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
      }
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    return folder + rest;
  }

  private static String local(String url) {
    return url.replaceFirst("^file:/+", "file:///");
  }

  /**
   * Returns the key that a relative href means.
   *
   * @param from key of the document that has the link
   * @return empty if it leads out of the catalog or is absolute
   */
  public static Optional<String> resolve(String from, String href) {
    if (href.matches("[A-Za-z][A-Za-z0-9+.-]*:.*") || href.startsWith("/")) {
      return Optional.empty();
    }
    ArrayDeque<String> parts = new ArrayDeque<>(Arrays.asList(from.split("/", -1)));
    parts.removeLast();
    for (String part : href.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.equals(".")) {
        parts.addLast(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }
}
