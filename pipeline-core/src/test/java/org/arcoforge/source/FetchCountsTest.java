package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.arcoforge.pattern.Access;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.FaultyHttpServer.Fault;
import org.arcoforge.source.SourceOpener.FetchCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests are counted by host as the server counts them, repeated ones by what went wrong. */
class FetchCountsTest {
  private final FaultyHttpServer server = new FaultyHttpServer();
  private final SourceOpener opener = opener(60_000);

  FetchCountsTest() throws IOException {}

  private static SourceOpener opener(long silenceMillis) {
    return Sources.opener(
        new Access(Map.of(), "", 2),
        Sources.Cache.at(""),
        false,
        Reach.own(),
        Settings.standard().toBuilder().retryMillis(1).silenceMillis(silenceMillis).build());
  }

  @AfterEach
  void close() {
    opener.close();
    server.close();
  }

  private FetchCounts.OfHost counts(SourceOpener from) {
    FetchCounts counts = from.takeCounts();
    assertEquals(1, counts.hosts().size(), counts.toString());
    return counts.hosts().values().iterator().next();
  }

  @Test
  void eachFailureIsCountedByItsKind() throws IOException {
    byte[] data = HttpSourceTest.random(5000);
    server.put("/f", data);
    server.next(
        "/f",
        new Fault.Status(429, "0"),
        new Fault.Status(503, ""),
        new Fault.DropAfter(100),
        new Fault.Status(503, ""));
    byte[] found = opener.fetch(server.url("/f"), InputStream::readAllBytes);
    assertArrayEquals(data, found);
    FetchCounts counts = opener.takeCounts();
    assertEquals(
        Map.of(
            server.host(),
            new FetchCounts.OfHost(
                server.requests().size(), Map.of("429", 1L, "503", 2L, "truncated", 1L))),
        counts.hosts());
    assertEquals(5, counts.requests());
    assertTrue(opener.takeCounts().isNone(), "what was taken is not told again");
  }

  @Test
  void otherAnswersAndLostRequestsAreToldApart() throws IOException {
    byte[] data = HttpSourceTest.random(3 * BlockReader.FIRST);
    server.put("/f", data);
    try (ByteSource source = opener.open(server.url("/f"))) {
      server.next("/f", new Fault.Redirect("/f?1"), new Fault.Redirect("/none"));
      assertThrows(SourceNotFoundException.class, () -> HttpSourceTest.all(source));
    }
    FetchCounts.OfHost counts = counts(opener);
    assertEquals(server.requests().size(), counts.requests(), "redirects are requests");
    assertEquals(Map.of(), counts.retries(), "what is not there is not asked for again");
    server.always("/circle", new Fault.Redirect("/circle"));
    assertThrows(SourceException.class, () -> opener.open(server.url("/circle")));
    assertEquals("answer", String.join(",", counts(opener).retries().keySet()));
  }

  @Test
  void silenceIsAStall() throws IOException {
    server.put("/f", new byte[10]);
    CountDownLatch never = new CountDownLatch(1);
    server.next("/f", new Fault.Stall(never));
    try (SourceOpener hasty = opener(150)) {
      hasty.open(server.url("/f")).close();
      assertEquals(Map.of("stall", 1L), counts(hasty).retries());
    } finally {
      never.countDown();
    }
  }

  @Test
  void connectionsThatAreResetAndThoseThatNobodyAcceptsAreCounted() throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    String url;
    Thread resets;
    try (ServerSocket rude = new ServerSocket(0, 50, here)) {
      url = "http://127.0.0.1:" + rude.getLocalPort() + "/f";
      resets =
          new Thread(
              () -> {
                try {
                  while (true) {
                    Socket socket = rude.accept();
                    byte[] request = new byte[16];
                    int begun = socket.getInputStream().read(request);
                    socket.setSoLinger(begun > 0, 0); // so that closing resets
                    socket.close();
                  }
                } catch (IOException e) {
                  return; // closed
                }
              });
      resets.start();
      assertThrows(SourceException.class, () -> opener.open(url));
      FetchCounts.OfHost reset = counts(opener);
      assertEquals(Map.of("reset", 5L), reset.retries());
      assertEquals(6, reset.requests());
    }
    resets.join(); // until then the socket still takes connections, and breaks them
    assertThrows(SourceException.class, () -> opener.open(url));
    FetchCounts.OfHost gone = counts(opener);
    assertEquals("unreachable", String.join(",", gone.retries().keySet()));
    assertEquals(gone.requests() - 1, gone.retries().get("unreachable"));
  }

  @Test
  void ofManyHostsTheFurtherOnesAreCountedTogether() {
    FetchTally tally = new FetchTally();
    for (int i = 0; i < FetchTally.MOST + 5; i++) {
      tally.request("host" + i);
      tally.retry("HOST" + i, "503");
    }
    FetchCounts counts = tally.take();
    assertEquals(FetchTally.MOST + 1, counts.hosts().size());
    assertEquals(FetchTally.MOST + 5, counts.requests());
    assertEquals(Map.of("503", FetchTally.MOST + 5L), counts.retries());
    assertEquals(new FetchCounts.OfHost(1, Map.of("503", 1L)), counts.hosts().get("host7"));
    assertEquals(2 * counts.requests(), counts.plus(counts).requests());
  }
}
