package org.arcoforge.runners.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.store.ObjectStore;

/**
 * A catalog server answers by HTTP: {@code /} and the paths of the STAC API, {@code /catalog/…} and
 * {@code /persistent-ro/…} the objects of these stores. It reads only; any page may ask it (CORS).
 */
public final class CatalogServer implements AutoCloseable {
  private static final long AGE_NANOS = 5_000_000_000L;
  private static final long MOST_BODY = 1 << 20;
  private static final int THREADS = 32;

  private final Undertow server;

  private CatalogServer(Undertow server) {
    this.server = server;
  }

  /**
   * Starts a server.
   *
   * @param port 0 for one that is free
   * @param title of the catalog
   * @param stores by their first part of paths, {@code catalog} among them
   * @throws IOException if the address cannot be listened at
   */
  public static CatalogServer start(
      String host, int port, String title, Map<String, ObjectStore> stores) throws IOException {
    ObjectStore catalog = stores.get("catalog");
    if (catalog == null) {
      throw new IllegalArgumentException("no catalog among " + stores.keySet());
    }
    StacIndex index = new StacIndex(catalog, AGE_NANOS);
    StacApi api = new StacApi(index, title);
    RoutingHandler routes = routes(api, catalog);
    var paths = Handlers.path(new BlockingHandler(answered(routes)));
    new TreeMap<>(stores)
        .forEach(
            (name, store) ->
                paths.addPrefixPath(
                    "/" + name, new BlockingHandler(answered(reading(new StoreHandler(store))))));
    // Who bakes, and on which machine, is not for everybody.
    paths.addPrefixPath("/catalog/leases", ResponseCodeHandler.HANDLE_404);
    Undertow server =
        Undertow.builder()
            .addHttpListener(port, host)
            .setIoThreads(2)
            .setWorkerThreads(THREADS)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MOST_BODY)
            .setServerOption(UndertowOptions.MAX_PARAMETERS, 50)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 60_000)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, 30_000)
            .setHandler(paths)
            .build();
    try {
      server.start();
    } catch (RuntimeException e) {
      throw new IOException(
          "nobody can listen at "
              + host
              + ":"
              + port
              + ": "
              + e.getMessage()
              + "; name another --port",
          e);
    }
    index.begin();
    return new CatalogServer(server);
  }

  /** Returns its URL, ending in {@code /}. */
  public String url() {
    InetSocketAddress at = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    String host = at.getHostString();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + at.getPort() + "/";
  }

  /** Gives an answer of JSON. */
  private interface Answer {
    JsonNode to(HttpServerExchange exchange, String base) throws IOException;
  }

  private static RoutingHandler routes(StacApi api, ObjectStore catalog) {
    RoutingHandler routes = Handlers.routing();
    get(routes, "/conformance", (x, base) -> api.conformance());
    get(routes, "/api", (x, base) -> api.description(base));
    get(routes, "/collections", (x, base) -> api.collections(base, query(x)));
    get(routes, "/collections/{id}", (x, base) -> api.collection(base, path(x, "id")));
    get(
        routes,
        "/collections/{id}/items",
        (x, base) -> {
          Map<String, String> query = query(x);
          query.remove("id");
          return api.items(base, path(x, "id"), query);
        });
    get(
        routes,
        "/collections/{id}/items/{item}",
        (x, base) -> api.item(base, path(x, "id"), path(x, "item")));
    get(routes, "/search", (x, base) -> api.search(base, query(x)));
    routes.post("/search", json((x, base) -> api.search(base, body(x))));
    HttpHandler landing = json((x, base) -> api.landing(base));
    HttpHandler first =
        x -> {
          String accepted = String.valueOf(x.getRequestHeaders().getFirst(Headers.ACCEPT));
          if (accepted.contains("text/html") && catalog.stat("index.html").isPresent()) {
            x.setStatusCode(StatusCodes.FOUND);
            x.getResponseHeaders().put(Headers.LOCATION, "catalog/index.html");
          } else {
            landing.handleRequest(x);
          }
        };
    routes.get("/", first);
    routes.add(Methods.HEAD, "/", first);
    routes.setFallbackHandler(
        x -> {
          throw ApiException.absent("there is nothing at " + x.getRequestPath());
        });
    return routes;
  }

  private static void get(RoutingHandler routes, String path, Answer answer) {
    routes.get(path, json(answer));
    routes.add(Methods.HEAD, path, json(answer));
  }

  private static HttpHandler json(Answer answer) {
    return exchange -> {
      JsonNode node = answer.to(exchange, base(exchange));
      boolean features = node.path("type").asText().startsWith("Feature");
      exchange
          .getResponseHeaders()
          .put(Headers.CONTENT_TYPE, features ? ApiLinks.GEOJSON : "application/json");
      exchange.getResponseSender().send(node.toString(), StandardCharsets.UTF_8);
    };
  }

  private static String base(HttpServerExchange exchange) {
    return exchange.getRequestScheme() + "://" + exchange.getHostAndPort() + "/";
  }

  /** Files are read, and nothing else is done with them. */
  private static HttpHandler reading(HttpHandler next) {
    return exchange -> {
      if (exchange.getRequestMethod().equals(Methods.GET)
          || exchange.getRequestMethod().equals(Methods.HEAD)) {
        next.handleRequest(exchange);
      } else {
        exchange.setStatusCode(StatusCodes.METHOD_NOT_ALLOWED);
        exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD, OPTIONS");
      }
    };
  }

  /** What every answer has: CORS, no guessing of types; and failures as JSON. */
  private static HttpHandler answered(HttpHandler next) {
    return exchange -> {
      HeaderMap headers = exchange.getResponseHeaders();
      headers.put(new HttpString("Access-Control-Allow-Origin"), "*");
      headers.put(
          new HttpString("Access-Control-Allow-Headers"), "Range, Content-Type, If-None-Match");
      headers.put(new HttpString("Access-Control-Allow-Methods"), "GET, HEAD, POST, OPTIONS");
      headers.put(
          new HttpString("Access-Control-Expose-Headers"),
          "Content-Length, Content-Range, ETag, Accept-Ranges");
      headers.put(new HttpString("X-Content-Type-Options"), "nosniff");
      if (exchange.getRequestMethod().equals(Methods.OPTIONS)) {
        exchange.setStatusCode(StatusCodes.NO_CONTENT);
        return;
      }
      try {
        next.handleRequest(exchange);
      } catch (ApiException e) {
        failed(exchange, e.status(), String.valueOf(e.getMessage()));
      } catch (IOException | RuntimeException e) {
        if (exchange.isResponseStarted()) {
          throw e;
        }
        failed(exchange, StatusCodes.INTERNAL_SERVER_ERROR, "the catalog cannot be read now");
      }
    };
  }

  private static void failed(HttpServerExchange exchange, int status, String message) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    var node = JsonNodeFactory.instance.objectNode();
    node.put("code", StatusCodes.getReason(status)).put("description", message);
    exchange.getResponseSender().send(node.toString(), StandardCharsets.UTF_8);
  }

  private static Map<String, String> query(HttpServerExchange exchange) {
    Map<String, String> query = new LinkedHashMap<>();
    exchange
        .getQueryParameters()
        .forEach(
            (name, values) -> {
              if (!exchange.getPathParameters().containsKey(name)) {
                query.put(name, values.getLast());
              }
            });
    return query;
  }

  private static String path(HttpServerExchange exchange, String name) {
    var values = exchange.getQueryParameters().get(name);
    return values == null ? "" : values.getLast();
  }

  private static JsonNode body(HttpServerExchange exchange) throws IOException {
    byte[] bytes = exchange.getInputStream().readAllBytes();
    return SearchText.json(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop();
  }
}
