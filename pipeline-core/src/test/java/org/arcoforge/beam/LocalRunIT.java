package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.ObjectStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bakes in this process, without a pipeline. */
class LocalRunIT {
  @TempDir Path folder;

  private static final class Told implements BakeListener {
    private final AtomicInteger times = new AtomicInteger();
    private volatile long tiles;

    @Override
    public void progress(Progress progress, long files) {
      times.incrementAndGet();
      tiles = progress.tilesWritten();
    }

    @Override
    public void failed(Exception e) {}

    @Override
    public void done() {}
  }

  private final Told told = new Told();

  private BakeReport run(WorkerSession session) throws IOException {
    Bakery nowhere = new Bakery("memory://s/", "memory://p/", "memory://c/", "");
    return new LocalRun(
            nowhere,
            told,
            () -> {
              throw new AssertionError("no pipeline is wanted");
            },
            session,
            null)
        .run();
  }

  @Test
  void noOptionsOfAPipelineAreAskedForAndTheEndIsTold() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    try (WorkerSession session = WorkerSession.open(c.config())) {
      BakeReport report = run(session);
      assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
      assertTrue(told.times.get() >= 1);
      assertEquals(session.counters().tiles.sum(), told.tiles);
    }
  }

  @Test
  void anErrorIsToldAsAnyFailure() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    ObjectStore full =
        new FaultyObjectStore(
            c.store(),
            (s, number, key, bytes) -> {
              if (key.contains("receipts")) {
                throw new OutOfMemoryError("Java heap space");
              }
              return s.create(key, bytes);
            });
    BakeCase.Prepared bake = BakeCase.on(full, c.config());
    try (WorkerSession session = WorkerSession.open(bake.config(), bake.stores())) {
      RuntimeException e = assertThrows(RuntimeException.class, () -> run(session));
      assertEquals(Outcome.UNEXPECTED, Failures.outcome(e));
      assertEquals("out of memory", Failures.message(e));
    }
  }

  /** Readers have the version then: to say that it failed would be wrong. */
  @Test
  void whatFailsWhenAVersionIsRegisteredIsAWarning() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    ObjectStore full =
        BrokenStores.failingFrom(
            c.store(),
            0,
            key -> key.endsWith("/published") || key.endsWith("/report.json"),
            key -> new IOException(key + ": No space left on device"));
    BakeCase.Prepared bake = BakeCase.on(full, c.config());
    try (WorkerSession session = WorkerSession.open(bake.config(), bake.stores())) {
      BakeReport report = run(session);
      assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
      List<String> told =
          report.problems().stream().filter(p -> p.contains("No space left on device")).toList();
      assertEquals(2, told.size(), report.problems().toString());
      told.forEach(problem -> assertTrue(problem.startsWith("warning: "), problem));
    }
  }
}
