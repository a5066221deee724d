package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.verify.StoreVerification;
import org.arcoforge.commit.RunId;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.stac.PublishedStore;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two to eight bakes of one archive at once that hold no lease: only the fences are between them;
 * {@code -Draces=N} of each kind.
 */
class RacingBakesIT {
  private static final int RACES = Integer.getInteger("races", 6);

  @TempDir Path folder;
  private int number;

  private DailyArchive archive(Random random) throws IOException {
    return DailyArchive.toRaceOver(folder.resolve("race" + number++), random);
  }

  static BakeReport bake(DailyArchive archive, ObjectStore store) throws IOException {
    return BundleRunner.inOrder(archive.config(), archive.within(store));
  }

  static Catalog catalog(DailyArchive archive) throws IOException {
    return Catalog.open(ObjectStores.open(archive.catalog()));
  }

  /** Runs all at once; what each came to, null where it failed. */
  static <T> List<T> atOnce(List<Callable<T>> racers) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(racers.size());
    CyclicBarrier start = new CyclicBarrier(racers.size());
    try {
      List<Future<T>> all = new ArrayList<>();
      for (Callable<T> racer : racers) {
        all.add(
            pool.submit(
                () -> {
                  start.await();
                  return racer.call();
                }));
      }
      List<T> done = new ArrayList<>();
      for (Future<T> one : all) {
        try {
          done.add(one.get());
        } catch (ExecutionException e) {
          done.add(null);
        }
      }
      return done;
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      pool.shutdown();
    }
  }

  /** What is wrong after an append that several bakes made at once. */
  private static List<String> race(
      DailyArchive archive, int racers, UnaryOperator<ObjectStore> store) throws IOException {
    BakeReport first = bake(archive, archive.everything());
    archive.grow(2);
    archive.correct(1);
    List<Callable<BakeReport>> all = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      all.add(() -> bake(archive, store.apply(archive.everything())));
    }
    List<BakeReport> reports = atOnce(all);
    List<String> problems = new ArrayList<>();
    List<String> winners =
        reports.stream()
            .filter(r -> r != null && r.status() == BakeStatus.PUBLISHED)
            .map(BakeReport::version)
            .distinct()
            .toList();
    List<CatalogVersion> versions = catalog(archive).versions("daily", "days");
    if (winners.size() != 1 || versions.size() != 2) {
      problems.add("winners " + winners + ", registered " + versions + " " + reports);
    }
    if (!Arrays.equals(archive.values(), BakeCase.doubles(BakeCase.read(first.store(), "t")))) {
      problems.add("mixed values");
    }
    problems.addAll(
        StoreVerification.integrity(first.store(), archive.catalog(), n -> {}).problems());
    catalog(archive).validate().forEach(p -> problems.add(p.toString()));
    BakeReport again = bake(archive, archive.everything());
    if (again.status() != BakeStatus.UNCHANGED) {
      problems.add("the next bake: " + again);
    }
    return problems;
  }

  @Test
  void oneBakeOfManyCommitsByTheFencesAlone() throws IOException {
    for (int race = 0; race < RACES; race++) {
      Random random = new Random(race);
      DailyArchive archive = archive(random);
      int racers = 2 + random.nextInt(7);
      assertEquals(
          List.of(),
          race(archive, racers, UnaryOperator.identity()),
          "race " + race + ", " + racers + " bakes of " + archive);
    }
  }

  /** What is wrong after a race of two that meet where it matters. */
  private List<String> meetingRace(UnaryOperator<ObjectStore> broken) throws IOException {
    CountDownLatch planned = new CountDownLatch(2);
    CountDownLatch finished = new CountDownLatch(2);
    return race(
        archive(new Random(1)), 2, store -> broken.apply(meeting(store, planned, finished)));
  }

  @Test
  void racersThatMeetCommitOnceByTheFences() throws IOException {
    assertEquals(List.of(), meetingRace(UnaryOperator.identity()));
  }

  @Test
  void racersWithoutFencesAreFound() throws IOException {
    assertTrue(!meetingRace(s -> BrokenStores.withoutFence(s, k -> true)).isEmpty());
  }

  /**
   * Racers each make a run of their own, for both look for one to go on with before either has
   * planned; and both come to the end before either makes the store's new metadata visible. Else
   * one would join the other, or they would just take turns.
   */
  private static ObjectStore meeting(
      ObjectStore store, CountDownLatch planned, CountDownLatch finished) {
    return new ForwardingStore(store) {
      @Override
      ObjectInfo make(String key, byte[] bytes) throws IOException {
        if (key.endsWith("/sources")) {
          meet(planned);
        }
        return super.make(key, bytes);
      }

      @Override
      public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
        if (isConsolidated(key)) {
          meet(finished);
        }
        return store.replace(key, bytes, generation);
      }
    };
  }

  private static void meet(CountDownLatch all) throws IOException {
    all.countDown();
    try {
      assertTrue(all.await(5, TimeUnit.MINUTES), "nobody else came");
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** What is lost of versions that several bakes register at once. */
  private static List<String> registrations(
      DailyArchive archive, int racers, UnaryOperator<ObjectStore> store) throws IOException {
    List<Callable<BakeReport>> all = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      all.add(() -> bake(archive, store.apply(archive.everything())));
    }
    List<String> published =
        atOnce(all).stream()
            .filter(r -> r != null && r.status() == BakeStatus.PUBLISHED)
            .map(BakeReport::version)
            .distinct()
            .sorted()
            .toList();
    List<String> registered =
        catalog(archive).versions("daily", "days").stream()
            .map(CatalogVersion::version)
            .sorted()
            .toList();
    List<String> problems = new ArrayList<>();
    if (!published.equals(registered) || registered.isEmpty()) {
      problems.add("published " + published + ", registered " + registered);
    }
    catalog(archive).validate().forEach(p -> problems.add(p.toString()));
    return problems;
  }

  @Test
  void firstBakesAtOnceAreAllRegistered() throws IOException {
    for (int race = 0; race < RACES; race++) {
      Random random = new Random(race);
      DailyArchive archive = archive(random);
      int racers = 2 + random.nextInt(3);
      assertEquals(
          List.of(), registrations(archive, racers, UnaryOperator.identity()), "race " + race);
    }
  }

  private static void registerAnother(DailyArchive archive) throws IOException {
    catalog(archive)
        .register(
            PublishedStore.builder()
                .feedstock(archive.config().feedstock())
                .recipeId("others")
                .version("20240101T000000Z-0001")
                .storeUrl("memory://others/20240101T000000Z-0001/others.zarr")
                .layout(new StoreLayout(3, List.of(), Attributes.empty(), Map.of()))
                .storedBytes(0)
                .created(Instant.EPOCH)
                .build());
  }

  /** Which recipes are in the catalog after another one was registered while this one was. */
  private Set<String> registeredMeanwhile(String name, UnaryOperator<ObjectStore> store)
      throws IOException {
    DailyArchive archive =
        DailyArchive.of(folder.resolve(name), "chunks: {time: 3}", "in-place", 3);
    boolean[] raced = {false};
    ObjectStore slow =
        new ForwardingStore(archive.everything()) {
          @Override
          public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
            if (key.endsWith("/collection.json") && !raced[0]) {
              raced[0] = true;
              registerAnother(archive);
            }
            return store.replace(key, bytes, generation);
          }
        };
    assertEquals(BakeStatus.PUBLISHED, bake(archive, store.apply(slow)).status());
    assertTrue(raced[0]);
    Set<String> recipes = new TreeSet<>();
    for (String recipe : List.of("days", "others")) {
      if (!catalog(archive).versions("daily", recipe).isEmpty()) {
        recipes.add(recipe);
      }
    }
    return recipes;
  }

  @Test
  void registrationThatIsOvertakenLosesNoLink() throws IOException {
    assertEquals(Set.of("days", "others"), registeredMeanwhile("links", UnaryOperator.identity()));
  }

  @Test
  void catalogThatBelongsToTheLastWriterIsFound() throws IOException {
    assertEquals(
        Set.of("days"), registeredMeanwhile("last", s -> BrokenStores.withoutFence(s, k -> true)));
  }

  @Test
  void rollbackDuringABakeLosesNothing() throws IOException {
    for (int race = 0; race < RACES; race++) {
      Random random = new Random(race);
      DailyArchive archive = archive(random);
      String one = bake(archive, archive.everything()).version();
      archive.grow(1);
      String two = bake(archive, archive.everything()).version();
      archive.grow(1);
      List<Callable<String>> racers =
          List.of(
              () -> bake(archive, archive.everything()).version(),
              () -> {
                Thread.sleep(random.nextInt(40));
                catalog(archive).rollback("daily", "days", one, Instant.now(), "", "");
                return one;
              });
      String three = atOnce(racers).get(0);
      List<String> registered =
          catalog(archive).versions("daily", "days").stream().map(CatalogVersion::version).toList();
      String current = catalog(archive).current("daily", "days").orElseThrow().version();
      assertTrue(registered.containsAll(List.of(one, two)), "race " + race);
      assertTrue(three == null || three.isEmpty() || registered.contains(three), "race " + race);
      assertTrue(List.of(one, String.valueOf(three)).contains(current), "race " + race);
      assertEquals(List.of(), catalog(archive).validate());
      assertTrue(RunId.isOne(current));
    }
  }

  @Test
  void bakeThatFindsItsWorkDoneWhenItPlansWritesNothing() throws IOException {
    DailyArchive archive =
        DailyArchive.of(folder.resolve("done"), "chunks: {time: 3}", "in-place", 5);
    BakeReport first = bake(archive, archive.everything());
    Set<String> before = StoreContents.of(archive.store()).keySet();
    BakeConfig late = archive.config(); // had something to do before another one did it
    BakeReport report = BundleRunner.planned(late, archive.within(archive.everything()));
    assertEquals(BakeStatus.UNCHANGED, report.status(), report.problems().toString());
    assertEquals(first.version(), report.version());
    Set<String> after = new TreeSet<>(StoreContents.of(archive.store()).keySet());
    after.removeAll(before);
    assertEquals(Set.of("runs/" + late.run() + "/report.json"), after);
  }

  @Test
  void storeThatIsAnotherOneWhenItsFencesAreLookedUpIsLookedAtAgain() throws IOException {
    DailyArchive archive =
        DailyArchive.of(folder.resolve("toctou"), "chunks: {time: 3}", "in-place", 5);
    bake(archive, archive.everything());
    archive.grow(2);
    boolean[] raced = {false};
    ObjectStore slow =
        new ForwardingStore(archive.everything()) {
          @Override
          public byte[] read(String key) throws IOException {
            byte[] bytes = store.read(key);
            if (isConsolidated(key) && !raced[0]) {
              raced[0] = true; // another bake publishes after this one has seen what is there
              assertEquals(BakeStatus.PUBLISHED, bake(archive, archive.everything()).status());
            }
            return bytes;
          }
        };
    BakeReport report = BundleRunner.planned(archive.config(), archive.within(slow));
    assertTrue(raced[0]);
    assertEquals(BakeStatus.UNCHANGED, report.status(), report.problems().toString());
    assertEquals(2, catalog(archive).versions("daily", "days").size());
  }
}
