package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that cannot be had are told of in seconds, in words, whatever their number is. */
class HopelessSourcesIT {
  private static final long MOST_SECONDS = 15;

  @TempDir Path folder = Path.of("");

  private Path feedstock(String base, int files, String keys) throws IOException {
    return Files.writeString(
        folder.resolve("feedstock.yaml"),
        String.format(
            Locale.ROOT,
            """
        id: hopeless
        title: Files that are not there
        description: None.
        license: CC0-1.0
        providers: [{name: Nobody, roles: [producer]}]
        recipes:
          - id: hopeless
            pattern:
              url: "%s/{n}.nc"
              format: netcdf4
              dims: [{concat: n, range: {start: 0, stop: %d, step: 1}%s}]
            target: {chunks: auto}
        %s
        """,
            base,
            files - 1,
            keys.startsWith("items") ? ", items_per_file: 1" : "",
            keys.startsWith("items") ? "" : keys));
  }

  private static final class Told {
    final Ran ran;
    final double seconds;

    Told(Ran ran, double seconds) {
      this.ran = ran;
      this.seconds = seconds;
    }
  }

  private Told run(String verb, Path file) {
    long began = System.nanoTime();
    Ran ran = Ran.arco(verb, file, "--root", folder.resolve("root"));
    return new Told(ran, (System.nanoTime() - began) / 1e9);
  }

  private void refused(Path file, String... parts) {
    for (String verb : List.of("plan", "bake")) {
      Told told = run(verb, file);
      assertEquals(3, told.ran.code(), told.ran.toString());
      // A bake's pipeline takes its own time to start, longer on a machine that is busy.
      assertTrue(
          verb.equals("bake") || told.seconds < MOST_SECONDS,
          verb + " took " + told.seconds + " s");
      for (String part : parts) {
        assertTrue(told.ran.err().contains(part), part + " in " + told.ran);
      }
      assertFalse(told.ran.err().contains("Exception"), told.ran.err());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aPortWhereNobodyListens() throws IOException {
    int port = freePort();
    String words = "nobody listens at port " + port + " of 127.0.0.1";
    for (int files : new int[] {60, 10_000}) {
      refused(feedstock("http://127.0.0.1:" + port, files, ""), words, "of " + files);
    }
    refused(
        feedstock("http://127.0.0.1:" + port, 60, "    policies: {missing_files: skip}"), words);
    refused(feedstock("http://127.0.0.1:" + port, 60, "items"), words);
  }

  @Test
  void aHostThatNobodyKnows() throws IOException {
    refused(
        feedstock("http://no-such-host.invalid", 10_000, ""), "no such host: no-such-host.invalid");
  }

  @Test
  void aHostThatSwallowsPackets() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      boolean isFull = false;
      while (!isFull && waiting.size() < 64) { // whom nobody lets in, until no more are heard
        Socket socket = new Socket();
        waiting.add(socket);
        try {
          socket.connect(deaf.getLocalSocketAddress(), 500);
        } catch (SocketTimeoutException e) {
          isFull = true;
        }
      }
      assertTrue(isFull, "this system lets in whoever wants to");
      refused(
          feedstock("http://127.0.0.1:" + deaf.getLocalPort(), 60, ""),
          "the host 127.0.0.1 does not answer",
          "of 60");
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void aUrlThatIsWrong() throws IOException {
    Set<String> asked = ConcurrentHashMap.newKeySet();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/wrong";
      for (String policy :
          List.of(
              "", "    policies: {missing_files: fill}", "    policies: {missing_files: skip}")) {
        refused(feedstock(base, 60, policy), "files exists", "is the url right?", base + "/0.nc");
        asked.clear();
        refused(
            feedstock(base, 10_000, policy),
            "none of the first 20 of 10000 files exists",
            "is the url right?",
            base + "/0.nc");
        assertTrue(asked.size() < 200, asked.size() + " files were asked for");
        assertTrue(asked.contains("/wrong/9999.nc"), "the last is asked for");
      }
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theFailuresAreShownAsTheyHappen() throws IOException {
    int port = freePort();
    Told told = run("plan", feedstock("http://127.0.0.1:" + port, 60, ""));
    assertTrue(
        told.ran.err().contains(" failed; the first: http://127.0.0.1:" + port), told.ran.err());
  }

  @Test
  void anArchiveThatBeginsLaterThanItsPatternIsPlanned() throws IOException {
    String text = Files.readString(Ran.demo().resolve("feedstock.yaml"));
    Path file =
        Files.writeString(
            folder.resolve("feedstock.yaml"),
            text.replace("start: 2024-01-01", "start: 2023-11-01")
                    .replace(", items_per_file: 1", "")
                    .replace("data/demo-sst", Ran.demo() + "/data/demo-sst")
                + "    policies: {missing_files: skip}\n");
    Told told = run("plan", file);
    assertEquals(0, told.ran.code(), told.ran.toString());
    assertTrue(told.ran.out().contains("time: 12"), told.ran.out());
  }

  @Test
  void aPlanThatTrustsTheRecipeAsksForTheLastFileToo() throws IOException {
    String text = Files.readString(Ran.demo().resolve("feedstock.yaml"));
    Path file =
        Files.writeString(
            folder.resolve("feedstock.yaml"),
            text.replace("end: 2024-01-12", "end: 2024-01-13")
                .replace("data/demo-sst", Ran.demo() + "/data/demo-sst"));
    Told told = run("plan", file);
    assertEquals(3, told.ran.code(), told.ran.toString());
    assertTrue(told.ran.err().contains("demo-sst.20240113.nc"), told.ran.err());
  }
}
