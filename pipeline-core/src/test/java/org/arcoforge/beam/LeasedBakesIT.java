package org.arcoforge.beam;

import static org.arcoforge.beam.RacingBakesIT.atOnce;
import static org.arcoforge.beam.RacingBakesIT.bake;
import static org.arcoforge.beam.RacingBakesIT.catalog;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.verify.StoreVerification;
import org.arcoforge.commit.Lease;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two to eight bakes of one archive at once, and sweeps, that take the recipe's lease; {@code
 * -Draces=N} of each kind.
 */
class LeasedBakesIT {
  private static final int RACES = Integer.getInteger("races", 6);

  @TempDir Path folder;
  private int number;

  private DailyArchive archive(Random random) throws IOException {
    return DailyArchive.toRaceOver(folder.resolve("race" + number++), random);
  }

  /** A bake under the recipe's lease; none if another one holds it. */
  private static Optional<BakeReport> bakeUnderLease(
      DailyArchive archive,
      UnaryOperator<ObjectStore> leases,
      Runnable taken,
      Runnable given,
      ObjectStore whole)
      throws IOException {
    BakeConfig config = archive.config();
    ObjectStore store = leases.apply(ObjectStores.open(archive.catalog()));
    Lease lease;
    try {
      lease = Lease.acquire(store, "leases/daily/days.json", config.run(), Clock.systemUTC());
    } catch (LeaseHeldException e) {
      return Optional.empty();
    }
    taken.run();
    long next = catalog(archive).nextSequence("daily", "days");
    BakeReport report =
        BundleRunner.inOrder(
            config.withSequence(Math.max(next, lease.sequence())), archive.within(whole));
    given.run();
    lease.release();
    return Optional.of(report);
  }

  /** How many bakes at the most held the lease at once, and how many published. */
  private static List<Integer> underLease(
      DailyArchive archive, int racers, UnaryOperator<ObjectStore> leases) throws IOException {
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger published = new AtomicInteger();
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      all.add(
          () -> {
            Optional<BakeReport> report =
                bakeUnderLease(
                    archive,
                    leases,
                    () -> most.accumulateAndGet(holders.incrementAndGet(), Math::max),
                    holders::decrementAndGet,
                    archive.everything());
            return report.isPresent()
                && report.get().status() == BakeStatus.PUBLISHED
                && published.incrementAndGet() > 0;
          });
    }
    atOnce(all);
    return List.of(most.get(), published.get());
  }

  @Test
  void oneBakeAtATimeHoldsTheLease() throws IOException {
    for (int race = 0; race < RACES; race++) {
      Random random = new Random(race);
      DailyArchive archive = archive(random);
      int racers = 2 + random.nextInt(7);
      for (int bake = 0; bake < 2; bake++) {
        assertEquals(
            List.of(1, 1),
            underLease(archive, racers, UnaryOperator.identity()),
            "race " + race + ", bake " + bake);
        archive.grow(3);
      }
      assertEquals(2, catalog(archive).versions("daily", "days").size());
      assertEquals(List.of(), catalog(archive).validate());
    }
  }

  @Test
  void leaseThatEverybodyGetsIsFound() throws IOException {
    int most = 0;
    for (int race = 0; race < 40 && most < 2; race++) {
      DailyArchive archive = archive(new Random(race));
      most = underLease(archive, 8, s -> BrokenStores.withoutFence(s, k -> true)).get(0);
    }
    assertTrue(most > 1);
  }

  /** What is wrong after a bake, and a sweep of old versions and of what did not publish. */
  private static List<String> problems(DailyArchive archive, Optional<BakeReport> report)
      throws IOException {
    List<String> problems = new ArrayList<>();
    Catalog catalog = catalog(archive);
    String current = catalog.current("daily", "days").orElseThrow().version();
    if (report.isPresent() && !report.get().version().equals(current)) {
      problems.add("baked " + report + ", current is " + current);
    }
    for (CatalogVersion version : catalog.versions("daily", "days")) {
      problems.addAll(
          StoreVerification.integrity(version.storeUrl(), archive.catalog(), n -> {}).problems());
    }
    catalog.validate().forEach(p -> problems.add(p.toString()));
    BakeReport again = bake(archive, archive.everything());
    if (again.outcome() != Outcome.DONE
        || !Arrays.equals(archive.values(), BakeCase.doubles(BakeCase.read(again.store(), "t")))) {
      problems.add("the next bake: " + again);
    }
    return problems;
  }

  /** An archive with a version too many, and something new. */
  private DailyArchive ofVersions() throws IOException {
    DailyArchive archive =
        DailyArchive.of(
            folder.resolve("race" + number++), "chunks: {time: 3, y: 2}", "new-version", 7);
    bake(archive, archive.everything());
    archive.correct(0);
    bake(archive, archive.everything());
    archive.correct(1);
    return archive;
  }

  private static void sweep(DailyArchive archive) throws IOException {
    archive.sweep(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(2)));
  }

  @Test
  void sweepDuringABakeDeletesNothingThatIsNeeded() throws IOException {
    for (int race = 0; race < RACES; race++) {
      Random random = new Random(race);
      DailyArchive archive = ofVersions();
      int bakeWaits = random.nextInt(30);
      int sweepWaits = random.nextInt(60);
      List<Callable<Optional<BakeReport>>> racers =
          List.of(
              () -> {
                Thread.sleep(bakeWaits);
                return bakeUnderLease(
                    archive, UnaryOperator.identity(), () -> {}, () -> {}, archive.everything());
              },
              () -> {
                Thread.sleep(sweepWaits);
                sweep(archive);
                return Optional.empty();
              });
      Optional<BakeReport> report = atOnce(racers).get(0);
      assertTrue(report != null, "race " + race + ": the bake failed");
      assertEquals(List.of(), problems(archive, report), "race " + race);
    }
  }

  /** A store in which somebody sweeps before the metadata are written. */
  private static ObjectStore sweptMeanwhile(DailyArchive archive) throws IOException {
    return new ForwardingStore(archive.everything()) {
      private boolean swept;

      @Override
      ObjectInfo make(String key, byte[] bytes) throws IOException {
        if (isConsolidated(key) && !swept) {
          swept = true;
          sweep(archive);
        }
        return store.create(key, bytes);
      }
    };
  }

  @Test
  void sweepWaitsForTheBakeThatHoldsTheLease() throws IOException {
    DailyArchive archive = ofVersions();
    ObjectStore store = sweptMeanwhile(archive);
    Optional<BakeReport> report =
        bakeUnderLease(archive, UnaryOperator.identity(), () -> {}, () -> {}, store);
    assertEquals(List.of(), problems(archive, report));
  }

  @Test
  void sweepThatDoesNotWaitForABakeIsFound() throws IOException {
    DailyArchive archive = ofVersions();
    List<String> problems = new ArrayList<>();
    try {
      problems.addAll(problems(archive, Optional.of(bake(archive, sweptMeanwhile(archive)))));
    } catch (IOException | RuntimeException e) {
      problems.add(e.toString());
    }
    assertTrue(!problems.isEmpty());
  }
}
