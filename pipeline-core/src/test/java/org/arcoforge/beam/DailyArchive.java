package org.arcoforge.beam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.NothingToDo;
import org.arcoforge.bake.publish.Sweep;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.commit.RunId;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Retention;
import org.arcoforge.recipe.yaml.FeedstockTexts;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.OpenStores;

/**
 * An archive of one file a day, each with one map of 3 x 4 points and its bounds, which grows, is
 * corrected, and has files that come late; and a recipe in mode append.
 */
final class DailyArchive {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
  private static final int POINTS = 12;
  private static long clock = 1_600_000_000_000L;

  private final Path folder;
  private final String root;
  private final String target;
  private final String changed;
  private final int ahead; // days that the pattern names, and that are not there yet
  private final List<Integer> revisions; // by day; -1 where the file is not there
  private final Set<Integer> preliminary;

  private DailyArchive(
      Path folder,
      String root,
      String target,
      String changed,
      int ahead,
      List<Integer> revisions,
      Set<Integer> preliminary) {
    this.ahead = ahead;
    this.preliminary = preliminary;
    this.folder = folder;
    this.root = root;
    this.target = target;
    this.changed = changed;
    this.revisions = revisions;
  }

  private static String newRoot() {
    return "memory://daily" + NUMBER.incrementAndGet() + "/";
  }

  static DailyArchive random(Path folder, Random random) throws IOException {
    Files.createDirectories(folder);
    int chunk = 1 + random.nextInt(5);
    String target = "chunks: {time: " + chunk + ", y: " + (1 + random.nextInt(3)) + "}";
    int form = random.nextInt(3);
    target +=
        form == 0
            ? ", zarr_format: 2"
            : form == 1 ? ", shards: {time: " + chunk * (1 + random.nextInt(3)) + "}" : "";
    target += random.nextBoolean() ? ", codec: {name: none}" : "";
    String changed = random.nextBoolean() ? "new-version" : "in-place";
    DailyArchive archive =
        new DailyArchive(
            folder,
            newRoot(),
            target,
            changed,
            random.nextInt(4),
            new ArrayList<>(),
            new HashSet<>());
    archive.grow(1 + random.nextInt(12));
    return archive;
  }

  /** An archive of a few days that grows in place, in one of three layouts. */
  static DailyArchive toRaceOver(Path folder, Random random) throws IOException {
    String target =
        List.of(
                "chunks: {time: 3, y: 2}",
                "chunks: {time: 2}, zarr_format: 2",
                "chunks: {time: 1}, shards: {time: 3}")
            .get(random.nextInt(3));
    return of(folder, target, "in-place", 3 + random.nextInt(5));
  }

  /** An archive of so many days. */
  static DailyArchive of(Path folder, String target, String changed, int days) throws IOException {
    Files.createDirectories(folder);
    DailyArchive archive =
        new DailyArchive(folder, newRoot(), target, changed, 0, new ArrayList<>(), new HashSet<>());
    archive.grow(days);
    return archive;
  }

  /** An archive of days that another process wrote, baked into a folder on disk. */
  static DailyArchive there(Path folder, String target, String changed, int days) {
    List<Integer> all = new ArrayList<>(Collections.nCopies(days, 0));
    String root = folder.resolve("bakery").toUri().toString().replaceAll("/?$", "/");
    return new DailyArchive(folder, root, target, changed, 0, all, new HashSet<>());
  }

  /** The same archive, baked into a folder on disk. */
  DailyArchive onDisk() {
    String root = there(folder, target, changed, 0).root;
    return new DailyArchive(folder, root, target, changed, ahead, revisions, preliminary);
  }

  /** What {@link #there} needs to know. */
  List<String> asTold() {
    return List.of(folder.toString(), target, changed, String.valueOf(revisions.size()));
  }

  /** The same archive, baked anew at another place. */
  DailyArchive elsewhere() {
    return new DailyArchive(folder, newRoot(), target, changed, ahead, revisions, preliminary);
  }

