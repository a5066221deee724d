package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.arcoforge.SourceTree;
import org.arcoforge.bakery.Bakeries;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bakes in application mode: a JobManager and a TaskManager as the image's entry starts them. */
@Timeout(600)
class FlinkApplicationIT {
  private static final int DAYS = 12;
  private static final int SIDE = 20;

  @TempDir Path folder = Path.of("");
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void sources() throws IOException {
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
    Files.writeString(
        folder.resolve("bakery.yaml"),
        Bakeries.text("flink").replace("${ARCO_STORE}", folder.resolve("root").toString()));
    image();
    Files.writeString(
        Files.createDirectories(folder.resolve("conf")).resolve("flink-conf.yaml"),
        String.format(
            Locale.ROOT,
            """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.rpc.port: %d
        rest.port: %d
        rest.bind-address: 127.0.0.1
        jobmanager.memory.process.size: 1200m
        taskmanager.memory.process.size: 1500m
        taskmanager.numberOfTaskSlots: 2
        taskmanager.host: 127.0.0.1
        io.tmp.dirs: %s
        """,
            freePort(),
            freePort(),
            folder));
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
  }

  /** The files that the image has at /opt/arco, with the class path of this test. */
  private void image() throws IOException {
    Path image = Files.createDirectories(folder.resolve("image/opt/arco"));
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Files.writeString(image.resolve("class-path.args"), "-cp \"" + classPath + "\"\n");
    String pom = Files.readString(SourceTree.repository().resolve("runners/pom.xml"));
    String opens = pom.replaceFirst("(?s).*<arco.opens>(.*?)</arco.opens>.*", "$1");
    Files.writeString(image.resolve("opens.args"), opens + "\n");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Process flink(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(SourceTree.repository().resolve("runners/src/main/image/flink").toString());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(name).toFile());
    builder.environment().put("ARCO_IMAGE_ROOT", folder.resolve("image").toString());
    builder.environment().put("ARCO_IMAGE", "example.org/arco@sha256:0123");
    builder.environment().put("FLINK_CONF_DIR", folder.resolve("conf").toString());
    builder.environment().put("ARCO_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private static Map<String, String> chunks(Path root) throws IOException {
    Map<String, String> objects = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root.resolve("persistent-ro"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = file.toString().replaceFirst(".*\\.zarr/", "");
        if (file.toString().contains(".zarr/") && !key.equals("zarr.json")) {
          objects.put(key, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return objects;
  }

  @Test
  void makesTheObjectsOfTheDirectRunnerAndEndsWithTheBake() throws Exception {
    Path feedstock = folder.resolve("feedstock.yaml");
    Ran ran = Ran.arco("bake", feedstock, "--root", folder.resolve("direct"));
    assertEquals(0, ran.code(), ran.toString());
    Process jobManager =
        flink(
            "jobmanager",
            "standalone-job",
            "--job-classname",
            FlinkApplication.class.getName(),
            "bake",
            feedstock.toString(),
            "--bakery",
            folder.resolve("bakery.yaml").toString(),
            "--runner-option",
            "parallelism=2");
    flink("taskmanager", "taskmanager");
    assertTrue(jobManager.waitFor(500, TimeUnit.SECONDS), Files.readString(log("jobmanager")));
    String said = Files.readString(log("jobmanager"));
    assertEquals(0, jobManager.exitValue(), said);
    Map<String, String> direct = chunks(folder.resolve("direct"));
    assertTrue(direct.size() > DAYS * 2, direct.keySet().toString());
    assertEquals(direct, chunks(folder.resolve("root")));
    Path item;
    try (Stream<Path> files = Files.walk(folder.resolve("root/catalog"))) {
      item = files.filter(f -> f.endsWith("item.json")).findFirst().orElseThrow();
    }
    assertTrue(
        Files.readString(item).contains("\"example.org/arco@sha256:0123\""),
        "the item does not name the image");
  }

  @Test
  void failedBakeEndsTheClusterWithAnotherCode() throws Exception {
    Process jobManager =
        flink("failed", "standalone-job", "bake", folder.resolve("none").toString());
    assertTrue(jobManager.waitFor(300, TimeUnit.SECONDS), Files.readString(log("failed")));
    String said = Files.readString(log("failed"));
    assertTrue(jobManager.exitValue() != 0, said);
    assertTrue(said.contains("none"), said);
  }
}
