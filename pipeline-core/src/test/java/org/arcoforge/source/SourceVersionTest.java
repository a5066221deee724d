package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceVersionTest {
  @TempDir Path folder;
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final SourceOpener opener = Sources.opener(Map.of(), 2, "", HttpSourceTest.QUICK);

  SourceVersionTest() throws IOException {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    opener.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(exchange.getRequestMethod());
      boolean head = exchange.getRequestMethod().equals("HEAD");
      boolean refuses = exchange.getRequestURI().getPath().endsWith("nohead");
      if (head && refuses) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      byte[] bytes = new byte[700];
      exchange.getResponseHeaders().set("ETag", "\"one\"");
      exchange.getResponseHeaders().set("Last-Modified", "Fri, 20 Nov 2026 10:00:00 GMT");
      if (head) {
        exchange.getResponseHeaders().set("Content-Length", "700");
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Range", "bytes 0-699/700");
      exchange.sendResponseHeaders(206, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Optional<SourceVersion> opened(String url) throws IOException {
    try (ByteSource source = opener.open(url)) {
      return Optional.of(source.version());
    }
  }

  @Test
  void serversAreAskedWithoutABody() throws IOException {
    assertEquals(
        Optional.of(new SourceVersion(700, "\"one\"", 1795168800000L)), opener.version(url("/f")));
    assertEquals(List.of("HEAD"), List.copyOf(asked));
    assertEquals(opened(url("/f")), opener.version(url("/f")));
  }

  @Test
  void ofAServerThatDoesNotTellNothingIsKnown() {
    assertEquals(Optional.empty(), opener.version(url("/nohead")));
    assertEquals(Optional.empty(), opener.version("http://127.0.0.1:1/f"));
  }

  @Test
  void localFilesAreLookedUp() throws IOException {
    Path file = Files.write(folder.resolve("f"), new byte[30]);
    assertEquals(opened(file.toString()), opener.version(file.toUri().toString()));
    assertEquals(Optional.empty(), opener.version(folder.toString()));
    assertEquals(Optional.empty(), opener.version(folder.resolve("none").toString()));
  }

  @Test
  void objectsAreLookedUp() throws IOException {
    try (ObjectStore store = ObjectStores.open("memory://versions/")) {
      store.create("a", new byte[5]);
    }
    assertEquals(opened("memory://versions/a"), opener.version("memory://versions/a"));
    assertEquals(Optional.empty(), opener.version("memory://versions/b"));
    assertEquals(Optional.empty(), opener.version("htps://host/a"));
  }

  @Test
  void namesDoNotDependOnSecretsButOnTheFile() {
    assertEquals(Sources.key("https://h/f?token=a"), Sources.key("https://h/f?token=b"));
    assertNotEquals(Sources.key("https://h/f?part=a"), Sources.key("https://h/f?part=b"));
    String here = Path.of("f").toAbsolutePath().toString();
    assertEquals(Sources.key(here), Sources.key("f"));
  }
}
