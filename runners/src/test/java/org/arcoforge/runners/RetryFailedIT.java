package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.arcoforge.SourceTree;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.FaultyHttpServer;
import org.arcoforge.source.FaultyHttpServer.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What could not be had is told of, file by file, never filled, and asked for again on request. */
class RetryFailedIT {
  private static final int FILES = 6;
  private static final Settings QUICK =
      Settings.standard().toBuilder()
          .home(SourceTree.repository().toString())
          .retryMillis(1)
          .silenceMillis(500)
          .build();

  @TempDir Path folder = Path.of("");

  private final FaultyHttpServer server = new FaultyHttpServer();

  RetryFailedIT() throws IOException {}

  @AfterEach
  void close() {
    server.close();
  }

  private static byte[] file(int n) {
    return new Netcdf3File()
        .dimension("time", 1)
        .dimension("x", 3)
        .variable("time", List.of("time"), Map.of("units", "days since 2000-01-01"), n)
        .variable("t", List.of("time", "x"), Map.of("units", "K"), n, n + 0.5, n + 0.25)
        .bytes();
  }

  private Path feedstock(String policies) throws IOException {
    return Files.writeString(
        folder.resolve("feedstock.yaml"),
        """
        id: flaky
        title: A flaky server
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: days
            pattern:
              url: "%s"
              format: netcdf3
              dims:
                - concat: time
                  dates: {start: 2000-01-01, end: 2000-01-06, step: P1D}
            target: {chunks: {time: 1}}
            policies: %s
        """
            .formatted(server.url("/f{time:%j}.nc"), policies));
  }

  /** The pattern counts days of the year, 001 to 006. */
  private void serveDays() {
    for (int n = 0; n < FILES; n++) {
      server.put(day(n), file(n));
    }
  }

  private static String day(int n) {
    return "/f00" + (n + 1) + ".nc";
  }

  private Ran bake(Path feedstock, Object... more) {
    Object[] all = new Object[4 + more.length + 2];
    Object[] first = {"bake", feedstock, "--root", folder.resolve("root")};
    System.arraycopy(first, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    all[4 + more.length] = "--report";
    all[5 + more.length] = folder.resolve("report.jsonl");
    return Ran.arco(QUICK, all);
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve("report.jsonl")));
  }

  private Set<String> asked() {
    return server.requests().stream()
        .map(FaultyHttpServer.Request::path)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Path> published() throws IOException {
    Path root = folder.resolve("root/persistent-ro");
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(
              p ->
                  p.endsWith("zarr.json")
                      && Objects.requireNonNull(p.getParent()).toString().endsWith(".zarr"))
          .toList();
    }
  }

  @Test
  void aFailureIsNeverFilled() throws IOException {
    for (String policy : List.of("fill", "skip")) {
      for (Fault fault :
          List.of(
              new Fault.Status(500, ""),
              new Fault.Status(403, ""),
              new Fault.ClaimMore(100_000_000))) {
        serveDays();
        server.always(day(2), fault);
        Ran ran = bake(feedstock("{missing_files: " + policy + "}"));
        assertEquals(3, ran.code(), fault + ": " + ran);
        assertEquals(List.of(), published(), fault.toString());
        JsonNode failed = report().get("failedSources");
        assertEquals(1, failed.size(), failed.toString());
        assertEquals(server.url(day(2)), failed.get(0).get("url").asText());
        boolean refused = fault instanceof Fault.Status s && s.code() == 403;
        assertEquals(refused ? "refused" : "transient", failed.get(0).get("class").asText());
        assertEquals(refused, failed.get(0).get("permanent").asBoolean());
        assertTrue(failed.get(0).get("attempts").asInt() >= (refused ? 1 : 6), failed.toString());
        server.always(day(2), new Fault.None());
      }
    }
    server.always(day(2), new Fault.Status(404, ""));
    assertEquals(0, bake(feedstock("{missing_files: fill}")).code());
  }

  @Test
  void whatFailedIsAskedForAgainAndNothingElse() throws IOException {
    serveDays();
    server.always(day(1), new Fault.Status(403, "")).always(day(4), new Fault.Status(503, "0"));
    Path feedstock = feedstock("{}");
    Ran first = bake(feedstock);
    assertEquals(3, first.code(), first.toString());
    for (String part : List.of("failed source", day(1), day(4), "permanent", "--retry-failed")) {
      assertTrue(first.err().contains(part), part + " in " + first);
    }
    assertEquals(2, report().get("failedSources").size());
    JsonNode asked = report().get("hosts").get(server.host());
    assertEquals(server.requests().size(), asked.get("requests").asInt(), asked.toString());
    int again = asked.get("retries").get("503").asInt();
    String line = server.requests().size() + " times, " + again + " of these again (503: " + again;
    assertTrue(first.err().contains("asked    " + server.host() + " " + line), first.err());
    try (Stream<Path> files = Files.walk(folder.resolve("root"))) {
      Path letters =
          files.filter(p -> p.endsWith("failed-sources.jsonl")).findFirst().orElseThrow();
      assertEquals(2, Files.readAllLines(letters).size());
    }

    server.always(day(4), new Fault.None());
    server.forget();
    Ran second = bake(feedstock, "--retry-failed");
    assertEquals(3, second.code(), second.toString());
    assertEquals(Set.of(day(1), day(4)), asked());
    assertTrue(second.err().contains("1 of the 2 sources that failed in run "), second.err());
    assertTrue(second.err().contains("recovered: " + server.url(day(4))), second.err());
    assertTrue(second.err().contains("failed again: " + server.url(day(1))), second.err());

    server.always(day(1), new Fault.None());
    Ran third = bake(feedstock, "--retry-failed");
    assertEquals(0, third.code(), third.toString());
    assertTrue(third.err().contains("1 of the 1 sources that failed"), third.err());
    assertEquals(0, report().get("failedSources").size());
    assertEquals(1, published().size());

    server.forget();
    Ran fourth = bake(feedstock, "--retry-failed");
    assertEquals(0, fourth.code(), fourth.toString());
    assertTrue(fourth.err().contains("no source failed in the run before"), fourth.toString());
    assertFalse(server.requests().iterator().hasNext());
    assertEquals("{}", report().get("hosts").toString());
    assertEquals(2, bake(feedstock, "--retry-failed", "--dry-run").code());
  }
}
