package org.arcoforge.runners;

import java.io.PrintWriter;
import org.arcoforge.plan.Plan;

/** A plan for people and for machines. */
final class PlanText {
  private PlanText() {}

  static void print(Plan plan, PrintWriter out) {
    out.println(plan.layout().dataset());
    plan.warnings().forEach(w -> out.println("warning: " + w));
  }

  static String json(Plan plan) {
    return "{}";
  }
}
