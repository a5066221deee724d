package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.launch.LaunchLookup;
import org.arcoforge.bake.launch.LaunchedBake;
import org.arcoforge.bake.planning.BakeOrder;
import org.arcoforge.bake.planning.BakeSetup;
import org.arcoforge.bake.runs.RunLog;
import org.arcoforge.bake.runs.RunRecord;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.commit.JobLease;
import org.arcoforge.commit.LeaseState;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.yaml.FeedstockTexts;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.OpenStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One job graph, launched again and again: each launch is a run of its own, begun by a worker. */
class LaunchedBakeIT {
  private static final String COLLECTION = "launched/collection.json";
  private static final String LEASE = "leases/launched/days.json";

  private final Path folder;
  private final Bakery bakery;
  private final Pipeline pipeline;

  LaunchedBakeIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    String root = "memory://" + folder.getFileName() + "/";
    bakery = new Bakery(root + "scratch/", root + "persistent-ro/", root + "catalog/", "");
    pipeline = pipeline(BakeOrder.How.AS_USUAL);
    for (int f = 0; f < 2; f++) {
      write(f, 0);
    }
  }

  private void write(int f, double shift) throws IOException {
    BakeCase.file(f, shift).write(folder.resolve("f" + f + ".nc"));
  }

  /** Made before there is any file. */
  private Pipeline pipeline(BakeOrder.How how) {
    return pipeline(order(how));
  }

  private static Pipeline pipeline(BakeOrder order) {
    Pipeline made = Pipeline.create(options());
    made.apply("Bake", Bake.of(order));
    return made;
  }

  private BakeOrder order(BakeOrder.How how) {
    return order(how, "CC0-1.0");
  }

  private BakeOrder order(BakeOrder.How how, String license) {
    Feedstock feedstock =
        FeedstockTexts.valid(
            """
            id: launched
            title: Launched
            description: Made by a test.
            license: %s
            providers: [{name: Test, roles: [producer]}]
            recipes:
              - id: days
                pattern:
                  glob: "%s/f*.nc"
                  format: netcdf3
                  dims: [{concat: time}]
                target: {chunks: {time: 4}, mode: %s}
            """
                .formatted(
                    license,
                    folder.toUri().toString().replaceAll("/$", ""),
                    how == BakeOrder.How.ANEW ? "create" : "append"));
    return BakeSetup.builder()
        .bakery(bakery)
        .feedstock(feedstock)
        .recipe(feedstock.recipes().get(0))
        .resources(Resources.shared(1 << 20, 1 << 30))
        .how(how)
        .order();
  }

  private static DirectOptions options() {
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(2);
    options.setEnforceImmutability(false);
    options.as(LaunchOptions.class).setLaunch("of-the-template");
    return options;
  }

  private LaunchLookup lookup(OpenStores stores, String launch) throws IOException {
    return LaunchLookup.of(stores, bakery, launch);
  }

  private BakeReport launch(Pipeline job, String launch) throws IOException {
    job.getOptions().as(LaunchOptions.class).setJobId(launch); // all that a new launch changes
    job.run().waitUntilFinish();
    try (OpenStores stores = new OpenStores()) {
      return lookup(stores, launch).report().orElseThrow();
    }
  }

  private String run(String launch) throws IOException {
    try (OpenStores stores = new OpenStores()) {
      return lookup(stores, launch).record().orElseThrow().run();
    }
  }

  private ObjectStore catalog() throws IOException {
    return ObjectStores.open(bakery.catalog());
  }

  @Test
  void oneGraphLaunchedThriceIsThreeRuns() throws IOException {
    BakeReport first = launch(pipeline, "monday");
    assertEquals(BakeStatus.PUBLISHED, first.status(), first.problems().toString());
    assertEquals(run("monday"), first.version());

    write(2, 0);
    BakeReport second = launch(pipeline, "tuesday");
    assertEquals(BakeStatus.PUBLISHED, second.status(), second.problems().toString());
    assertEquals(first.store(), second.store());
    assertNotEquals(first.version(), second.version());
    assertArrayEquals(
        BakeCase.temperatures(), BakeCase.doubles(BakeCase.read(second.store(), "t")));

    BakeReport third = launch(pipeline, "wednesday");
    assertEquals(BakeStatus.UNCHANGED, third.status(), third.problems().toString());
    assertEquals(second.store(), third.store());
    assertEquals(0, third.chunksWritten());
    assertTrue(LeaseState.heldBy(catalog(), LEASE, Clock.systemUTC()).isEmpty());

    BakeReport described = launch(pipeline(order(BakeOrder.How.AS_USUAL, "MIT")), "thursday");
    assertEquals(BakeStatus.UNCHANGED, described.status(), described.problems().toString());
    assertTrue(described.problems().toString().contains("as the feedstock does now"));
    try (ObjectStore catalog = catalog()) {
      String collection = new String(catalog.read(COLLECTION), StandardCharsets.UTF_8);
      assertTrue(collection.contains("\"MIT\""), collection);
    }

    BakeReport anew = launch(pipeline(BakeOrder.How.ANEW), "friday");
    assertEquals(BakeStatus.PUBLISHED, anew.status(), anew.problems().toString());
  }

  @Test
  void theSameLaunchAgainIsTheSameRun() throws IOException {
    BakeReport first = launch(pipeline, "monday");
    String run = run("monday");
    write(2, 0);
    assertEquals(first, launch(pipeline, "monday"));
    assertEquals(run, run("monday"));
  }

  @Test
  void aNewVersionSaysWhyThePublishedOneDidNotGrow() throws IOException {
    launch(pipeline, "monday");
    write(0, 5);
    BakeReport changed = launch(pipeline, "tuesday");
    assertEquals(BakeStatus.PUBLISHED, changed.status(), changed.problems().toString());
    assertTrue(changed.problems().toString().contains("f0.nc"), changed.problems().toString());
  }

  @Test
  void aHeldLeaseEndsTheRunWithoutAnyWork() throws IOException {
    RunId other = RunId.create(Clock.systemUTC());
    JobLease lease = new JobLease(catalog(), LEASE, other, Clock.systemUTC());
    assertEquals(1, lease.acquire("another"));
    BakeReport report = launch(pipeline, "monday");
    assertEquals(Outcome.CONFLICT, report.outcome(), report.problems().toString());
    assertTrue(report.problems().get(0).contains("as job another"), report.problems().get(0));
    try (ObjectStore store = ObjectStores.open(bakery.persistent())) {
      String folder = "launched/days/runs/" + run("monday") + "/";
      assertEquals(List.of(folder + "report.json"), store.list("").map(o -> o.key()).toList());
    }
    lease.release();
    assertEquals(Outcome.DONE, launch(pipeline, "tuesday").outcome());
  }

  @Test
  void whatIsAskedToStopEndsCancelledAndTheNextGoesOn() throws IOException {
    try (OpenStores stores = new OpenStores()) {
      LaunchLookup lookup = lookup(stores, "monday");
      // Asked between the first step and the others, as the run must be there to be asked.
      new LaunchedBake(order(BakeOrder.How.AS_USUAL), "monday").begin(Clock.systemUTC());
      assertTrue(lookup.askToStop("somebody"));
      BakeReport report = launch(pipeline, "monday");
      assertEquals(Outcome.UNEXPECTED, report.outcome());
      assertTrue(
          report.problems().get(0).contains("cancelled by somebody"), report.problems().get(0));
      assertTrue(LeaseState.heldBy(catalog(), LEASE, Clock.systemUTC()).isEmpty());
    }
    assertEquals(Outcome.DONE, launch(pipeline, "tuesday").outcome());
  }

  @Test
  void noFileOfTheGlobIsAFailureThatIsReported() throws IOException {
    for (int f = 0; f < 2; f++) {
      Files.delete(folder.resolve("f" + f + ".nc"));
    }
    BakeReport report = launch(pipeline, "monday");
    assertEquals(Outcome.SOURCES, report.outcome(), report.problems().toString());
    assertTrue(report.problems().get(0).contains("no file matches"), report.problems().get(0));
    assertTrue(LeaseState.heldBy(catalog(), LEASE, Clock.systemUTC()).isEmpty());
  }

  @Test
  void bundlesThatAreRepeatedAndLateMakeOneRun() throws IOException {
    for (int seed = 0; seed < 3; seed++) {
      String launch = "day-" + seed;
      BakeOrder order = order(BakeOrder.How.ANEW);
      BundleRunner.launched(order, launch, new Random(seed));
      try (OpenStores stores = new OpenStores()) {
        BakeReport report = lookup(stores, launch).report().orElseThrow();
        assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
        assertEquals(run(launch), report.version());
        assertTrue(lookup(stores, launch).heldBy().isEmpty());
      }
    }
  }

  @Test
  void aJobThatNotesItsEndDoesSoOnce() throws IOException {
    BakeOrder quiet = order(BakeOrder.How.AS_USUAL);
    BakeOrder order =
        new BakeOrder(
            quiet.config(),
            quiet.catalog(),
            quiet.scratch(),
            0,
            quiet.how(),
            "a bakery",
            quiet.prices());
    BundleRunner.launched(order, "noted", new Random(7));
    List<RunRecord> runs = new RunLog(catalog()).of("launched");
    assertEquals(1, runs.size(), runs.toString());
    assertEquals(BakeStatus.PUBLISHED, runs.get(0).status());
    assertEquals("a bakery", runs.get(0).bakery());
  }
}
