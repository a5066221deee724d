package org.arcoforge.runners.text;

import org.arcoforge.bakery.Bakery.Prices;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.tiling.CostModel;

/**
 * A cost estimate says what a bake on Google Cloud is likely to cost: the order of magnitude, not
 * an offer. The work is the time to read each header, and what {@link CostModel} says of reading
 * and writing the arrays; the requests are those that create objects. Network between regions,
 * storage and what the sources' host asks are not in it.
 *
 * @param vcpuHours Dataflow batch workers
 * @param classA requests to Cloud Storage that create or list objects
 * @param price of both, in the bakery's currency
 */
record CostEstimate(double vcpuHours, long classA, double price) {
  /** Seconds of a vCPU for the header of one file. */
  static final double SECONDS_PER_HEADER = 0.2;

  /** Seconds of one vCPU until workers run, and after they have ended. */
  static final double START_SECONDS = 300;

  /** Documents of a run and of the catalog that do not depend on the data's size. */
  private static final int DOCUMENTS = 12;

  static CostEstimate of(Plan plan, Prices prices) {
    double seconds = START_SECONDS + plan.sources().files() * SECONDS_PER_HEADER;
    for (PlannedArray array : plan.arrays()) {
      seconds += array.seconds(CostModel.cloud(), PlanSizes.bytes(array.layout()));
    }
    // Each tile leaves a receipt.
    long classA =
        plan.layout().objects() + plan.tiles() + plan.layout().arrays().size() + DOCUMENTS;
    for (PlannedArray first : plan.intermediates()) {
      classA += first.layout().objects().count() + first.tiles().count();
    }
    double hours = seconds / 3600;
    return new CostEstimate(hours, classA, prices.of(hours, classA));
  }
}
