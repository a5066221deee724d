package org.arcoforge.plan;

import static org.arcoforge.array.DataType.INT32;
import static org.arcoforge.array.DataType.INT64;
import static org.arcoforge.plan.ArchiveSample.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.arcoforge.array.DataType;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

/** Times of new files that are counted otherwise than those that are published. */
class PublishedTimesTest {
  private static final String DAYS = "days since 2000-01-01";

  private static SourceSample file(DataType type, String units, long... times) {
    double[] values = Arrays.stream(times).asDoubleStream().toArray();
    return new SourceSample().coordinate("time", type, values).attr("time", "units", units);
  }

  private static SourceSample bounded(String units, long factor, long last) {
    return new SourceSample()
        .time(units, factor, 2 * factor)
        .attr("time", "bounds", "time_bnds")
        .add("time_bnds", INT64, "time:2")
        .longs("time_bnds", factor, last);
  }

  @Test
  void unitsAreKeptWhereTheyHoldAllTimes() throws Exception {
    Plan before = ArchiveSample.two(file(INT64, DAYS, 0, 1), file(INT64, DAYS, 2, 3)).plan();
    for (SourceSample more :
        new SourceSample[] {
          file(INT64, "hours since 2000-01-01", 48, 72),
          file(INT32, "days since 1999-12-01", 33, 34),
          file(INT32, "minutes since 2000-01-03", 0, 1440)
        }) {
      ArchiveSample archive = ArchiveSample.two(file(INT64, DAYS, 0, 1), more);
      Plan plan = archive.grown(before);
      assertEquals(DAYS, ArchiveSample.units(plan, "time"));
      assertEquals(INT64, variable(plan, "time").type());
      assertEquals("[0, 1, 2, 3]", archive.text(plan, "time"));
      Growth.check(before.layout(), plan.layout(), name -> "");
    }
  }

  @Test
  void typesAreKeptToo() {
    String hours = "hours since 2000-01-01";
    Plan before = ArchiveSample.two(file(INT32, hours, 0, 1), file(INT32, hours, 2, 3)).plan();
    Plan plan = ArchiveSample.two(file(INT32, hours, 0, 1), file(INT32, DAYS, 2, 3)).grown(before);
    assertEquals(INT32, variable(plan, "time").type());
    assertEquals(hours, ArchiveSample.units(plan, "time"));
  }

  @Test
  void wholeNumbersAreKeptAsFloats() throws Exception {
    SourceSample first = file(DataType.FLOAT32, DAYS, 0, 1);
    Plan before = ArchiveSample.two(first, file(DataType.FLOAT32, DAYS, 2, 3)).plan();
    SourceSample more = file(DataType.FLOAT64, "hours since 2000-01-01", 48, 72);
    ArchiveSample archive = ArchiveSample.two(first, more);
    Plan plan = archive.grown(before);
    assertEquals(DataType.FLOAT32, variable(plan, "time").type());
    assertEquals(DAYS, ArchiveSample.units(plan, "time"));
    assertEquals("[0.0, 1.0, 2.0, 3.0]", archive.text(plan, "time"));
  }

  @Test
  void timesBetweenTheUnitsAndThoseOutOfRangeAreRefused() {
    Plan before = ArchiveSample.two(file(INT32, DAYS, 0, 1), file(INT32, DAYS, 2, 3)).plan();
    for (SourceSample more :
        new SourceSample[] {
          file(INT32, "hours since 2000-01-01", 48, 49),
          file(INT64, "days since 2000-01-01", 2, 3_000_000_000L)
        }) {
      Plan plan = ArchiveSample.two(file(INT32, DAYS, 0, 1), more).grown(before);
      assertThrows(
          RefusedException.class, () -> Growth.check(before.layout(), plan.layout(), name -> ""));
    }
  }

  @Test
  void aCoordinateAndItsBoundsKeepThemTogether() throws Exception {
    Plan before = ArchiveSample.two(bounded(DAYS, 1, 2), bounded(DAYS, 3, 6)).plan();
    String hours = "hours since 2000-01-01";
    ArchiveSample whole = ArchiveSample.two(bounded(DAYS, 1, 2), bounded(hours, 72, 144));
    Plan plan = whole.grown(before);
    assertEquals(DAYS, ArchiveSample.units(plan, "time"));
    assertEquals("[1, 2, 3, 6]", whole.text(plan, "time_bnds"));
    Plan between = ArchiveSample.two(bounded(DAYS, 1, 2), bounded(hours, 72, 133)).grown(before);
    assertEquals(hours, ArchiveSample.units(between, "time"));
  }
}