  boolean isInPlace() {
    return changed.equals("in-place");
  }

  private Path path(int day) {
    String name = FIRST.plusDays(day).format(DateTimeFormatter.BASIC_ISO_DATE);
    return folder.resolve(name + (preliminary.contains(day) ? "_preliminary.nc" : ".nc"));
  }

  private double value(int day, int point) {
    return 1000.0 * revisions.get(day) + day + point / 100.0;
  }

  private void write(int day) throws IOException {
    double[] values = new double[POINTS];
    Arrays.setAll(values, p -> value(day, p));
    new Netcdf3File()
        .dimension("time", 1)
        .dimension("y", 3)
        .dimension("x", 4)
        .dimension("nv", 2)
        .variable(
            "time",
            List.of("time"),
            Map.of("units", "days since 1999-12-01", "bounds", "time_bnds"),
            day + 31)
        .variable("time_bnds", List.of("time", "nv"), Map.of(), day + 31, day + 32)
        .variable("y", List.of("y"), Map.of("units", "degrees_north"), 1, 2, 3)
        .variable("x", List.of("x"), Map.of("units", "degrees_east"), 1, 2, 3, 4)
        .variable("crs", List.of(), Map.of(), 7)
        .variable("t", List.of("time", "y", "x"), Map.of("units", "K"), values)
        .write(path(day));
    Files.setLastModifiedTime(path(day), FileTime.fromMillis(clock += 1000));
  }

  /** As many days more. */
  void grow(int days) throws IOException {
    for (int i = 0; i < days; i++) {
      revisions.add(0);
      if (revisions.size() % 3 > 0) {
        preliminary.add(revisions.size() - 1);
      }
      write(revisions.size() - 1);
    }
  }

  void correct(int day) throws IOException {
    revisions.set(day, revisions.get(day) + 1);
    write(day);
  }

  /** The last preliminary days, so many at the most, become final; returns how many they are. */
  int becomeFinal(int most) throws IOException {
    List<Integer> all =
        preliminary.stream()
            .filter(d -> revisions.get(d) >= 0)
            .sorted(Comparator.reverseOrder())
            .limit(most)
            .toList();
    for (int d : all) {
      Files.delete(path(d));
      preliminary.remove(d);
      correct(d);
    }
    return all.size();
  }

  /** Something happens; says what. */
  String live(Random random) throws IOException {
    int day = random.nextInt(revisions.size());
    switch (random.nextInt(6)) {
      case 0 -> {
        correct(day);
        return "day " + day + " is corrected";
      }
      case 1 -> {
        correct(day);
        int days = 1 + random.nextInt(3);
        grow(days);
        return "day " + day + " is corrected, and " + days + " days more";
      }
      case 2 -> {
        grow(2);
        int missing = revisions.size() - 2;
        revisions.set(missing, -1);
        Files.delete(path(missing));
        return "grows by 2 days, the first of which is missing";
      }
      case 4 -> {
        return becomeFinal(revisions.size()) + " days become final";
      }
      case 3 -> {
        int missing = revisions.indexOf(-1);
        if (missing >= 0) {
          correct(missing);
          return "day " + missing + " comes late";
        }
        return "stays as it is";
      }
      default -> {
        int days = random.nextInt(5) == 0 ? 1 + random.nextInt(40) : 1 + random.nextInt(6);
        grow(days);
        return "grows by " + days + " days";
      }
    }
  }

  /** What the store must hold of {@code t}. */
  double[] values() {
    double[] all = new double[revisions.size() * POINTS];
    Arrays.setAll(
        all, i -> revisions.get(i / POINTS) < 0 ? Double.NaN : value(i / POINTS, i % POINTS));
    return all;
  }

