package org.arcoforge.runners.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The STAC API 1.0.0 (core, collections, features, item search, collection search), as values. */
final class StacApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STAC = "https://api.stacspec.org/v1.0.0/";
  private static final String SEARCH = "https://api.stacspec.org/v1.0.0-rc.1/collection-search";
  private static final String OGC = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";

  private final StacIndex index;
  private final String title;

  StacApi(StacIndex index, String title) {
    this.index = index;
    this.title = title;
  }

  static final List<String> CONFORMS =
      List.of(
          STAC + "core",
          STAC + "collections",
          STAC + "ogcapi-features",
          STAC + "item-search",
          SEARCH,
          SEARCH + "#free-text",
          "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/simple-query",
          OGC + "core",
          OGC + "oas30",
          OGC + "geojson");

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Returns the landing page. */
  ObjectNode landing(String base) throws IOException {
    ObjectNode page = object();
    page.put("type", "Catalog").put("stac_version", "1.1.0").put("id", "arcoforge");
    page.put("title", title).put("description", title + ", searchable by the STAC API.");
    page.set("conformsTo", conforms());
    ArrayNode links = page.putArray("links");
    ApiLinks.add(links, "self", base, "application/json");
    ApiLinks.add(links, "root", base, "application/json");
    ApiLinks.add(links, "conformance", base + "conformance", "application/json");
    ApiLinks.add(
        links, "service-desc", base + "api", "application/vnd.oai.openapi+json;version=3.0");
    ApiLinks.add(links, "service-doc", base + "catalog/index.html", "text/html");
    ApiLinks.add(links, "data", base + "collections", "application/json");
    ApiLinks.add(links, "search", base + "search", ApiLinks.GEOJSON);
    ((ObjectNode) links.get(links.size() - 1)).put("method", "GET");
    ApiLinks.add(links, "search", base + "search", ApiLinks.GEOJSON);
    ((ObjectNode) links.get(links.size() - 1)).put("method", "POST");
    for (IndexedDocument c : index.state().collections()) {
      String href = base + "collections/" + ApiLinks.encoded(c.id());
      ApiLinks.add(links, "child", href, "application/json");
    }
    return page;
  }

  private static ArrayNode conforms() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    CONFORMS.forEach(all::add);
    return all;
  }

  ObjectNode conformance() {
    ObjectNode page = object();
    page.set("conformsTo", conforms());
    return page;
  }

  /** Returns the description of the API in OpenAPI 3.0. */
  ObjectNode description(String base) throws IOException {
    try (InputStream in = StacApi.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IOException("the description of the API is not in this build");
      }
      ObjectNode api = (ObjectNode) JSON.readTree(in);
      api.putArray("servers").addObject().put("url", base);
      return api;
    }
  }

  ObjectNode collections(String base, Map<String, String> query) throws IOException {
    ItemSearch search = ItemSearch.of(query);
    ItemSearch.Page page = search.page(index.state().collections());
    ObjectNode answer = object();
    ArrayNode found = answer.putArray("collections");
    page.documents().forEach(c -> found.add(new ApiLinks(base).collection(c)));
    ArrayNode links = answer.putArray("links");
    ApiLinks.add(links, "root", base, "application/json");
    ApiLinks.add(links, "self", with(base + "collections", query), "application/json");
    int next = search.offset() + page.documents().size();
    if (next < page.matched()) {
      String href = base + "collections?" + ApiLinks.query(ItemSearch.next(query, next));
      ApiLinks.add(links, "next", href, "application/json");
    }
    return answer.put("numberMatched", page.matched()).put("numberReturned", found.size());
  }

  private static String with(String path, Map<String, String> query) {
    return query.isEmpty() ? path : path + "?" + ApiLinks.query(query);
  }

  ObjectNode collection(String base, String id) throws IOException {
    return new ApiLinks(base).collection(known(id));
  }

  private IndexedDocument known(String id) throws IOException {
    return index
        .state()
        .collection(id)
        .orElseThrow(() -> ApiException.absent("there is no collection '" + id + "'"));
  }

  ObjectNode items(String base, String collection, Map<String, String> query) throws IOException {
    String path = base + "collections/" + ApiLinks.encoded(known(collection).id()) + "/items";
    return found(base, path, ItemSearch.of(query).within(collection), query, null);
  }

  ObjectNode item(String base, String collection, String id) throws IOException {
    known(collection);
    return new ApiLinks(base)
        .item(
            index
                .state()
                .item(collection, id)
                .orElseThrow(
                    () ->
                        ApiException.absent(
                            "there is no item '" + id + "' in the collection " + collection)));
  }

  ObjectNode search(String base, Map<String, String> query) throws IOException {
    return found(base, base + "search", ItemSearch.of(query), query, null);
  }

  ObjectNode search(String base, JsonNode body) throws IOException {
    ItemSearch search = ItemSearch.of(body);
    return found(base, base + "search", search, Map.of(), (ObjectNode) body);
  }

  private ObjectNode found(
      String base,
      String path,
      ItemSearch search,
      Map<String, String> query,
      @Nullable ObjectNode body)
      throws IOException {
    ItemSearch.Page page = search.page(index.state().items(search));
    ObjectNode answer = object().put("type", "FeatureCollection");
    ArrayNode features = answer.putArray("features");
    page.documents().forEach(item -> features.add(new ApiLinks(base).item(item)));
    ArrayNode links = answer.putArray("links");
    ApiLinks.add(links, "root", base, "application/json");
    ApiLinks.add(links, "self", with(path, query), ApiLinks.GEOJSON);
    int next = search.offset() + features.size();
    if (next < page.matched()) {
      ObjectNode link = links.addObject().put("rel", "next").put("type", ApiLinks.GEOJSON);
      if (body == null) {
        link.put("href", path + "?" + ApiLinks.query(ItemSearch.next(query, next)));
        link.put("method", "GET");
      } else {
        link.put("href", path).put("method", "POST");
        link.set("body", ItemSearch.next(body, next));
      }
    }
    return answer.put("numberMatched", page.matched()).put("numberReturned", features.size());
  }
}
