package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.Resources;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.beam.BakeRun;
import org.arcoforge.commit.Lease;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.commit.LeaseKeeper;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.runners.text.ProgressDisplay;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures as the command line reports them, and the lease around a bake. */
class BakeRunIT {
  private static final String KEY = "leases/case/days.json";

  @TempDir Path folder = Path.of(""); // JUnit sets it

  private BakeReport bake(long prune) {
    Feedstock feedstock = OneByteArchive.feedstock(folder);
    return new BakeRun(
            Bakery.local(folder.resolve("bakery")),
            new RunnerOptions().forPipeline(1),
            Resources.alone(1 << 20, 1 << 30, 2),
            new ProgressDisplay(new PrintWriter(new StringWriter()), false, false, false))
        .bake(feedstock, feedstock.recipes().get(0), prune);
  }

  private ObjectStore catalog() throws IOException {
    return ObjectStores.open(Bakery.local(folder.resolve("bakery")).catalog());
  }

  @Test
  void bakeReleasesItsLease() throws IOException {
    OneByteArchive.write(folder);
    for (BakeStatus status : List.of(BakeStatus.PUBLISHED, BakeStatus.UNCHANGED)) {
      BakeReport report = bake(0);
      assertEquals(status, report.status(), report.problems().toString());
      assertTrue(report.seconds() > 0);
    }
    assertTrue(catalog().stat(KEY).isPresent());
  }

  @Test
  void failedSourceIsTheOutcomeAndTheLeaseIsReleased() {
    BakeReport report = bake(0);
    assertEquals(Outcome.SOURCES, report.outcome(), report.problems().toString());
    assertTrue(report.problems().toString().contains("f.nc"), report.problems().toString());
    assertEquals(Outcome.SOURCES, bake(0).outcome());
  }

  @Test
  void exceptionThatTheRunnerPassesOnIsTheOutcome() throws IOException {
    OneByteArchive.write(folder);
    // A file where the folder of the runs should be: no object can be created.
    Path runs = folder.resolve("bakery/persistent-ro/case/days/runs");
    Files.createDirectories(runs.getParent());
    Files.writeString(runs, "in the way");
    BakeReport report = bake(0);
    assertEquals(BakeStatus.FAILED, report.status());
    assertTrue(report.outcome().exitCode() > 0);
    assertTrue(report.problems().toString().contains("runs"), report.problems().toString());
  }

  @Test
  void bakeUnderWayIsAConflict() throws IOException {
    OneByteArchive.write(folder);
    RunId other = RunId.create(Clock.systemUTC());
    Lease lease = Lease.acquire(catalog(), KEY, other, Clock.systemUTC());
    BakeReport report = bake(0);
    assertEquals(Outcome.CONFLICT, report.outcome());
    assertEquals(4, report.outcome().exitCode());
    assertTrue(report.problems().get(0).contains(other.value()), report.problems().toString());
    lease.release();
    assertEquals(BakeStatus.PUBLISHED, bake(0).status());
  }

  @Test
  void leaseThatIsTakenOverIsNoticedAndLeftAlone() throws Exception {
    ObjectStore store = ObjectStores.open("memory://keeper/");
    RunId one = new RunId("20260101T000000Z-0001");
    Lease lease = Lease.acquire(store, KEY, one, Clock.systemUTC());
    try (LeaseKeeper keeper = new LeaseKeeper(lease, Duration.ofMillis(5))) {
      keeper.check();
      byte[] taken =
          new String(store.read(KEY), StandardCharsets.UTF_8)
              .replace(one.value(), "20260101T000000Z-0002")
              .getBytes(StandardCharsets.UTF_8);
      boolean replaced = false;
      while (!replaced) { // until no renewal comes between
        try {
          store.replace(KEY, taken, store.stat(KEY).orElseThrow().generation());
          replaced = true;
        } catch (org.arcoforge.store.GenerationMismatchException e) {
          Thread.onSpinWait();
        }
      }
      LeaseHeldException lost =
          assertThrows(
              LeaseHeldException.class,
              () -> {
                for (int i = 0; i < 2000; i++) {
                  keeper.check();
                  Thread.sleep(5);
                }
              });
      assertTrue(String.valueOf(lost.getMessage()).contains("20260101T000000Z-0002"));
    }
    assertEquals(
        "20260101T000000Z-0002",
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(store.read(KEY))
            .get("run")
            .asText());
  }
}
