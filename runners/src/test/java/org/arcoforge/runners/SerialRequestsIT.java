package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Resources;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.beam.BakeRun;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.runners.text.ProgressDisplay;
import org.arcoforge.store.FakeGcsServer;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many requests of a bake into a bucket wait for each other's answers. Every answer takes the
 * same time, so that the most requests of which none was on its way with another are at least as
 * many as follow from each other. A process that is held up makes them more, never fewer: the
 * fewest of some bakes count.
 */
class SerialRequestsIT {
  private static final long MILLIS = 150;
  private static final int BAKES = 4;

  /** Of a first bake into an empty catalog, from the first look at its rights to its lease. */
  private static final int MOST = 23;

  /** Of the same bake again. */
  private static final int MOST_OF_NOTHING = 11;

  @TempDir Path folder = Path.of(""); // JUnit sets it

  private final Queue<Long> arrived = new ConcurrentLinkedQueue<>();
  private final FakeGcsServer server;

  SerialRequestsIT() throws IOException {
    server = new FakeGcsServer().telling(request -> arrived.add(System.nanoTime()));
  }

  @BeforeEach
  void reachTheServer() {
    ObjectStores.reach(
        "gs://serial", new ObjectStores.Bucket(Map.of("gs.endpoint", server.endpoint()), null));
  }

  @AfterEach
  void close() {
    server.close();
  }

  /** Requests none of which was on its way with another, since the last time. */
  private int serial() {
    List<Long> times = new ArrayList<>();
    for (Long time = arrived.poll(); time != null; time = arrived.poll()) {
      times.add(time);
    }
    times.sort(null);
    int serial = 0;
    long answered = Long.MIN_VALUE;
    for (long time : times) {
      if (time >= answered) {
        serial++;
        answered = time + MILLIS * 1_000_000;
      }
    }
    return serial;
  }

  private int baked(String place, BakeStatus expected) {
    Feedstock feedstock = OneByteArchive.feedstock(folder);
    String root = "gs://serial/" + place + "/";
    BakeReport report =
        new BakeRun(
                new Bakery(root + "scratch/", root + "persistent/", root + "catalog/", ""),
                new RunnerOptions().forPipeline(1),
                Resources.alone(1 << 20, 1 << 30, 2),
                new ProgressDisplay(new PrintWriter(new StringWriter()), false, false, false))
            .bake(feedstock, feedstock.recipes().get(0), 0);
    assertEquals(expected, report.status(), report.problems().toString());
    return serial();
  }

  @Test
  void fewRequestsOfABakeFollowFromEachOther() throws IOException {
    OneByteArchive.write(folder);
    server.far(MILLIS, Long.MAX_VALUE);
    int fewest = Integer.MAX_VALUE;
    int fewestOfNothing = Integer.MAX_VALUE;
    for (int n = 0; n < BAKES && (fewest > MOST || fewestOfNothing > MOST_OF_NOTHING); n++) {
      fewest = Math.min(fewest, baked("b" + n, BakeStatus.PUBLISHED));
      fewestOfNothing = Math.min(fewestOfNothing, baked("b" + n, BakeStatus.UNCHANGED));
    }
    assertTrue(fewest <= MOST, fewest + " requests of a bake wait for each other");
    assertTrue(
        fewestOfNothing <= MOST_OF_NOTHING, fewestOfNothing + " of one that has nothing to do");
  }

  @Test
  void whatFollowsIsCountedAndWhatGoesAtOnceIsNot() throws IOException {
    server.far(MILLIS, Long.MAX_VALUE);
    try (ObjectStore store = ObjectStores.open("gs://serial/counted/")) {
      store.stat("warm");
      serial();
      for (int n = 0; n < 3; n++) {
        store.stat("a");
      }
      assertEquals(3, serial());
      int fewest = Integer.MAX_VALUE;
      for (int n = 0; n < BAKES && fewest > 1; n++) {
        ParallelRequests.atOnce(List.of(() -> store.stat("a"), () -> store.stat("b")));
        fewest = Math.min(fewest, serial());
      }
      assertEquals(1, fewest);
    }
  }
}
