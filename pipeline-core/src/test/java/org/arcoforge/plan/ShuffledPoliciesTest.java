package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT16;
import static org.arcoforge.array.DataType.INT32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Policies.AttributePolicy;
import org.arcoforge.recipe.Policies.MissingFilePolicy;
import org.arcoforge.recipe.Policies.MissingVariablePolicy;
import org.arcoforge.recipe.Policies.OrderPolicy;
import org.arcoforge.recipe.Policies.PackingPolicy;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

/** Whatever order workers hand in what they scanned, the plan (or the refusal) is the same. */
class ShuffledPoliciesTest {
  private static final int FILES = 7;
  private static final int ORDERS = 20;

  /** Files that differ in units, packing, types, attributes, coordinates and variables. */
  private static ArchiveSample archive() {
    String[] keys = new String[FILES];
    SourceSample[] files = new SourceSample[FILES];
    for (int i = 0; i < FILES; i++) {
      keys[i] = "f" + i;
      boolean hours = i % 3 == 1;
      long day = (i * 5L) % FILES; // in disorder
      SourceSample file =
          new SourceSample()
              .time(
                  (hours ? "hours" : "days") + " since 200" + i % 2 + "-01-01",
                  (day + (i % 2 == 0 ? 366 : 0)) * (hours ? 24 : 1))
              .coordinate("lat", FLOAT64, 10, 20 + i * 1e-9)
              .add("v", i % 2 == 0 ? INT16 : INT32, "time:1 lat:2")
              .attr("v", "scale_factor", i == 3 ? 0.25 : 0.5)
              .attr("v", "_FillValue", AttributeValue.of(INT16, i == 5 ? -2 : -1))
              .global("title", "title " + i % 2)
              .global("source", "s");
      if (i > 1) {
        file.global("late", (long) i);
      }
      if (i != 4) {
        file.add("w", i == 6 ? FLOAT32 : FLOAT64, "time:1").values("w", i);
      }
      files[i] = file;
    }
    return new ArchiveSample(
        FilePattern.of("https://x/{time}.nc", PatternDim.concat("time", Keys.of(keys))), files);
  }

  private static ArchiveSample with(UnaryOperator<Policies.Builder> policies) {
    return archive()
        .policies(
            p ->
                policies.apply(
                    p.order(OrderPolicy.SORT)
                        .coordinateTolerance(1e-6)
                        .missingVariables(MissingVariablePolicy.FILL)));
  }

  private static List<String> described(ArchiveSample archive, Plan plan) throws Exception {
    List<String> all = new ArrayList<>();
    all.add(plan.layout().attributes().asMap().toString()); // in this order, too
    for (PlannedArray array : plan.arrays()) {
      ArrayLayout layout = array.layout();
      all.add(
          layout.variable()
              + " "
              + layout.chunk()
              + " "
              + layout.fill()
              + " "
              + layout.fillIsMissing()
              + " "
              + layout.variable().attributes().asMap()
              + " "
              + archive.text(plan, array.name()));
    }
    all.add(plan.axes() + " " + plan.holes() + " " + plan.sources());
    return all;
  }

  private static void check(ArchiveSample archive) throws Exception {
    List<String> expected = described(archive, archive.plan());
    for (long seed = 0; seed < ORDERS; seed++) {
      assertEquals(expected, described(archive, archive.shuffled(seed)), "seed " + seed);
    }
  }

  @Test
  void everyAttributePolicyGivesOneAnswer() throws Exception {
    for (AttributePolicy policy : AttributePolicy.values()) {
      if (policy != AttributePolicy.ERROR) {
        check(with(p -> p.attributes(policy)));
      }
    }
  }

  @Test
  void everyOrderPolicyGivesOneAnswer() throws Exception {
    for (OrderPolicy policy :
        List.of(OrderPolicy.SORT, OrderPolicy.KEEP_FIRST, OrderPolicy.KEEP_LAST)) {
      check(with(p -> p.order(policy)));
    }
  }

  @Test
  void everyPackingPolicyGivesOneAnswer() throws Exception {
    check(with(p -> p.packing(PackingPolicy.AUTO)));
    check(with(p -> p.packing(PackingPolicy.DECODE)));
  }

  @Test
  void everyMissingFilePolicyGivesOneAnswer() throws Exception {
    check(with(p -> p.missingFiles(MissingFilePolicy.SKIP)).missing(0).missing(5));
  }

  @Test
  void everyRefusalIsTheSame() {
    List<UnaryOperator<Policies.Builder>> refused =
        List.of(
            p -> p.attributes(AttributePolicy.ERROR),
            p -> p.order(OrderPolicy.ERROR),
            p -> p.packing(PackingPolicy.PRESERVE),
            p -> p.missingVariables(MissingVariablePolicy.ERROR),
            p -> p.coordinateTolerance(2e-9));
    for (UnaryOperator<Policies.Builder> policies : refused) {
      ArchiveSample archive = with(policies);
      String expected = message(archive, -1);
      for (long seed = 0; seed < ORDERS; seed++) {
        assertEquals(expected, message(archive, seed));
      }
    }
  }

  private static String message(ArchiveSample archive, long seed) {
    return String.valueOf(
        assertThrows(
                RefusedException.class,
                () -> {
                  if (seed < 0) {
                    archive.plan();
                  } else {
                    archive.shuffled(seed);
                  }
                })
            .getMessage());
  }
}
