package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.arcoforge.bake.KnownSources;
import org.arcoforge.bake.WorkerSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans that begin before the pipeline does. */
class EarlyScanTest {
  @TempDir Path folder;

  @Test
  void headersAreReadOnceAndGivenToThePlan() throws IOException {
    BakeCase made = new BakeCase(folder.resolve("in"), folder.toUri().toString());
    try (WorkerSession session = WorkerSession.open(made.config())) {
      assertTrue(EarlyScan.isOf(session));
      try (EarlyScan scan = EarlyScan.of(session)) {
        scan.await();
        assertSame(scan, EarlyScan.of(session));
        assertEquals(BakeCase.FILES, scan.take().build().records().size());
        assertEquals(0, scan.take().build().records().size());
        assertEquals(BakeCase.FILES, session.counters().headers.sum());
      }
    }
  }

  @Test
  void nothingIsReadOfSourcesThatAreKnown() throws IOException {
    BakeCase made = new BakeCase(folder.resolve("in"), folder.toUri().toString());
    try (WorkerSession session = WorkerSession.open(made.config())) {
      session.keep(KnownSources.class, new KnownSources(List.of(), List.of()));
      assertFalse(EarlyScan.isOf(session));
    }
  }
}
