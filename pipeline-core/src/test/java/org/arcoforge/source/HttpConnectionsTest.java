package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;
import org.arcoforge.source.FaultyHttpServer.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections are made once and kept, also over failures and redirects. */
class HttpConnectionsTest {
  private final FaultyHttpServer server = new FaultyHttpServer();
  private final SourceOpener opener = Sources.opener(Map.of(), 2, "", HttpSourceTest.QUICK);

  HttpConnectionsTest() throws IOException {}

  @AfterEach
  void close() {
    opener.close();
    server.close();
  }

  @Test
  void oneAfterTheOtherRequestsUseOneConnection() throws IOException {
    byte[] data = HttpSourceTest.random(5 * BlockReader.FIRST + 7);
    for (int f = 0; f < 20; f++) {
      server.put("/f" + f, data);
    }
    server.always("/r", new Fault.Redirect("/f0")).always("/busy", new Fault.Status(503, "0"));
    for (int f = 0; f < 20; f++) {
      try (ByteSource source = opener.open(server.url("/f" + f))) {
        assertArrayEquals(data, HttpSourceTest.all(source));
      }
    }
    opener.open(server.url("/r")).close();
    assertThrows(SourceException.class, () -> opener.open(server.url("/busy")));
    assertThrows(SourceNotFoundException.class, () -> opener.open(server.url("/none")));
    assertTrue(server.requests().size() > 45, server.requests().size() + " requests");
    assertEquals(1, server.connections());
  }

  @Test
  void asManyAtOnceAsTheLimitUseAsManyConnections() {
    server.put("/f", HttpSourceTest.random(300_000));
    IntStream.range(0, 40)
        .parallel()
        .forEach(
            i -> {
              try {
                opener.open(server.url("/f")).close();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertTrue(server.connections() <= 2, server.connections() + " connections");
  }

  @Test
  void bodyThatIsNotReadToItsEndIsNotWaitedFor() throws IOException {
    server.put("/big", new byte[50_000_000]).always("/big", new Fault.InPieces(100_000));
    long began = System.nanoTime();
    String first = opener.fetch(server.url("/big"), body -> String.valueOf(body.read()));
    assertEquals("0", first);
    server.put("/small", new byte[3]);
    opener.open(server.url("/small")).close();
    assertTrue(System.nanoTime() - began < 20_000_000_000L, "read to the end");
    assertEquals(2, server.connections());
  }
}
