package org.arcoforge.bake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.arcoforge.bakery.Bakery.Prices;
import org.junit.jupiter.api.Test;

class RunCostTest {
  private static final Prices PRICES = new Prices(1, 0.25, 5, "EUR");

  private static BakeReport report(long chunks, long bytesRead) {
    return BakeReport.builder()
        .status(BakeStatus.PUBLISHED)
        .recipe("days")
        .problems(List.of())
        .outcome(Outcome.DONE)
        .chunksWritten(chunks)
        .bytesRead(bytesRead)
        .build()
        .withSeconds(3600);
  }

  @Test
  void processPaysItsProcessorsTheirMemoryAndItsRequests() {
    // Two processors for an hour with 4 GB each; 494 objects, as many receipts, 12 documents.
    assertEquals(2 * (1 + 4 * 0.25) + 5, RunCost.ofProcess(report(494, 0), 2, PRICES), 1e-9);
  }

  @Test
  void jobPaysForWhatItReadHoweverLongItTook() {
    double little = RunCost.ofJob(report(0, 0), PRICES);
    assertEquals(300 / 3600.0 * 2 + 12 * 5 / 1000.0, little, 1e-9);
    double much = RunCost.ofJob(report(0, 180_000_000_000L), PRICES);
    assertTrue(much > little + 1.9, little + " " + much); // an hour at 50 MB/s
  }
}
