package org.arcoforge.beam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.PlanPreview;
import org.arcoforge.commit.RunId;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.plan.Plan;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.yaml.FeedstockTexts;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.OpenStores;
import org.arcoforge.store.StoreContents;
import org.arcoforge.zarr.ZarrStore;

/**
 * A tiny archive (three files of two days, temperature and wind on 2 × 3 points) and a recipe for
 * it, baked in this process into stores of its own.
 */
public final class BakeCase {
  public static final int FILES = 3;
  static final int DAYS = 2;
  static final int POINTS = 6;
  public static final Resources MEMORY = Resources.alone(1 << 20, 1 << 30, 2);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final Path folder;
  final String root;
  private String target = "chunks: {time: 1}, codec: {name: none}";
  private String policies = "{}";
  private String sources;
  private String access = "{}";

  public BakeCase(Path folder, String root) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.root = root;
    this.sources = folder.toUri().toString().replaceAll("/$", "");
    for (int f = 0; f < FILES; f++) {
      file(f, 0).write(path(f));
      Files.setLastModifiedTime(path(f), FileTime.fromMillis(1_600_000_000_000L));
    }
  }

  /** With stores in memory that no other test sees. */
  public static BakeCase inMemory(Path folder) throws IOException {
    return new BakeCase(folder, "memory://bake" + NUMBER.incrementAndGet() + "/");
  }

  public BakeCase target(String yaml) {
    target = yaml;
    return this;
  }

  /** Reads the files from elsewhere. */
  BakeCase sources(String url, String accessYaml) {
    sources = url;
    access = accessYaml;
    return this;
  }

  BakeCase policies(String yaml) {
    policies = yaml;
    return this;
  }

  public Path path(int f) {
    return folder.resolve("f" + f + ".nc");
  }

  /** File {@code f}, its temperatures shifted. */
  public static Netcdf3File file(int f, double shift) {
    return new Netcdf3File()
        .dimension("time", DAYS)
        .dimension("y", 2)
        .dimension("x", 3)
        .variable(
            "time",
            List.of("time"),
            Map.of("units", "days since 2000-01-01"),
            f * DAYS,
            f * DAYS + 1)
        .variable("y", List.of("y"), Map.of("units", "degrees_north"), 10, 20)
        .variable("x", List.of("x"), Map.of("units", "degrees_east"), 1, 2, 3)
        .variable("crs", List.of(), Map.of(), 7)
        .variable("t", List.of("time", "y", "x"), Map.of("units", "K"), values(f, 100 + shift))
        .variable("w", List.of("time", "y", "x"), Map.of(), values(f, -100));
  }

  private static double[] values(int f, double base) {
    int n = DAYS * POINTS;
    return DoubleStream.iterate(base + f * n, v -> v + 1).limit(n).toArray();
  }

  Feedstock feedstock() {
    String text =
        """
        id: case
        title: A case
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: days
            pattern:
              url: "%s/f{time}.nc"
              format: netcdf3
              access: %s
              dims:
                - {concat: time, range: {start: 0, stop: %s, step: 1}}
            target: {%s}
            policies: %s
        """
            .formatted(sources, access, FILES - 1, target, policies);
    return FeedstockTexts.valid(text);
  }

  String persistent() {
    return root + "persistent-ro/case/days/";
  }

  String scratch() {
    return root + "scratch/case/days/";
  }

  String catalog() {
    return root + "catalog/";
  }

  public BakeConfig config() {
    Feedstock feedstock = feedstock();
    return BakeConfig.builder()
        .feedstock(feedstock)
        .recipe(feedstock.recipes().get(0))
        .run(RunId.create(Clock.systemUTC()))
        .recipeStore(persistent())
        .scratch(scratch())
        .catalog(catalog())
        .resources(MEMORY)
        .software("ArcoForge test")
        .build();
  }

  /** The plan of a bake, from its headers. */
  public static Plan plan(BakeConfig config) throws IOException {
    try (WorkerSession session = WorkerSession.open(config)) {
      return PlanPreview.plan(session, n -> {}, true);
    }
  }

  /** Deletes what a bake left in its run's folder. */
  void forgetRun(BakeReport report) throws IOException {
    ObjectStore runs = store().within("runs/" + report.version() + "/");
    for (String key : StoreContents.of(runs).keySet()) {
      runs.delete(key);
    }
  }

  /** Bakes; the report that the run's folder holds. */
  public BakeReport bake() throws IOException {
    return bake(config());
  }

  public static BakeReport bake(BakeConfig config) throws IOException {
    return new Prepared(config, new OpenStores()).bake();
  }

  /** A bake with stores that are handed in. */
  record Prepared(BakeConfig config, OpenStores stores) {
    BakeReport bake() throws IOException {
      try (WorkerSession session = WorkerSession.open(config, stores)) {
        return InProcess.bake(config).orElseThrow();
      }
    }
  }

  /**
   * Bakes into that store in place of the case's own. It has an address of its own: threads of a
   * failed pipeline may go on for a moment, and must not meet the store of the next one.
   */
  public BakeReport bake(ObjectStore store) throws IOException {
    return on(store, config()).bake();
  }

  static Prepared on(ObjectStore store, BakeConfig c) {
    String url = "test://" + NUMBER.incrementAndGet() + "/";
    BakeConfig config =
        BakeConfig.builder()
            .feedstock(c.feedstock())
            .recipe(c.recipe())
            .run(c.run())
            .recipeStore(url)
            .scratch(c.scratch())
            .catalog(c.catalog())
            .cache(c.cache())
            .headers(c.cache().url())
            .resources(c.resources())
            .software(c.software())
            .build();
    return new Prepared(config, new OpenStores().with(url, store));
  }

  public ObjectStore store() throws IOException {
    return ObjectStores.open(persistent());
  }

  static Block read(String storeUrl, String array) throws IOException {
    ZarrStore zarr = ZarrStore.open(ObjectStores.open(storeUrl));
    return zarr.array(array).read(Region.whole(zarr.array(array).layout().variable().shape()));
  }

  static double[] doubles(Block block) {
    double[] values = new double[block.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = block.type().isFloat() ? block.doubleAt(i) : block.longAt(i);
    }
    return values;
  }

  /** What the store must hold of {@code t}. */
  static double[] temperatures() {
    return DoubleStream.iterate(100, v -> v + 1).limit((long) FILES * DAYS * POINTS).toArray();
  }

  public Recipe recipe() {
    return feedstock().recipes().get(0);
  }
}
