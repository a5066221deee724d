package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.arcoforge.bake.publish.Sweep;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.commit.Lease;
import org.arcoforge.commit.RunId;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  private static final String OLD = "20240101T000000Z-0001";
  private static final String OTHER = "20240102T000000Z-0002";
  private static final RunId NOW = RunId.create(Clock.systemUTC());

  @TempDir Path root = Path.of("");

  /** A run of the sample recipe: one object of data, and evidence. */
  private Path run(String bucket, String id) throws IOException {
    Path recipe = root.resolve(bucket).resolve("demo-sst/demo-sst");
    Path store = recipe.resolve(id).resolve("demo-sst.zarr/sst/c");
    Files.createDirectories(store);
    Files.write(store.resolve("0"), new byte[1000]);
    Path evidence = Files.createDirectories(recipe.resolve("runs").resolve(id));
    Files.writeString(evidence.resolve("plan.digest"), "abc");
    return store.resolve("0");
  }

  private Ran sweep(Object... more) {
    Object[] arguments = new Object[more.length + 3];
    arguments[0] = "sweep";
    arguments[1] = "--root";
    arguments[2] = root;
    System.arraycopy(more, 0, arguments, 3, more.length);
    Ran ran = Ran.arco(arguments);
    assertEquals(0, ran.code(), ran.toString());
    return ran;
  }

  @Test
  void oldScratchIsDeletedAndNewIsKept() throws IOException {
    Path old = run("scratch", OLD);
    Path fresh = run("scratch", NOW.value());
    Ran ran = sweep();
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(fresh));
    assertTrue(ran.out().contains(OLD + "/  2 objects"), ran.out());
    assertTrue(ran.out().contains("in 1 place"), ran.out());
  }

  @Test
  void trialsOfTodayAreDeletedWhereTheyHaveEnded() throws IOException {
    Path ended = run("scratch", NOW.value());
    Files.writeString(
        root.resolve("scratch/demo-sst/demo-sst/runs/" + NOW.value() + "/report.json"), "{}");
    RunId other = RunId.create(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-5)));
    Path going = run("scratch", other.value());
    assertTrue(sweep("--trials", "--dry-run").out().contains("would delete"));
    assertTrue(Files.exists(ended));
    sweep("--trials");
    assertFalse(Files.exists(ended));
    assertTrue(Files.exists(going), "a bake may be under way there");
  }

  @Test
  void abandonedRunsAreDeletedWithTheirEvidence() throws IOException {
    Path old = run("persistent-ro", OLD);
    sweep();
    assertFalse(Files.exists(old));
    assertFalse(
        Files.exists(root.resolve("persistent-ro/demo-sst/demo-sst/runs/" + OLD + "/plan.digest")));
    assertTrue(sweep().out().contains("nothing to sweep"));
  }

  @Test
  void whatKilledWritersLeftIsDeletedAlsoWhereNothingElseIs() throws IOException {
    for (String bucket : List.of("scratch", "persistent-ro")) {
      Path temp = root.resolve(bucket).resolve("demo-sst/demo-sst/.arco-tmp");
      Files.createDirectories(temp);
      Path old = Files.write(temp.resolve("old"), new byte[2000]);
      Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    }
    Path fresh = root.resolve("persistent-ro/demo-sst/demo-sst/.arco-tmp/fresh");
    Files.write(fresh, new byte[10]);
    Ran dry = sweep("--dry-run");
    assertTrue(dry.out().contains("would free 4.0 kB in 2 places"), dry.out());
    Ran ran = sweep();
    assertTrue(ran.out().contains("persistent-ro/demo-sst/demo-sst/  1 object"), ran.out());
    assertTrue(ran.out().contains("(left by writers that were killed)"), ran.out());
    assertFalse(Files.exists(root.resolve("scratch/demo-sst")));
    assertTrue(Files.exists(fresh));
    assertTrue(sweep().out().contains("nothing to sweep"));
  }

  @Test
  void whatIsRegisteredIsNeverTouched() throws IOException {
    Path registered = run("persistent-ro", OLD);
    Path abandoned = run("persistent-ro", OTHER);
    Published.version(root, OLD);
    sweep("--older-than", 0);
    assertTrue(Files.exists(registered));
    assertFalse(Files.exists(abandoned));
  }

  @Test
  void whatIsMarkedAsPublishedIsNeverTouched() throws IOException {
    Path data = run("persistent-ro", OLD);
    Files.createFile(root.resolve("persistent-ro/demo-sst/demo-sst/runs/" + OLD + "/published"));
    assertTrue(sweep().out().contains("nothing to sweep"));
    assertTrue(Files.exists(data));
  }

  @Test
  void aRecipeThatIsBeingBakedIsLeftAlone() throws IOException {
    Path data = run("persistent-ro", OLD);
    try (ObjectStore catalog = ObjectStores.open(Bakery.local(root).catalog())) {
      Lease lease = Lease.acquire(catalog, "leases/demo-sst/demo-sst.json", NOW, Clock.systemUTC());
      assertTrue(sweep().out().contains("is being baked: demo-sst/demo-sst"));
      assertTrue(sweep("--dry-run").out().contains("is being baked: demo-sst/demo-sst"));
      assertTrue(Files.exists(data));
      lease.release();
    }
    sweep();
    assertFalse(Files.exists(data));
  }

  @Test
  void aDryRunListsTheSameAndDeletesNothing() throws IOException {
    Path scratch = run("scratch", OLD);
    Path abandoned = run("persistent-ro", OLD);
    Ran dry = sweep("--dry-run");
    assertTrue(Files.exists(scratch) && Files.exists(abandoned));
    assertFalse(Files.exists(root.resolve("catalog")), "a dry run writes no lease");
    assertEquals(
        dry.out().replace("would delete", "deleted").replace("would free", "freed"), sweep().out());
  }

  @Test
  void ageIsCountedFromTheTimeInTheRunsId() throws IOException {
    run("persistent-ro", OLD);
    Instant eightDaysLater = Instant.parse("2024-01-09T00:00:01Z");
    for (int days : new int[] {9, 8}) {
      Sweep sweep =
          new Sweep(Bakery.local(root), Clock.fixed(eightDaysLater, ZoneOffset.UTC), true);
      sweep.abandoned(Duration.ofDays(days));
      assertEquals(days == 8 ? 1 : 0, sweep.swept().size());
    }
  }

  @Test
  void whatARunLeftOnTheWayIsDeletedFromScratch() throws IOException {
    Path left =
        root.resolve("scratch/demo-sst/demo-sst/" + OLD + "/intermediate/values/sst/c/0/0/0");
    Files.createDirectories(left.getParent());
    Files.write(left, new byte[5]);
    sweep();
    assertFalse(Files.exists(left));
  }

  @Test
  void aBakeryWithoutAnythingIsSwept() {
    assertTrue(sweep().out().contains("nothing to sweep"));
  }

  @Test
  void aNegativeAgeIsRefused() {
    assertEquals(2, Ran.arco("sweep", "--root", root, "--older-than", "-1").code());
  }

  @Test
  void aDryRunSaysWhenATrialExpiresAsAWhole() throws IOException {
    run("scratch", NOW.value());
    String out = sweep("--dry-run").out();
    assertTrue(
        out.contains("expires as a whole at " + NOW.began().plus(SweepCommand.SCRATCH_AGE)), out);
    assertTrue(out.contains(NOW.value()), out);
  }

  @Test
  void everyDeletionSaysWhy() throws IOException {
    run("scratch", OLD);
    run("persistent-ro", OLD);
    String out = sweep().out();
    assertTrue(out.contains("(scratch, older than 7 days)"), out);
    assertTrue(out.contains("(abandoned before it published)"), out);
  }

  @Test
  void aSweepThatWasStoppedGoesOnWithWhatItHadMarked() throws IOException {
    Path data = run("persistent-ro", OLD);
    Path evidence = root.resolve("persistent-ro/demo-sst/demo-sst/runs/" + OLD);
    Files.createFile(evidence.resolve("published"));
    Files.writeString(evidence.resolve("retired"), "beyond keep: 1");
    String out = sweep().out();
    assertTrue(out.contains("(beyond keep: 1)"), out);
    assertFalse(Files.exists(data));
    assertFalse(Files.exists(evidence.resolve("retired")));
    assertTrue(sweep().out().contains("nothing to sweep"));
  }

  @Test
  void aMarkedVersionThatTheCatalogNamesIsNotTouched() throws IOException {
    Path data = run("persistent-ro", OLD);
    Path evidence = root.resolve("persistent-ro/demo-sst/demo-sst/runs/" + OLD);
    Files.createFile(evidence.resolve("published"));
    Files.writeString(evidence.resolve("retired"), "beyond keep: 1");
    Published.version(root, OLD);
    sweep();
    assertTrue(Files.exists(data));
  }

  @Test
  void theHolderOfALeaseIsTold() throws IOException {
    run("persistent-ro", OLD);
    try (ObjectStore catalog = ObjectStores.open(Bakery.local(root).catalog())) {
      Lease.acquire(catalog, "leases/demo-sst/demo-sst.json", NOW, Clock.systemUTC());
      String out = sweep().out();
      assertTrue(out.contains("run " + NOW + " of "), out);
    }
  }
}
