package org.arcoforge.runners;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.arcoforge.SourceTree;
import org.arcoforge.bakery.Bakeries;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.store.BucketServer.Fault;
import org.arcoforge.store.FakeGcsServer;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bakes on a cluster of separate processes, one of which is killed. */
@Timeout(300)
class FlinkClusterIT {
  private static final int DAYS = 40;
  private static final int SIDE = 40;

  @TempDir static Path folder = Path.of("");
  private static String master = "";
  private static Map<String, String> direct = Map.of();
  private static @Nullable FakeGcsServer archive; // that the cluster knows as Cloud Storage

  @BeforeAll
  static void start() throws Exception {
    archive = new FakeGcsServer();
    for (int day = 0; day < DAYS; day++) {
      double[] values = new double[SIDE * SIDE];
      for (int i = 0; i < values.length; i++) {
        values[i] = day + i / 7.0;
      }
      new Netcdf3File()
          .dimension("time", 1)
          .dimension("y", SIDE)
          .dimension("x", SIDE)
          .variable("time", List.of("time"), Map.of("units", "days since 2000-01-01"), day)
          .variable("t", List.of("time", "y", "x"), Map.of("units", "K"), values)
          .write(folder.resolve(String.format(Locale.ROOT, "d%02d.nc", day)));
    }
    Files.writeString(
        folder.resolve("feedstock.yaml"),
        """
        id: daily
        title: Daily
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: days
            pattern: {glob: "%s/d*.nc", format: netcdf3, dims: [{concat: time}]}
            target: {chunks: {time: 1, y: 10, x: 20}}
        """
            .formatted(folder));
    Ran ran = Ran.arco("bake", folder.resolve("feedstock.yaml"), "--root", folder.resolve("root"));
    assertEquals(0, ran.code(), ran.toString());
    direct = published(folder.resolve("root"));
    assertTrue(direct.size() > DAYS * 8, direct.keySet().toString());
    master = cluster("start", "--slots", "2", "--memory", "512", "--class-path", classPath());
  }

  @AfterAll
  static void stop() throws Exception {
    cluster("stop");
    archive().close();
  }

