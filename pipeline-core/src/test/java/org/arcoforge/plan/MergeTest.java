package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.INT32;
import static org.arcoforge.array.DataType.INT64;
import static org.arcoforge.plan.ArchiveSample.variable;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.arcoforge.array.AttributeValue;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.recipe.Policies.AttributePolicy;
import org.arcoforge.recipe.Policies.MissingFilePolicy;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final FilePattern PATTERN =
      FilePattern.of(
          "https://x/{time}.{variable}.nc",
          PatternDim.concat("time", Keys.of("a", "b", "c")),
          PatternDim.merge("variable", Keys.of("sst", "ice")));

  private static SourceSample file(int time, String variable, long bound) {
    return new SourceSample()
        .time(ConcatTest.DAYS, time)
        .attr("time", "bounds", "time_bnds")
        .add("time_bnds", INT64, "time:1 nv:2")
        .longs("time_bnds", bound, bound + 1)
        .add("quality", INT32, "time:1")
        .values("quality", time)
        .add(variable, FLOAT32, "time:1 x:2")
        .values(variable, time, time + 0.5)
        .global("title", "t")
        .global("history", variable + time);
  }

  private static ArchiveSample archive() {
    SourceSample[] files = new SourceSample[6];
    for (int i = 0; i < 6; i++) {
      files[i] = file(i / 2, i % 2 == 0 ? "sst" : "ice", i / 2);
    }
    return new ArchiveSample(PATTERN, files);
  }

  @Test
  void variablesOfSeparateFilesShareTheirTime() throws Exception {
    Plan plan = archive().plan();
    assertEquals("[0, 1, 2]", archive().text(plan, "time"));
    assertEquals("[0, 1, 1, 2, 2, 3]", archive().text(plan, "time_bnds"));
    assertEquals("[0, 1, 2]", archive().text(plan, "quality"));
    assertEquals("[0.0, 0.5, 1.0, 1.5, 2.0, 2.5]", archive().text(plan, "ice"));
    assertEquals(
        java.util.List.of("time", "time_bnds", "quality", "sst", "ice"),
        plan.arrays().stream().map(PlannedArray::name).toList());
  }

  @Test
  void whatIsRepeatedMustBeEqual() {
    ArchiveSample times = archive();
    new ArchiveSample(
            PATTERN,
            file(0, "sst", 0),
            file(0, "ice", 5),
            file(1, "sst", 1),
            file(1, "ice", 1),
            file(2, "sst", 2),
            file(2, "ice", 2))
        .refusal(Blame.SOURCES, "'time_bnds'", "a.sst.nc, position 0", "a.ice.nc, position 1");
    times.plan();
  }

  @Test
  void whatIsRepeatedIsTakenFromTheKeyThatHasMostOfIt() throws Exception {
    ArchiveSample archive =
        archive().missing(0).policies(p -> p.missingFiles(MissingFilePolicy.FILL));
    Plan plan = archive.plan();
    assertEquals("[0, 1, 1, 2, 2, 3]", archive.text(plan, "time_bnds"));
    assertEquals("[NaN, NaN, 1.0, 1.5, 2.0, 2.5]", archive.text(plan, "sst"));
  }

  @Test
  void thePlanIsTheSameWhateverTheOrderOfRecords() throws Exception {
    ArchiveSample archive =
        archive()
            .missing(0)
            .policies(p -> p.missingFiles(MissingFilePolicy.FILL).attributes(AttributePolicy.LIST));
    byte[] expected = PlanRoundTrip.bytes(archive.plan());
    for (long seed = 0; seed < 200; seed++) {
      Plan plan = archive.shuffled(seed);
      assertArrayEquals(expected, PlanRoundTrip.bytes(plan), "seed " + seed);
    }
  }

  private static final FilePattern THREE =
      FilePattern.of("https://x/{time}.nc", PatternDim.concat("time", Keys.of("a", "b", "c")));

  private static ArchiveSample titled(AttributePolicy policy, String... titles) {
    SourceSample[] files = new SourceSample[3];
    for (int i = 0; i < 3; i++) {
      files[i] = new SourceSample().time("days since 2000-01-0" + (1 + i), 0);
      files[i].add("v", org.arcoforge.array.DataType.INT16, "time:1");
      files[i].attr("v", "scale_factor", 0.5 * (i + 1));
      if (!titles[i].isEmpty()) {
        files[i].attr("v", "title", titles[i]).global("title", titles[i]);
      }
    }
    return new ArchiveSample(THREE, files).policies(p -> p.attributes(policy));
  }

  private static String title(ArchiveSample archive) {
    Plan plan = archive.plan();
    String own = text(variable(plan, "v").attributes().get("title").orElse(null));
    assertEquals(own, text(plan.layout().attributes().get("title").orElse(null)));
    assertFalse(variable(plan, "v").attributes().has("scale_factor"));
    return own;
  }

  private static String text(@org.jspecify.annotations.Nullable AttributeValue value) {
    return value == null ? "none" : value.values().toString();
  }

  @Test
  void attributesThatAgreeWhereTheyAreAreKept() {
    AttributePolicy drop = AttributePolicy.DROP_CONFLICTS;
    assertEquals("[t]", title(titled(drop, "", "t", "")));
    assertEquals("[t]", title(titled(drop, "t", "", "t")));
    assertEquals("none", title(titled(drop, "t", "u", "")));
    assertEquals("none", title(titled(drop, "t", "u", "t")));
    assertEquals("none", title(titled(drop, "", "t", "u")));
  }

  @Test
  void otherAttributePoliciesDoWhatTheySay() {
    assertEquals("none", title(titled(AttributePolicy.FIRST, "", "t", "")));
    assertEquals("[t]", title(titled(AttributePolicy.FIRST, "t", "u", "")));
    assertEquals("[t, u]", title(titled(AttributePolicy.LIST, "t", "u", "t")));
    assertEquals("[t]", title(titled(AttributePolicy.ERROR, "", "t", "t")));
    titled(AttributePolicy.ERROR, "", "t", "u")
        .refusal(Blame.SOURCES, "'title'", "[t]", "b.nc, position 1", "[u]", "c.nc, position 2");
  }
}
