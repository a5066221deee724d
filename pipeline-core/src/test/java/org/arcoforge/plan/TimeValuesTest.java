package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT16;
import static org.arcoforge.array.DataType.INT32;
import static org.arcoforge.array.DataType.INT64;
import static org.arcoforge.plan.ArchiveSample.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.arcoforge.array.AttributeValue;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.fault.Blame;
import org.arcoforge.recipe.Policies.OrderPolicy;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

/** Values of times that are missing, packed, not understood, or far from their epoch. */
class TimeValuesTest {
  private static final String HOURS = "hours since 2000-01-01";

  private static SourceSample days(long... days) {
    return new SourceSample().time(ConcatTest.DAYS, days);
  }

  private static SourceSample seen(SourceSample file, String units, double... values) {
    return file.add("seen", FLOAT64, "time:" + values.length)
        .values("seen", values)
        .attr("seen", "units", units);
  }

  @Test
  void notANumberBecomesNotATime() throws Exception {
    ArchiveSample archive =
        ArchiveSample.two(
            seen(days(0, 1), ConcatTest.DAYS, 5.5, Double.NaN),
            seen(days(2, 3), HOURS, Double.NaN, 50));
    Plan plan = archive.plan();
    assertEquals(HOURS, ArchiveSample.units(plan, "seen"));
    assertEquals(
        "[132, " + Long.MIN_VALUE + ", " + Long.MIN_VALUE + ", 50]", archive.text(plan, "seen"));
    assertEquals(Long.MIN_VALUE, ArchiveSample.array(plan, "seen").layout().fill().bits());
    assertTrue(ArchiveSample.array(plan, "seen").layout().fillIsMissing());
  }

  @Test
  void packedTimesAreUnpackedBeforeTheyAreUnified() throws Exception {
    SourceSample a = days(0, 1).add("seen", INT16, "time:2").values("seen", 5, 6);
    SourceSample b = days(2, 3).add("seen", INT16, "time:2").values("seen", 50, 51);
    a.attr("seen", "units", ConcatTest.DAYS).attr("seen", "scale_factor", 0.5);
    b.attr("seen", "units", HOURS).attr("seen", "scale_factor", 0.5);
    ArchiveSample archive = ArchiveSample.two(a, b);
    Plan plan = archive.plan();
    assertEquals("minutes since 2000-01-01", ArchiveSample.units(plan, "seen"));
    assertEquals("[3600, 4320, 1500, 1530]", archive.text(plan, "seen"));
  }

  @Test
  void unitsThatNobodyUnderstandsAreKeptWhereAlikeAndElseRefused() throws Exception {
    String weeks = "weeks since 2000-01-01";
    ArchiveSample alike =
        ArchiveSample.two(
            new SourceSample().time(weeks, 0, 1), new SourceSample().time(weeks, 2, 3));
    Plan plan = alike.plan();
    assertEquals(weeks, ArchiveSample.units(plan, "time"));
    assertEquals("[0, 1, 2, 3]", alike.text(plan, "time"));
    assertTrue(plan.warnings().get(0).contains("decode_times=False"), plan.warnings().toString());
    ArchiveSample.two(new SourceSample().time(weeks, 0, 1), days(20, 30))
        .refusal(Blame.SOURCES, "a.nc", "'time'", weeks, "drop: [time]");
    ArchiveSample.two(days(0, 1), new SourceSample().time(weeks, 20, 30))
        .refusal(Blame.SOURCES, "b.nc", "'time'", weeks);
    ArchiveSample.two(
            new SourceSample().time(weeks, 0, 1),
            new SourceSample().time(weeks, 2, 3).attr("time", "calendar", "noleap"))
        .refusal(Blame.SOURCES, "'time'", weeks);
  }

  @Test
  void aConcatCoordinateNeedsAValueEverywhere() {
    SourceSample nan = new SourceSample().coordinate("time", FLOAT64, 0, Double.NaN);
    ArchiveSample.two(nan, new SourceSample().coordinate("time", FLOAT64, 2, 3))
        .refusal(Blame.SOURCES, "a.nc", "'time' is missing", "element 1", "drop: [time]");
    SourceSample filled = new SourceSample().coordinate("time", INT32, -9, 1);
    filled.attr("time", "_FillValue", -9L);
    ArchiveSample.two(
            filled,
            new SourceSample().coordinate("time", INT32, 2, 3).attr("time", "_FillValue", -9L))
        .policies(p -> p.order(OrderPolicy.SORT))
        .refusal(Blame.SOURCES, "a.nc", "'time' is missing", "element 0");
  }