  private Feedstock feedstock() {
    return FeedstockTexts.valid(
        """
        id: daily
        title: Days
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: days
            pattern:
              url: ["%1$s/{time:%%Y%%m%%d}.nc", "%1$s/{time:%%Y%%m%%d}_preliminary.nc"]
              format: netcdf3
              dims:
                - {concat: time, dates: {start: 2000-01-01, end: %2$s, step: P1D}}
            target: {%3$s, mode: append}
            policies: {missing_files: {policy: wait, holes: fill}, changed_sources: %4$s}
        """
            .formatted(
                folder.toUri().toString().replaceAll("/$", ""),
                FIRST.plusDays(revisions.size() - 1L + ahead),
                target,
                changed));
  }

  String catalog() {
    return root + "catalog/";
  }

  /** Where a bake may keep headers. */
  String headers() {
    return root + "headers/";
  }

  ObjectStore store() throws IOException {
    return ObjectStores.open(root + "persistent-ro/daily/days/");
  }

  /** All that was baked: stores, their runs, and the catalog. */
  ObjectStore everything() throws IOException {
    return ObjectStores.open(root);
  }

  /** Stores of a bake that are parts of one which may be slow, broken, or counting. */
  OpenStores within(ObjectStore whole) {
    String persistent = "persistent-ro/daily/days/";
    return new OpenStores()
        .with(root + persistent, whole.within(persistent))
        .with(catalog(), whole.within("catalog/"))
        .with(headers(), whole.within("headers/"));
  }

  BakeConfig config() {
    Feedstock feedstock = feedstock();
    return BakeConfig.builder()
        .feedstock(feedstock)
        .recipe(feedstock.recipes().get(0))
        .run(RunId.create(Clock.systemUTC()))
        .recipeStore(root + "persistent-ro/daily/days/")
        .scratch(root + "scratch/daily/days/")
        .catalog(catalog())
        .resources(BakeCase.MEMORY)
        .software("ArcoForge test")
        .build();
  }

  /** Keeps one version, and nothing of bakes that have not published. */
  void sweep(Clock time) throws IOException {
    Bakery bakery = new Bakery(root + "scratch/", root + "persistent-ro/", catalog(), "");
    Sweep sweep = new Sweep(bakery, time, false);
    sweep.abandoned(Duration.ZERO);
    sweep.versions(Map.of("daily/days", Retention.newest(1)));
  }

  /** A bake whose bundles run one after the other. */
  BakeReport bake() throws IOException {
    return BundleRunner.inOrder(config(), new OpenStores());
  }

  /** A bake by the direct runner. */
  BakeReport bakeByBeam() throws IOException {
    return byBeam(config(), new OpenStores());
  }

  /** A bake by the direct runner, with stores that are handed in. */
  static BakeReport byBeam(BakeConfig config, OpenStores stores) throws IOException {
    try (WorkerSession session = WorkerSession.open(config, stores)) {
      Optional<BakeReport> nothing = NothingToDo.of(session, n -> {}, new ArrayList<>());
      return nothing.isPresent() ? nothing.get() : new BakeCase.Prepared(config, stores).bake();
    }
  }

  /** A bake that ends at that write, if it makes so many; how many writes were tried. */
  int bakeStoppedAt(int write) throws IOException {
    FaultyObjectStore stopping = new FaultyObjectStore(store());
    FaultyObjectStore.Fault[] faults = new FaultyObjectStore.Fault[write + 1];
    Arrays.fill(faults, FaultyObjectStore.Fault.NONE);
    faults[write] = FaultyObjectStore.Fault.DIE;
    stopping.nextWrites(faults);
    try {
      BundleRunner.inOrder(
          config(), new OpenStores().with(root + "persistent-ro/daily/days/", stopping));
    } catch (IOException | RuntimeException e) {
      // It was stopped.
    }
    return stopping.writeCalls();
  }

  @Override
  public String toString() {
    return "{" + target + "} " + changed + " " + revisions.size() + " days";
  }
}
