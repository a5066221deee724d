package org.arcoforge.runners.jobs;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PortablePipelineOptions;
import org.apache.beam.sdk.util.construction.Environments;
import org.apache.beam.sdk.util.construction.resources.PipelineResources;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.Resources;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.beam.BakeListener;
import org.arcoforge.beam.BakeRun;
import org.arcoforge.beam.Progress;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.yaml.FeedstockTexts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bakes whose steps run in Beam's worker harness, a process that has nothing but the jars which a
 * job brings to Dataflow: what is not staged is not there.
 */
@Timeout(600)
class PortableHarnessIT {
  private static final int DAYS = 6;
  private static final int SIDE = 20;

  /** What builds and tests add to the class path of {@code arco}. */
  private static final Pattern OF_TESTS =
      Pattern.compile(
          ".*/test-classes/?|.*-tests\\.jar|.*/(junit|archunit|opentest4j|apiguardian|jamm)-[^/]*"
              + "|.*/junit-[^/]*|.*/console\\.jar");

  /** Kept, or its level would be collected with it. */
  private static final Logger LOG = Logger.getLogger("");

  @TempDir static Path folder = Path.of("");

  @AfterAll
  static void log() {
    LOG.setLevel(Level.INFO);
  }

  @BeforeAll
  static void archive() throws IOException {
    LOG.setLevel(Level.SEVERE); // Flink tells of each of its steps
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
  }

  /** Nobody looks. */
  private static final class Silent implements BakeListener {
    @Override
    public void progress(Progress progress, long files) {}

    @Override
    public void failed(Exception e) {}

    @Override
    public void done() {}
  }

  private static Feedstock feedstock() {
    return FeedstockTexts.valid(
        """
        id: harness
        title: Daily
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: days
            pattern: {glob: "%s/d*.nc", format: netcdf3, dims: [{concat: time}]}
            target: {chunks: {time: 2, y: 10, x: 20}, codec: {name: zstd}}
        """
            .formatted(folder));
  }

  private static BakeRun run(String name, PipelineOptions options) {
    String root = folder.resolve(name).toUri().toString();
    Bakery bakery =
        new Bakery(root + "/scratch/", root + "/persistent-ro/", root + "/catalog/", "");
    return new BakeRun(bakery, () -> options, Resources.shared(1_000_000, 1 << 29), new Silent());
  }

  private static BakeReport direct(String name) {
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    options.setEnforceImmutability(false);
    return bake(run(name, options));
  }

  private static BakeReport bake(BakeRun run) {
    Feedstock feedstock = feedstock();
    return run.bake(feedstock, feedstock.recipes().get(0), 0);
  }

  private static List<String> everything() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.asList(all.split(File.pathSeparator));
  }

  private static List<String> classPath() {
    return everything().stream().filter(p -> !OF_TESTS.matcher(p).matches()).toList();
  }

  private static BakeReport harness(String name, HarnessPool pool, List<String> staged)
      throws IOException {
    Path packed = Files.createDirectories(folder.resolve(name + "-packed"));
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster("[local]");
    options.setParallelism(2);
    options.setFilesToStage(PipelineResources.prepareFilesForStaging(staged, packed.toString()));
    PortablePipelineOptions portable = options.as(PortablePipelineOptions.class);
    portable.setDefaultEnvironmentType(Environments.ENVIRONMENT_EXTERNAL);
    portable.setDefaultEnvironmentConfig(pool.address());
    return bake(run(name, options).remote(new PortableLauncher(), BakeRun.After.WAIT));
  }

  /** Prints what it takes a worker until its first element has left something, when it has. */
  private static Thread startUp(String name, HarnessPool pool) {
    Path launches = folder.resolve(name).resolve("catalog/launches");
    Thread watch =
        new Thread(
            () -> {
              try {
                while (pool.began() == null || !Files.isDirectory(launches)) {
                  Thread.sleep(10);
                }
                System.out.printf(
                    Locale.ROOT,
                    "%d worker: first element after %.1f s, %.1f s of processor%n",
                    pool.started(),
                    Duration.between(requireNonNull(pool.began()), Instant.now()).toMillis() / 1e3,
                    pool.processor().toMillis() / 1e3);
              } catch (InterruptedException e) {
                System.out.println("no worker has left anything");
              }
            });
    watch.start();
    return watch;
  }

  /** The objects of the store, without the document that says who made it. */
  private static Map<String, String> objects(String name) throws IOException {
    Map<String, String> objects = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve(name).resolve("persistent-ro"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = file.toString();
        int at = path.indexOf("days.zarr/");
        if (at >= 0 && !path.endsWith("days.zarr/zarr.json")) {
          objects.put(path.substring(at), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return objects;
  }

  @Test
  void workerWithTheStagedJarsAloneMakesTheObjectsOfTheDirectRunner() throws Exception {
    BakeReport expected = direct("direct");
    assertEquals(BakeStatus.PUBLISHED, expected.status(), expected.problems().toString());
    try (HarnessPool pool = new HarnessPool(folder.resolve("workers"), everything())) {
      Thread watch = startUp("harness", pool);
      BakeReport report = harness("harness", pool, DataflowJars.of(classPath()));
      watch.interrupt();
      assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems() + pool.said());
      assertTrue(pool.started() > 0);
      assertFalse(
          pool.staged().stream()
              .anyMatch(p -> p.getFileName().toString().matches("(flink|undertow|junit)-.*")),
          pool.staged().toString());
    }
    Map<String, String> objects = objects("direct");
    assertTrue(objects.size() > DAYS, objects.keySet().toString());
    assertEquals(objects, objects("harness"));
  }

  @Test
  void jarThatIsNotStagedIsToldByTheClassThatIsMissing() throws Exception {
    List<String> staged =
        DataflowJars.of(classPath()).stream().filter(p -> !p.contains("/zstd-jni-")).toList();
    assertEquals(DataflowJars.of(classPath()).size() - 1, staged.size());
    try (HarnessPool pool = new HarnessPool(folder.resolve("poor-workers"), everything())) {
      BakeReport report = harness("poor", pool, staged);
      assertEquals(Outcome.UNEXPECTED, report.outcome(), report.toString());
      String told = String.join("\n", report.problems());
      assertTrue(told.contains("com.github.luben.zstd"), told);
      assertTrue(told.contains("is not on this worker"), told);
      assertTrue(told.contains("filesToStage"), told);
    }
    assertEquals(Map.of(), objects("poor"));
  }
}