  @Test
  void boundsTakeTheCalendarThatTheyDoNotSay() throws Exception {
    ArchiveSample archive =
        ArchiveSample.two(
            bounded(ConcatTest.DAYS, 57, 58), bounded("hours since 2000-01-01", 59 * 24, 60 * 24));
    Plan plan = archive.plan();
    assertEquals("[1368, 1392, 1416, 1440]", archive.text(plan, "time_bnds"));
    assertEquals(
        "noleap", variable(plan, "time_bnds").attributes().text("calendar").orElse("none"));
  }

  private static SourceSample bounded(String units, long... times) {
    return new SourceSample()
        .time(units, times)
        .attr("time", "calendar", "noleap")
        .attr("time", "bounds", "time_bnds")
        .add("time_bnds", INT64, "time:2")
        .longs("time_bnds", times)
        .attr("time_bnds", "units", units);
  }

  @Test
  void boundsOfAnAuxiliaryTimeShareItsUnits() throws Exception {
    ArchiveSample archive =
        ArchiveSample.two(
            auxiliary(days(0, 1), ConcatTest.DAYS, new double[] {0, 1}, 0, 0.5),
            auxiliary(days(2, 3), HOURS, new double[] {50, 51}, 48, 51.5));
    Plan plan = archive.plan();
    assertEquals("minutes since 2000-01-01", ArchiveSample.units(plan, "seen"));
    assertEquals("[0, 720, 2880, 3090]", archive.text(plan, "seen_bnds"));
  }

  private static SourceSample auxiliary(
      SourceSample file, String units, double[] times, double... bounds) {
    return file.add("seen", INT32, "time:2")
        .values("seen", times)
        .attr("seen", "units", units)
        .attr("seen", "bounds", "seen_bnds")
        .add("seen_bnds", FLOAT64, "time:2")
        .values("seen_bnds", bounds);
  }

  /** Large arrays are not scanned: their fractions are met when they are written. */
  @Test
  void aFractionThatNoHeaderToldIsRefusedAndNotRounded() {
    ArchiveSample archive =
        ArchiveSample.two(wide(days(0), ConcatTest.DAYS, 1), wide(days(1), HOURS, 30.5));
    Plan plan = archive.plan();
    CfConversion.ConversionException e =
        assertThrows(CfConversion.ConversionException.class, () -> archive.text(plan, "seen"));
    assertTrue(String.valueOf(e.getMessage()).contains("30.5"), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains("whole number"), e.getMessage());
  }

  private static SourceSample wide(SourceSample file, String units, double value) {
    double[] many = new double[10_000];
    java.util.Arrays.fill(many, value);
    return file.add("seen", FLOAT64, "time:1 x:10000")
        .values("seen", many)
        .attr("seen", "units", units);
  }

  @Test
  void microsecondsAreCountedFromAnEpochThatReadersCountExactly() throws Exception {
    ArchiveSample archive =
        ArchiveSample.two(
            new SourceSample().time("days since 0001-01-01", 730120, 730121),
            new SourceSample().time("microseconds since 2010-01-01", 3, 5));
    Plan plan = archive.plan();
    assertEquals("microseconds since 2010-01-01", ArchiveSample.units(plan, "time"));
    assertEquals("5]", archive.text(plan, "time").split(", ")[3]);
  }

  @Test
  void durationsInOtherUnitsAreRefused() {
    SourceSample a = days(0, 1).add("lead", INT32, "time:2").attr("lead", "units", "days");
    SourceSample b = days(2, 3).add("lead", INT32, "time:2").attr("lead", "units", "hours");
    ArchiveSample.two(a, b)
        .refusal(Blame.SOURCES, "'lead'", "'units' differs", "[days]", "[hours]", "b.nc");
  }

  @Test
  void aFactorThatIsNoNumberIsRefused() {
    SourceSample text = days(0).add("v", INT16, "time:1").attr("v", "scale_factor", "0.1");
    ArchiveSample.two(text, days(1))
        .refusal(Blame.SOURCES, "a.nc", "'v'", "scale_factor [0.1]", "drop: [v]");
    SourceSample pair = days(0).add("v", INT16, "time:1");
    pair.attr("v", "add_offset", AttributeValue.of(FLOAT64, 1.0, 2.0));
    ArchiveSample.two(pair, days(1)).refusal(Blame.SOURCES, "a.nc", "'v'", "add_offset [1.0, 2.0]");
  }
}
