package org.arcoforge.bake.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Outcome;
import org.arcoforge.beam.BakeCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers that a bake keeps. */
class HeaderCacheIT {
  @TempDir Path folder;
  @TempDir Path cache;

  private BakeConfig config(BakeCase c) {
    return c.config().withHeaders(cache.toUri().toString());
  }

  @Test
  void aBakeKeepsHeadersForThePlan() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    assertEquals(BakeStatus.PUBLISHED, BakeCase.bake(config(c)).status());
    assertEquals(0, HeaderCacheTest.preview(config(c)).read());
    HeaderCacheTest.spoil(c.path(0)); // a bake reads the files, whatever is kept of their headers
    BakeReport report = BakeCase.bake(config(c));
    assertNotEquals(BakeStatus.PUBLISHED, report.status());
    assertEquals(Outcome.SOURCES, report.outcome());
  }
}
