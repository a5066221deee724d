package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.verify.StoreVerification;
import org.arcoforge.commit.Lease;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.commit.RunId;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two to eight bakes of one archive at once; {@code -Draces=N} of each kind. */
class RacingBakesIT {
  private static final int RACES = Integer.getInteger("races", 12);

  @TempDir Path folder;
  private int number;

  private DailyArchive archive(Random random) throws IOException {
    String target =
        List.of(
                "chunks: {time: 3, y: 2}",
                "chunks: {time: 2}, zarr_format: 2",
                "chunks: {time: 1}, shards: {time: 3}")
            .get(random.nextInt(3));
    return DailyArchive.of(
        folder.resolve("race" + number++), target, "in-place", 3 + random.nextInt(5));
  }

  private static BakeReport bake(DailyArchive archive, ObjectStore store) throws IOException {
    return BundleRunner.inOrder(archive.config(), archive.within(store));
  }

  private static Catalog catalog(DailyArchive archive) throws IOException {
    return Catalog.open(ObjectStores.open(archive.catalog()));
  }

  /** Runs all at once; what each came to, null where it failed. */
  private static <T> List<T> atOnce(List<Callable<T>> racers) throws IOException {
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

  @Test
  void racersWithoutFencesAreFound() throws IOException {
    List<String> problems = new ArrayList<>();
    for (int race = 0; race < 40 && problems.isEmpty(); race++) {
      problems.addAll(
          race(archive(new Random(race)), 8, s -> BrokenStores.withoutFence(s, k -> true)));
    }
    assertTrue(!problems.isEmpty());
  }

  /** How many bakes at the most held the lease at once, and how many published. */
  private static int[] underLease(
      DailyArchive archive, int racers, UnaryOperator<ObjectStore> leases) throws IOException {
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger published = new AtomicInteger();
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      all.add(
          () -> {
            BakeConfig config = archive.config();
            ObjectStore store = leases.apply(ObjectStores.open(archive.catalog()));
            Lease lease;
            try {
              lease =
                  Lease.acquire(store, "leases/daily/days.json", config.run(), Clock.systemUTC());
            } catch (LeaseHeldException e) {
              return false;
            }
            most.accumulateAndGet(holders.incrementAndGet(), Math::max);
            BakeReport report =
                BundleRunner.inOrder(
                    config.withSequence(lease.sequence()), archive.within(archive.everything()));
            if (report.status() == BakeStatus.PUBLISHED) {
              published.incrementAndGet();
            }
            holders.decrementAndGet();
            lease.release();
            return true;
          });
    }
    atOnce(all);
    return new int[] {most.get(), published.get()};
  }

  @Test
  void oneBakeAtATimeHoldsTheLease() throws IOException {
    for (int race = 0; race < RACES; race++) {
      Random random = new Random(race);
      DailyArchive archive = archive(random);
      int racers = 2 + random.nextInt(7);
      int[] first = underLease(archive, racers, UnaryOperator.identity());
      assertEquals(List.of(1, 1), List.of(first[0], first[1]), "race " + race);
      archive.grow(3);
      int[] second = underLease(archive, racers, UnaryOperator.identity());
      assertEquals(List.of(1, 1), List.of(second[0], second[1]), "race " + race);
      assertEquals(2, catalog(archive).versions("daily", "days").size());
      assertEquals(List.of(), catalog(archive).validate());
    }
  }

  @Test
  void leaseThatEverybodyGetsIsFound() throws IOException {
    int most = 0;
    for (int race = 0; race < 40 && most < 2; race++) {
      most =
          underLease(archive(new Random(race)), 8, s -> BrokenStores.withoutFence(s, k -> true))[0];
    }
    assertTrue(most > 1);
  }

  @Test
  void firstBakesAtOnceAreAllRegistered() throws IOException {
    for (int race = 0; race < RACES; race++) {
      Random random = new Random(race);
      DailyArchive archive = archive(random);
      int racers = 2 + random.nextInt(3);
      List<Callable<BakeReport>> all = new ArrayList<>();
      for (int i = 0; i < racers; i++) {
        all.add(() -> bake(archive, archive.everything()));
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
      assertEquals(published, registered, "race " + race);
      assertTrue(!registered.isEmpty());
      assertEquals(List.of(), catalog(archive).validate());
    }
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
                catalog(archive).rollback("daily", "days", one);
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
}
