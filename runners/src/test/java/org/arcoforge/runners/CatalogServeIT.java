package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.runners.serve.CatalogServer;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog in the eyes of clients of the STAC API, of readers of stores, and of strangers. */
class CatalogServeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NEW = "20240102T000000Z-0002";

  @TempDir Path root = Path.of("");
  private final HttpClient client = HttpClient.newHttpClient();
  private ObjectStore catalog;
  private ObjectStore persistent;
  private CatalogServer server;

  @BeforeEach
  void serve() throws IOException {
    Published.version(root, "20240101T000000Z-0001");
    Published.version(root, NEW);
    Published.version(root, "second", NEW);
    Bakery bakery = Bakery.local(root);
    catalog = ObjectStores.open(bakery.catalog());
    persistent = ObjectStores.open(bakery.persistent());
    persistent.create("a/b c.zarr/x", "0123456789".getBytes(StandardCharsets.UTF_8));
    Files.writeString(root.resolve("secret"), "outside");
    catalog.create("leases/f/r.json", "outside".getBytes(StandardCharsets.UTF_8));
    Map<String, ObjectStore> stores = Map.of("catalog", catalog, "persistent-ro", persistent);
    server = CatalogServer.start("127.0.0.1", 0, "Test", stores);
  }

  @AfterEach
  void stop() {
    server.close();
    catalog.close();
    persistent.close();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertEquals(200, answer.statusCode(), path + ": " + answer.body());
    return JSON.readTree(answer.body());
  }

  private JsonNode post(String body, int status) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "search"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertEquals(status, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  private static String link(JsonNode document, String rel) {
    for (JsonNode link : document.path("links")) {
      if (link.path("rel").asText().equals(rel)) {
        return link.path("href").asText();
      }
    }
    return "";
  }

  @Test
  void everyLinkOfTheApiLeadsSomewhere() throws Exception {
    Set<String> todo = new LinkedHashSet<>(List.of(server.url()));
    Set<String> done = new LinkedHashSet<>();
    while (!todo.isEmpty()) {
      String url = todo.iterator().next();
      todo.remove(url);
      done.add(url);
      HttpResponse<String> answer = get(url.substring(server.url().length()));
      assertEquals(200, answer.statusCode(), url);
      if (url.contains("/catalog/")) {
        continue;
      }
      JsonNode page = JSON.readTree(answer.body());
      List<JsonNode> documents = new ArrayList<>(List.of(page));
      page.path("collections").forEach(documents::add);
      page.path("features").forEach(documents::add);
      for (JsonNode document : documents) {
        for (JsonNode link : document.path("links")) {
          String href = link.path("href").asText();
          String rel = link.path("rel").asText();
          boolean ours = href.startsWith(server.url()) && !rel.equals("service-doc");
          if (ours && !done.contains(href)) {
            todo.add(href);
          }
        }
      }
    }
    assertTrue(done.size() >= 8, done.toString());
  }

  @Test
  void itemsAreFoundByWhatTheyAre() throws Exception {
    JsonNode all = json("search");
    assertEquals(2, all.path("numberMatched").asInt(), all.toString());
    assertEquals(2, json("search?collections=demo-sst").path("numberMatched").asInt());
    assertEquals(0, json("search?collections=other").path("numberMatched").asInt());
    assertEquals(2, json("search?datetime=2024-01-01T00:00:00Z/..").path("numberMatched").asInt());
    assertEquals(0, json("search?datetime=../2023-01-01T00:00:00Z").path("numberMatched").asInt());
    String id = all.path("features").get(0).path("id").asText();
    assertEquals(1, json("search?ids=" + id).path("numberMatched").asInt());
    assertEquals(1, json("collections?q=sst").path("numberMatched").asInt());
    assertEquals(0, json("collections?q=sst,nothing-like-it").path("numberMatched").asInt());
    assertEquals(2, post("{\"collections\": [\"demo-sst\"]}", 200).path("numberMatched").asInt());
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    Set<String> ids = new LinkedHashSet<>();
    String next = server.url() + "search?limit=1";
    while (!next.isEmpty()) {
      JsonNode page = json(next.substring(server.url().length()));
      assertEquals(1, page.path("features").size());
      ids.add(page.path("features").get(0).path("id").asText());
      next = link(page, "next");
    }
    assertEquals(2, ids.size());
    JsonNode first = post("{\"limit\": 1}", 200);
    for (JsonNode l : first.path("links")) {
      if (l.path("rel").asText().equals("next")) {
        JsonNode second = post(l.path("body").toString(), 200);
        assertTrue(!second.path("features").get(0).equals(first.path("features").get(0)));
      }
    }
    assertEquals(200, get("search?limit=100000").statusCode());
  }

  @Test
  void wrongRequestsAreToldWhatWasExpected() throws Exception {
    for (String query :
        List.of(
            "bbox=1,2,3",
            "bbox=0,50,10,40",
            "bbox=a,b,c,d",
            "bbox=0,0,1,1&intersects=%7B%22type%22:%22Point%22,%22coordinates%22:%5B0,0%5D%7D",
            "datetime=yesterday",
            "datetime=2024-02-30T00:00:00Z",
            "datetime=2024-02-01T00:00:00Z/2024-01-01T00:00:00Z",
            "datetime=../..",
            "limit=0",
            "limit=ten",
            "token=x",
            "intersects=%7B",
            "colections=demo-sst")) {
      HttpResponse<String> answer = get("search?" + query);
      assertEquals(400, answer.statusCode(), query + ": " + answer.body());
      assertTrue(
          JSON.readTree(answer.body()).path("description").asText().length() > 10, answer.body());
    }
    post("[]", 400);
    post("{", 400);
    post("{\"bbox\": \"0,0,1,1\"}", 400);
    assertEquals(404, get("collections/none").statusCode());
    assertEquals(404, get("collections/demo-sst/items/none").statusCode());
    assertEquals(404, get("nothing").statusCode());
  }

  @Test
  void storesAreReadByRanges() throws Exception {
    String path = "persistent-ro/a/b%20c.zarr/x";
    HttpResponse<String> whole = get(path);
    assertEquals("0123456789", whole.body());
    assertEquals("*", whole.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    HttpResponse<String> part = get(path, "Range", "bytes=2-4");
    assertEquals("206 234", part.statusCode() + " " + part.body());
    assertEquals("bytes 2-4/10", part.headers().firstValue("Content-Range").orElse(""));
    assertEquals("89", get(path, "Range", "bytes=-2").body());
    assertEquals("789", get(path, "Range", "bytes=7-99").body());
    assertEquals(416, get(path, "Range", "bytes=10-").statusCode());
    assertEquals("0123456789", get(path, "Range", "bytes=0-1,3-4").body());
    String tag = whole.headers().firstValue("ETag").orElse("");
    assertEquals(304, get(path, "If-None-Match", tag).statusCode());
    assertEquals("0123456789", get(path, "Range", "bytes=2-4", "If-Range", "\"x\"").body());
  }

  /** What a client library would not send. */
  private String raw(String request) throws IOException {
    URI at = URI.create(server.url());
    try (Socket socket = new Socket(at.getHost(), at.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void nothingOutsideIsReadAndNothingIsWritten() throws Exception {
    for (String path :
        List.of(
            "/persistent-ro/../secret",
            "/persistent-ro/..%2fsecret",
            "/persistent-ro/%2e%2e/secret",
            "/persistent-ro/a/%2e%2e/%2e%2e/secret",
            "/catalog/..\\secret",
            "/persistent-ro//" + root.resolve("secret"),
            "/persistent-ro/a%00b",
            "/catalog/leases/f/r.json",
            "/catalog//leases/f/r.json",
            "/catalog/./leases/f/r.json",
            "/catalog/leases%2ff/r.json",
            "/catalog/%6ceases/f/r.json",
            "/scratch/x",
            "/secret")) {
      String answer = raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      assertTrue(answer.matches("(?s)HTTP/1.1 (404|400) .*"), path + ": " + answer);
      assertTrue(!answer.contains("outside"), path + ": " + answer);
    }
    for (String method : List.of("PUT", "DELETE", "POST", "PATCH")) {
      String answer =
          raw(
              method
                  + " /catalog/catalog.json HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n"
                  + "Connection: close\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 405 "), method + ": " + answer);
    }
  }

  @Test
  void manyClientsAtOnceAreAllAnswered() {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      String path = n % 2 == 0 ? "search?limit=1" : "persistent-ro/a/b%20c.zarr/x";
      HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path)).build();
      all.add(
          client
              .sendAsync(request, BodyHandlers.ofByteArray())
              .thenApply(HttpResponse::statusCode));
    }
    assertTrue(all.stream().allMatch(f -> f.join() == 200));
  }

  @Test
  void browsersGetThePageWhereThereIsOne() throws Exception {
    assertEquals(
        "Catalog", JSON.readTree(get("", "Accept", "text/html").body()).path("type").asText());
    catalog.create("index.html", "<!doctype html>".getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> page = get("", "Accept", "text/html,*/*");
    assertEquals(
        "302 catalog/index.html",
        page.statusCode() + " " + page.headers().firstValue("Location").orElse(""));
    assertEquals("<!doctype html>", get("catalog/").body());
    assertEquals("Catalog", json("").path("type").asText());
  }
}
