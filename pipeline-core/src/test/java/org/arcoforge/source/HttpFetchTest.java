package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.arcoforge.source.FaultyHttpServer.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpFetchTest {
  private final FaultyHttpServer server = new FaultyHttpServer();
  private final SourceOpener opener =
      Sources.opener(Map.of("X-Token", "Bearer hush1234"), 3, "", HttpSourceTest.QUICK);

  HttpFetchTest() throws IOException {}

  @AfterEach
  void close() {
    opener.close();
    server.close();
  }

  private static String text(InputStream body) throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void answersAreFetchedWholeAndWithTheHeaders() throws IOException {
    server.put("/f", "hello".getBytes(StandardCharsets.UTF_8));
    assertEquals("hello", opener.fetch(server.url("/f?a,b"), HttpFetchTest::text));
    assertEquals("", server.requests().get(0).range());
    assertEquals("a,b", server.requests().get(0).query());
    assertEquals("Bearer hush1234", server.requests().get(0).token());
  }

  @Test
  void whatMayPassIsTriedAgainAlsoWhileTheBodyIsRead() throws IOException {
    server.put("/f", HttpSourceTest.random(1000));
    server.next("/f", new Fault.Status(503, "0"), new Fault.DropAfter(10), new Fault.ClaimMore(5));
    byte[] found = opener.fetch(server.url("/f"), InputStream::readAllBytes);
    assertEquals(1000, found.length);
    assertEquals(4, server.requests().size());
  }

  @Test
  void whatTheReaderRefusesIsNotTriedAgain() {
    server.put("/f", new byte[3]);
    assertThrows(
        SourceException.class,
        () ->
            opener.fetch(
                server.url("/f"),
                body -> {
                  throw new SourceException("u", "no good", true);
                }));
    assertEquals(1, server.requests().size());
  }

  @Test
  void absentAndForeignUrlsAreToldApart() {
    assertThrows(
        SourceNotFoundException.class, () -> opener.fetch(server.url("/no"), HttpFetchTest::text));
    SourceException e =
        assertThrows(
            SourceException.class, () -> opener.fetch("file:///etc/x", HttpFetchTest::text));
    assertTrue(e.toString().contains("expected http(s)://"), e.toString());
  }

  @Test
  void theServersWordsAreRepeatedWithoutSecrets() throws IOException {
    HttpServer talking =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    talking.createContext(
        "/",
        exchange -> {
          String header = exchange.getRequestHeaders().getFirst("X-Token");
          byte[] body =
              ("Error {\n code = 400; message = \"" + header + " at /x?token=abc\" }")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain");
          exchange.sendResponseHeaders(400, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    talking.start();
    try {
      String url = "http://127.0.0.1:" + talking.getAddress().getPort() + "/x?token=abc";
      String message =
          assertThrows(SourceException.class, () -> opener.fetch(url, HttpFetchTest::text))
              .toString();
      assertTrue(message.contains("HTTP 400; it says: 'Error { code = 400;"), message);
      assertFalse(message.contains("hush1234") || message.contains("abc"), message);
    } finally {
      talking.stop(0);
    }
  }
}
