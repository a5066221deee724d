package org.arcoforge.bake;

import org.arcoforge.bakery.Bakery.Prices;
import org.arcoforge.plan.tiling.CostModel;

/**
 * Estimates what a bake that has ended has cost, at its bakery's prices: processors with their
 * memory, and the requests that create objects and receipts. What engines add, storage and network
 * are not in it.
 */
public final class RunCost {
  /** Documents of a run and of the catalog that do not depend on the data's size. */
  private static final int DOCUMENTS = 12;

  /** Seconds of a processor until a job's workers run, and after they have ended: assumed. */
  private static final double START_SECONDS = 300;

  private RunCost() {}

  /** Returns what a bake cost that one process did, with so many processors from begin to end. */
  public static double ofProcess(BakeReport report, int processors, Prices prices) {
    return prices.of(report.seconds() * processors / 3600, writes(report));
  }

  /**
   * Returns what a bake cost that a job did, whose workers nobody counted: the time that a worker
   * is assumed to need for so many bytes and objects.
   */
  public static double ofJob(BakeReport report, Prices prices) {
    CostModel model = CostModel.cloud();
    double seconds =
        START_SECONDS
            + model.pulling((double) report.bytesRead(), (double) report.chunksWritten(), 1)
            + model.writing((double) report.bytesWritten());
    return prices.of(seconds / 3600, writes(report));
  }

  /** Each object is created, and at most as many receipts. */
  private static long writes(BakeReport report) {
    return 2 * report.chunksWritten() + DOCUMENTS;
  }
}
