package org.arcoforge.beam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Resources;
import org.arcoforge.commit.RunId;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.yaml.FeedstockTexts;
import org.arcoforge.store.OpenStores;

/**
 * An archive of one file a time step, each with three variables of 2 MB, baked into a folder on
 * disk, whose objects are so large that they are written as they are encoded.
 */
final class LargeArchive {
  /** Bytes that objects of the three variables have more of, and no other file of a bake has. */
  static final int LARGE = 3 << 20;

  private static final int Y = 512;
  private static final int X = 512;
  private static final long TIME = 1_600_000_000_000L;

  private final Path home;
  private final String target;
  private final int steps;

  LargeArchive(Path home, String target, int steps) {
    this.home = home;
    this.target = target;
    this.steps = steps;
  }

  /** The same with more steps, or fewer. */
  LargeArchive with(int other) {
    return new LargeArchive(home, target, other);
  }

  /** What {@link #told} needs to know. */
  List<String> asTold() {
    return List.of(home.toString(), target, String.valueOf(steps));
  }

  static LargeArchive told(List<String> arguments) {
    return new LargeArchive(
        Path.of(arguments.get(0)), arguments.get(1), Integer.parseInt(arguments.get(2)));
  }

  Path root() {
    return home.resolve("root");
  }

  String recipeStore() {
    return recipeFolder().toUri().toString().replaceAll("/?$", "/");
  }

  Path recipeFolder() {
    return root().resolve("persistent-ro/large/maps");
  }

  /** Stores of all versions, the oldest first, whether they can be opened or not. */
  List<Path> storeFolders() throws IOException {
    return storeFolders(root());
  }

  static List<Path> storeFolders(Path root) throws IOException {
    Path recipe = root.resolve("persistent-ro/large/maps");
    if (!Files.isDirectory(recipe)) {
      return List.of();
    }
    Map<Path, FileTime> opened = new TreeMap<>();
    try (Stream<Path> all = Files.walk(recipe, 2)) {
      for (Path store : all.filter(p -> p.endsWith("maps.zarr")).toList()) {
        opened.put(store, opened(store));
      }
    }
    return opened.keySet().stream().sorted(Comparator.comparing(opened::get)).toList();
  }

  /** When it could be opened; of versions of one second names do not tell which was first. */
  private static FileTime opened(Path store) throws IOException {
    for (String name : List.of("zarr.json", ".zmetadata")) {
      if (Files.exists(store.resolve(name))) {
        return Files.getLastModifiedTime(store.resolve(name));
      }
    }
    return FileTime.fromMillis(Long.MAX_VALUE);
  }

  /** Writes the files that are not there. */
  void write() throws IOException {
    Files.createDirectories(home.resolve("data"));
    for (int step = 0; step < steps; step++) {
      if (!Files.exists(path(step))) {
        write(step, step);
      }
    }
  }

  /** A file is replaced by one with other values. */
  void correct(int step) throws IOException {
    write(step, step + 1000);
  }

  private Path path(int step) {
    return home.resolve("data/" + step + ".nc");
  }

  private void write(int step, int seed) throws IOException {
    Random random = new Random(seed);
    double[] values = random.doubles((long) Y * X).map(v -> Math.round(v * 1e6) / 64.0).toArray();
    Netcdf3File file =
        new Netcdf3File()
            .dimension("time", 1)
            .dimension("y", Y)
            .dimension("x", X)
            .variable("time", List.of("time"), Map.of("units", "days since 2000-01-01"), step);
    for (String name : List.of("a", "b", "c")) {
      file.variable(name, List.of("time", "y", "x"), Map.of(), values);
    }
    file.write(path(step));
    Files.setLastModifiedTime(path(step), FileTime.fromMillis(TIME + 1000L * seed));
  }

  private Feedstock feedstock() {
    return FeedstockTexts.valid(
        String.format(
            Locale.ROOT,
            """
        id: large
        title: Maps
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: maps
            pattern:
              url: "%s/data/{time}.nc"
              format: netcdf3
              dims:
                - {concat: time, range: {start: 0, stop: %d, step: 1}}
            target: {%s}
            policies: {changed_sources: new-version}
        """,
            home.toUri().toString().replaceAll("/$", ""),
            steps - 1,
            target));
  }

  /** A bake by the direct runner, several objects at once. */
  BakeReport bake(OpenStores stores) throws IOException {
    Feedstock feedstock = feedstock();
    String root = root().toUri().toString().replaceAll("/?$", "/");
    BakeConfig config =
        BakeConfig.builder()
            .feedstock(feedstock)
            .recipe(feedstock.recipes().get(0))
            .run(RunId.create(Clock.systemUTC()))
            .recipeStore(recipeStore())
            .scratch(root + "scratch/large/maps/")
            .catalog(root + "catalog/")
            .resources(Resources.alone(200 << 20, 1 << 30, 2))
            .software("ArcoForge test")
            .build();
    return DailyArchive.byBeam(config, stores);
  }
}
