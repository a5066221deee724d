package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Outcome;
import org.arcoforge.commit.Lease;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.commit.RunId;
import org.arcoforge.stac.Catalog;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreAccessException;
import org.arcoforge.store.StoreContents;
import org.arcoforge.store.StoreFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Appends while the disk fills, the bucket turns read-only, the clock jumps, the catalog is down.
 */
class HostileDayIT {
  private static final int STEP = Integer.getInteger("hostileStep", 4);

  @TempDir Path folder;

  private KillTrial trial(String changed) throws IOException {
    return new KillTrial(
        DailyArchive.of(folder.resolve(changed), "chunks: {time: 3, y: 2}", changed, 4),
        3,
        2,
        archive -> {
          archive.grow(3);
          archive.correct(1);
        });
  }

  private void fromEveryWrite(
      Predicate<String> keys, BrokenStores.Failure failure, List<Outcome> outcomes, String words)
      throws IOException {
    for (String changed : List.of("in-place", "new-version")) {
      KillTrial trial = trial(changed);
      int writes = trial.writes();
      for (int k = writes - 1; k >= 0; k -= STEP) {
        int from = k;
        String where = changed + ", from write " + k + " of " + writes;
        assertEquals(
            List.of(),
            trial.problems(s -> BrokenStores.failingFrom(s, from, keys, failure)),
            where);
        // Only if nothing was left to write of those can the bake have gone well.
        if (trial.outcome() != Outcome.DONE) {
          assertTrue(outcomes.contains(trial.outcome()), where + ": " + trial.outcome());
          assertTrue(trial.told().contains(words), where + ": " + trial.told());
        } else {
          assertTrue(k > 0, where);
        }
      }
    }
  }

  @Test
  void diskThatFillsLeavesTheOldExtentOrTheNewOne() throws IOException {
    fromEveryWrite(
        key -> true,
        key -> new StoreFailureException(key + ": No space left", new IOException("full")),
        List.of(Outcome.UNEXPECTED),
        "No space left");
  }

  @Test
  void bucketThatTurnsReadOnlyIsToldAsSuch() throws IOException {
    fromEveryWrite(
        key -> true,
        key -> new StoreAccessException(key + ": you may not"),
        List.of(Outcome.INVALID),
        "you may not");
  }

  @Test
  void catalogThatIsDownIsCaughtUpWithByTheNextBake() throws IOException {
    fromEveryWrite(
        key -> key.startsWith("catalog/"),
        key -> new IOException(key + ": connection refused"),
        List.of(Outcome.UNEXPECTED),
        "connection refused");
  }

  @Test
  void clockThatJumpsDoesNotChangeWhatIsCurrent() throws IOException {
    for (Duration jump : List.of(Duration.ofHours(-1), Duration.ofDays(1))) {
      DailyArchive archive =
          DailyArchive.of(folder.resolve("jump" + jump), "chunks: {time: 3}", "in-place", 4);
      BundleRunner.inOrder(archive.config(), archive.within(archive.everything()));
      Catalog catalog = Catalog.open(ObjectStores.open(archive.catalog()));
      String last = "";
      for (Clock clock : List.of(Clock.offset(Clock.systemUTC(), jump), Clock.systemUTC())) {
        archive.grow(2);
        BakeConfig config =
            archive.config().toBuilder()
                .run(RunId.create(clock))
                .build()
                .withSequence(catalog.nextSequence("daily", "days"));
        BakeReport report = BundleRunner.inOrder(config, archive.within(archive.everything()));
        assertEquals(BakeStatus.PUBLISHED, report.status(), jump + " " + report.problems());
        last = report.version();
        assertEquals(last, catalog.current("daily", "days").orElseThrow().version());
        assertArrayEquals(archive.values(), BakeCase.doubles(BakeCase.read(report.store(), "t")));
      }
      assertEquals(
          BakeStatus.UNCHANGED,
          BundleRunner.inOrder(archive.config(), archive.within(archive.everything())).status());
      assertEquals(List.of(), catalog.validate());
    }
  }

  @Test
  void clockThatIsADayAheadTakesALivingLeaseWhoseHolderStops() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
    Lease first = Lease.acquire(store, "l", RunId.create(Clock.systemUTC()), Clock.systemUTC());
    Lease second = Lease.acquire(store, "l", RunId.create(ahead), ahead);
    assertThrows(LeaseHeldException.class, first::renew);
    second.renew();
  }

  @Test
  void clockThatIsAnHourBehindWaitsForTheLease() throws IOException {
    ObjectStore store = StoreContents.inMemory();
    Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
    Lease first = Lease.acquire(store, "l", RunId.create(Clock.systemUTC()), Clock.systemUTC());
    assertThrows(
        LeaseHeldException.class, () -> Lease.acquire(store, "l", RunId.create(behind), behind));
    first.renew();
  }
}