  private static FakeGcsServer archive() {
    return requireNonNull(archive);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Runs the script, and returns what it says of the JobManager. */
  private static String cluster(String action, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(SourceTree.repository().resolve("scripts/flink-cluster").toString());
    command.addAll(List.of(action, folder.resolve("cluster").toString()));
    command.addAll(List.of(options));
    ProcessBuilder script = new ProcessBuilder(command).redirectErrorStream(true);
    script.environment().put("STORAGE_EMULATOR_HOST", archive().endpoint());
    Process process = script.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.replaceFirst("(?s).*FLINK_MASTER=", "").strip();
  }

  /** The shipped bakery, for a cluster and a folder that is made for it. */
  private static Path bakery(String name, String jobManager) throws IOException {
    String text =
        Bakeries.text("flink")
            .replace("${ARCO_STORE}", folder.resolve(name).toString())
            .replace("${FLINK_MASTER}", jobManager);
    return Files.writeString(folder.resolve(name + ".yaml"), text);
  }

  /** Nobody says how many slots it is to take. */
  @Test
  void takesTheSlotsOfTheClusterAndSaysSo() throws Exception {
    Ran ran =
        Ran.arco(
            "bake",
            folder.resolve("feedstock.yaml"),
            "--prune",
            "2",
            "--bakery",
            bakery("slots", master));
    assertEquals(0, ran.code(), ran.toString());
    assertTrue(ran.err().contains("has 4 slots"), ran.err());
    assertTrue(ran.err().contains("at most 2 a TaskManager; the job takes 4"), ran.err());
  }

  private static Ran bake(String name, String jobManager) throws IOException {
    return Ran.arco(
        "bake",
        folder.resolve("feedstock.yaml"),
        "--bakery",
        bakery(name, jobManager),
        "--runner-option",
        "parallelism=2");
  }

  /** Everything below the published folder, by path; what says who made it and when is left out. */
  private static Map<String, String> published(Path root) throws IOException {
    Map<String, String> objects = new TreeMap<>();
    Path below = root.resolve("persistent-ro");
    for (Path file : files(below)) {
      String key =
          below.relativize(file).toString().replaceAll("\\d{8}T\\d{6}Z-[0-9a-f]{4}", "RUN");
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (key.endsWith(".zarr/zarr.json")) {
        ObjectNode group = (ObjectNode) new ObjectMapper().readTree(Files.readString(file));
        assertNotNull(((ObjectNode) group.path("attributes")).remove("arcoforge"), text);
        text = group.toString();
      }
      objects.put(key, text);
    }
    return objects;
  }

  private static List<Path> files(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (java.io.UncheckedIOException | NoSuchFileException e) {
      return List.of(); // changes while it is looked at
    }
  }

  private static JsonNode ask(String path) throws IOException {
    return new ObjectMapper().readTree(URI.create("http://" + master + path).toURL());
  }

  private static void checkStore(String name) throws IOException {
    Map<String, String> objects = published(folder.resolve(name));
    assertNotNull(objects.remove("daily/days/runs/RUN/begun.json.gz")); // by the job's first step
    // What a killed process was writing has no name yet, so that no reader sees it.
    objects.keySet().removeIf(k -> name.equals("killed") && k.contains("/.arco-tmp/"));
    assertEquals(direct.keySet(), objects.keySet()); // nothing temporary either
    for (String key : direct.keySet()) {
      if (key.contains(".zarr/")) {
        assertEquals(direct.get(key), objects.get(key), key);
      }
    }
    Path lease = folder.resolve(name).resolve("catalog/leases/daily/days.json");
    long expires = new ObjectMapper().readTree(Files.readString(lease)).path("expires").asLong();
    assertTrue(expires <= System.currentTimeMillis(), "the lease is held");
  }

  @Test
  void makesTheObjectsOfTheDirectRunner() throws Exception {
    Ran ran = bake("whole", master);
    assertEquals(0, ran.code(), ran.toString());
    checkStore("whole");
  }

  /** The files, their order and thus all requests are known to the workers alone. */
  @Test
  void requestsOfAllWorkersAreInTheReport() throws Exception {
    String bucket = "gs://flink-archive";
    ObjectStores.reach(
        bucket, new ObjectStores.Bucket(Map.of("gs.endpoint", archive().endpoint()), null));
    try (ObjectStore store = ObjectStores.open(bucket + "/")) {
      for (int day = 0; day < DAYS; day++) {
        String name = String.format(Locale.ROOT, "d%02d.nc", day);
        store.create(name, Files.readAllBytes(folder.resolve(name)));
      }
    }
    String text = Files.readString(folder.resolve("feedstock.yaml"));
    Path feedstock = folder.resolve("of-bucket.yaml");
    Files.writeString(feedstock, text.replace(folder + "/d*.nc", bucket + "/d*.nc"));
    int before = archive().requests();
    Fault[] faults = new Fault[DAYS];
    Arrays.fill(faults, Fault.NONE);
    faults[0] = Fault.UNAVAILABLE; // the glob
    faults[20] = Fault.UNAVAILABLE;
    faults[DAYS - 1] = Fault.TOO_MANY;
    archive().next(faults);
    Path report = folder.resolve("counted.jsonl");
    Ran ran =
        Ran.arco("bake", feedstock, "--bakery", bakery("counted", master), "--report", report);
    assertEquals(0, ran.code(), ran.toString());
    int asked = archive().requests() - before;
    assertTrue(asked > 2 * DAYS, "each file is looked at and read");
    JsonNode hosts = new ObjectMapper().readTree(Files.readString(report)).path("hosts");
    String host = archive().endpoint().replace("http://", "");
    assertEquals(
        String.format(
            Locale.ROOT,
            "{\"%s\":{\"requests\":%d,\"retries\":{\"429\":1,\"503\":2}}}",
            host,
            asked),
        hosts.toString());
    String told =
        String.format(
            Locale.ROOT, "asked    %s %d times, 3 of these again (429: 1, 503: 2)", host, asked);
    assertTrue(ran.toString().contains(told), ran.toString());
  }

  @Test
  void goesOnWhenATaskManagerIsKilled() throws Exception {
    CompletableFuture<Ran> baked =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return bake("killed", master);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    Path below = folder.resolve("killed/persistent-ro");
    while (files(below).stream().noneMatch(f -> f.toString().contains("/t/c/"))) {
      assertTrue(!baked.isDone(), () -> baked.join().toString());
      Thread.onSpinWait();
    }
    String busy = "";
    for (JsonNode worker : ask("/taskmanagers").path("taskmanagers")) {
      if (worker.path("freeSlots").asInt() < worker.path("slotsNumber").asInt()) {
        busy = worker.path("id").asText();
      }
    }
    String pid = Files.readString(folder.resolve("cluster/" + busy + ".pid")).strip();
    assertTrue(ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly());
    Ran ran = baked.join();
    assertEquals(0, ran.code(), ran.toString());
    checkStore("killed");
    String log = Files.readString(folder.resolve("cluster/log/jobmanager.log"));
    assertTrue(log.contains("from state RUNNING to RESTARTING"), "it was killed too late");
    assertTrue(log.contains("maxNumberRestartAttempts=4"), "the job has the cluster's restarts");
    cluster("start", "--class-path", classPath()); // for others
  }

  @Test
  void jobManagerThatDoesNotAnswerIsNamed() throws IOException {
    Ran ran = bake("nobody", "127.0.0.1:1");
    assertEquals(1, ran.code(), ran.toString());
    assertTrue(ran.err().contains("127.0.0.1:1 does not answer"), ran.err());
    assertTrue(ran.err().contains("FLINK_MASTER=host:port"), ran.err());
    assertEquals(List.of(), files(folder.resolve("nobody/persistent-ro")));
  }
}
