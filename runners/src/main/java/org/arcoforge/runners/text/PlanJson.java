package org.arcoforge.runners.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.arcoforge.bake.plandata.PlanDocument;
import org.arcoforge.bakery.Bakery.Prices;
import org.arcoforge.plan.Plan;

/**
 * Writes a plan for machines: the very document that a bake stores, and beside it what the plan
 * means on this machine and at list prices.
 */
public final class PlanJson {
  private PlanJson() {}

  /** Returns the document, with {@code totals} and {@code estimate}. */
  public static ObjectNode of(Plan plan, Prices prices) throws IOException {
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    PlanDocument.write(plan, document);
    ObjectNode root = JsonText.read(document.toByteArray());
    ObjectNode totals = root.putObject("totals");
    totals.put("bytes", (long) PlanSizes.bytes(plan)).put("objects", plan.layout().objects());
    totals.put("tiles", plan.tiles()).put("memory_per_worker", PlanSizes.peakMemory(plan));
    CostEstimate cost = CostEstimate.of(plan, prices);
    root.putObject("estimate")
        .put("dataflow_vcpu_hours", rounded(cost.vcpuHours()))
        .put("class_a_operations", cost.classA())
        .put(
            prices.currency().equals("USD") ? "us_dollars" : prices.currency(),
            rounded(cost.price()));
    return root;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
