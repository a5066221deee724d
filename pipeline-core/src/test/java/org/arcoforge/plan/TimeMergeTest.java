package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT16;
import static org.arcoforge.array.DataType.INT32;
import static org.arcoforge.array.DataType.INT64;
import static org.arcoforge.array.DataType.INT8;
import static org.arcoforge.array.DataType.UINT64;
import static org.arcoforge.plan.ArchiveSample.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.DataType;
import org.arcoforge.fault.Blame;
import org.arcoforge.recipe.VariableEncoding;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

class TimeMergeTest {
  private static ArchiveSample two(SourceSample a, SourceSample b) {
    return new ArchiveSample(
        ConcatTest.TWO, a.add("v", FLOAT32, "time:2"), b.add("v", FLOAT32, "time:2"));
  }

  @Test
  void unitsAlikeAreKeptAsTheyAreSpelled() throws Exception {
    String spelled = "Days since 2000-1-1 0:0";
    ArchiveSample archive =
        two(
            new SourceSample().coordinate("time", INT32, 0, 1).attr("time", "units", spelled),
            new SourceSample()
                .coordinate("time", INT32, 2, 3)
                .attr("time", "units", "days since 2000-01-01"));
    Plan plan = archive.plan();
    assertEquals(spelled, ArchiveSample.units(plan, "time"));
    assertFalse(variable(plan, "time").attributes().has("calendar"));
    assertEquals(INT32, variable(plan, "time").type());
    assertEquals("[0, 1, 2, 3]", archive.text(plan, "time"));
  }

  @Test
  void hoursSinceTheStartOfEachFileBecomeOneCount() throws Exception {
    ArchiveSample archive =
        two(
            new SourceSample().time("hours since 2000-01-01", 0, 12),
            new SourceSample().time("hours since 2000-01-02", 0, 12));
    Plan plan = archive.plan();
    assertEquals("hours since 2000-01-01", ArchiveSample.units(plan, "time"));
    assertEquals("[0, 12, 24, 36]", archive.text(plan, "time"));
    assertEquals(INT64, variable(plan, "time").type());
  }

  @Test
  void integersOfNoCommonTypeBecomeOneCountInTheSameUnits() throws Exception {
    String units = "seconds since 1970-01-01";
    for (DataType signed : List.of(INT8, INT16, INT32, INT64)) {
      ArchiveSample archive =
          two(
              new SourceSample().coordinate("time", UINT64, 1, 2).attr("time", "units", units),
              new SourceSample().coordinate("time", signed, 3, 4).attr("time", "units", units));
      Plan plan = archive.plan();
      assertEquals(units, ArchiveSample.units(plan, "time"));
      assertEquals("[1, 2, 3, 4]", archive.text(plan, "time"));
      assertEquals(INT64, variable(plan, "time").type());
      archive.target(t -> t.encode("time", VariableEncoding.standard().withDtype(FLOAT64)));
      assertEquals("[1.0, 2.0, 3.0, 4.0]", archive.text(archive.plan(), "time"));
    }
    two(
            new SourceSample()
                .coordinate("time", INT64, 0, 0)
                .longs("time", 1, -1)
                .attr("time", "_Unsigned", "true")
                .attr("time", "units", units),
            new SourceSample().coordinate("time", INT32, 3, 4).attr("time", "units", units))
        .refusal(Blame.SOURCES, "a.nc", "'time' at element 1", "18446744073709551615", "int64");
    two(
            new SourceSample().coordinate("time", UINT64, 1, 2),
            new SourceSample().coordinate("time", INT32, 3, 4))
        .refusal(Blame.SOURCES, "types differ", "dtype: float64"); // no times
  }

  @Test
  void boundsOfNoCommonTypeAreCountedAsTheirTimes() throws Exception {
    SourceSample[] files = new SourceSample[2];
    for (int i = 0; i < 2; i++) {
      files[i] =
          new SourceSample()
              .coordinate("time", i == 0 ? UINT64 : INT32, 2 * i, 2 * i + 1)
              .attr("time", "units", "days since 2000-01-01")
              .attr("time", "bounds", "time_bnds")
              .add("time_bnds", i == 0 ? INT16 : UINT64, "time:2 nv:2");
    }
    ArchiveSample archive = two(files[0], files[1]);
    assertEquals("[0, 1, 2, 3]", archive.text(archive.plan(), "time"));
    assertEquals("[0, 1, 2, 3, 0, 1, 2, 3]", archive.text(archive.plan(), "time_bnds"));
  }

  @Test
  void theFinestUnitWins() throws Exception {
    ArchiveSample archive =
        two(
            new SourceSample().time("hours since 2000-01-01", 0, 1),
            new SourceSample().time("minutes since 2000-01-01", 90, 120));
    Plan plan = archive.plan();
    assertEquals("minutes since 2000-01-01", ArchiveSample.units(plan, "time"));
    assertEquals("[0, 60, 90, 120]", archive.text(plan, "time"));
  }

  @Test
  void daysWithFractionsBecomeWholeHours() throws Exception {
    ArchiveSample archive =
        two(
            new SourceSample()
                .coordinate("time", FLOAT64, 0, 0.25)
                .attr("time", "units", "days since 2000-01-01"),
            new SourceSample()
                .coordinate("time", FLOAT64, 0, 0.5)
                .attr("time", "units", "days since 2000-01-02"));
    Plan plan = archive.plan();
    assertEquals("hours since 2000-01-01", ArchiveSample.units(plan, "time"));
    assertEquals("[0, 6, 24, 36]", archive.text(plan, "time"));
  }

  @Test
  void otherCalendarsAreCountedByTheirOwnDays() throws Exception {
    ArchiveSample archive =
        two(
            new SourceSample()
                .time("days since 2000-02-01", 28, 29)
                .attr("time", "calendar", "360_day"),
            new SourceSample()
                .time("days since 2000-03-01", 0, 1)
                .attr("time", "calendar", "360_day"));
    Plan plan = archive.plan();
    assertEquals("[28, 29, 30, 31]", archive.text(plan, "time"));
    assertEquals("360_day", variable(plan, "time").attributes().text("calendar").orElseThrow());
  }

  @Test
  void differentCalendarsAreRefused() {
    two(
            new SourceSample().time("days since 2000-01-01", 0, 1),
            new SourceSample()
                .time("days since 2000-01-01", 2, 3)
                .attr("time", "calendar", "noleap"))
        .refusal(Blame.SOURCES, "'time'", "noleap", "a.nc", "b.nc", "position 1");
  }

  @Test
  void aTimeAndANumberAreRefused() {
    two(new SourceSample().time("days since 2000-01-01", 0, 1), new SourceSample().time("1", 2, 3))
        .refusal(Blame.SOURCES, "'time'", "no time units", "b.nc", "drop: [time]");
  }

  @Test
  void unitsThatCannotBeReadNameTheFile() {
    two(new SourceSample().time("days since never", 0, 1), new SourceSample().time("1", 2, 3))
        .refusal(Blame.SOURCES, "https://x/a.nc", "'time'", "never");
  }

  private static SourceSample bounded(String units, String own, long start) {
    SourceSample file =
        new SourceSample()
            .time(units, start, start + 1)
            .attr("time", "bounds", "tb")
            .add("tb", INT64, "time:2 nv:2")
            .longs("tb", start, start + 1, start + 1, start + 2);
    return own.isEmpty() ? file : file.attr("tb", "units", own);
  }

  @Test
  void boundsShareTheUnifiedUnits() throws Exception {
    for (boolean own : new boolean[] {false, true}) {
      String a = "days since 2000-01-01";
      String b = "days since 2000-01-03";
      ArchiveSample archive = two(bounded(a, own ? a : "", 0), bounded(b, own ? b : "", 0));
      Plan plan = archive.plan();
      assertEquals("[0, 1, 2, 3]", archive.text(plan, "time"));
      assertEquals("[0, 1, 1, 2, 2, 3, 3, 4]", archive.text(plan, "tb"));
      assertEquals(own ? a : "none", ArchiveSample.units(plan, "tb"));
    }
  }

  @Test
  void boundsByClimatologyShareThemToo() throws Exception {
    ArchiveSample archive = two(climatology("2000-01-01"), climatology("2000-01-03"));
    assertEquals("[0, 1, 1, 2, 2, 3, 3, 4]", archive.text(archive.plan(), "tb"));
  }

  private static SourceSample climatology(String day) {
    return new SourceSample()
        .time("days since " + day, 0, 1)
        .attr("time", "climatology", "tb")
        .add("tb", INT64, "time:2 nv:2")
        .values("tb", 0, 1, 1, 2);
  }

  @Test
  void fractionsOfBoundsMakeTheUnitOfBothFiner() throws Exception {
    SourceSample[] files = new SourceSample[2];
    for (int i = 0; i < 2; i++) {
      files[i] =
          new SourceSample()
              .coordinate("time", FLOAT64, 0, 1)
              .attr("time", "units", "days since 2000-01-0" + (1 + 2 * i))
              .attr("time", "bounds", "tb")
              .add("tb", FLOAT64, "time:2 nv:2")
              .values("tb", -0.5, 0.5, 0.5, 1.5);
    }
    ArchiveSample archive = two(files[0], files[1]);
    Plan plan = archive.plan();
    assertEquals("hours since 2000-01-01", ArchiveSample.units(plan, "time"));
    assertEquals("[-12, 12, 12, 36, 36, 60, 60, 84]", archive.text(plan, "tb"));
  }

  @Test
  void boundsWithUnitsOfTheirOwnInAllFilesAreLeftAlone() throws Exception {
    String hours = "hours since 2000-01-01";
    ArchiveSample archive =
        two(bounded(ConcatTest.DAYS, hours, 0), bounded(ConcatTest.DAYS, hours, 2));
    Plan plan = archive.plan();
    assertEquals(ConcatTest.DAYS, ArchiveSample.units(plan, "time"));
    assertEquals(hours, ArchiveSample.units(plan, "tb"));
    assertEquals("[0, 1, 2, 3]", archive.text(plan, "time"));
  }

  @Test
  void aFillValueOfTimesIsCarriedOver() throws Exception {
    SourceSample a = new SourceSample().time(ConcatTest.DAYS, 0, 1).add("when", FLOAT64, "time:2");
    a.values("when", 0.5, 9e36).attr("when", "_FillValue", 9e36);
    SourceSample b = new SourceSample().time(ConcatTest.DAYS, 2, 3).add("when", FLOAT64, "time:2");
    b.attr("when", "units", "days since 2000-01-02").attr("when", "_FillValue", 9e36);
    a.attr("when", "units", ConcatTest.DAYS);
    ArchiveSample archive = two(a, b);
    Plan plan = archive.plan();
    assertEquals("hours since 2000-01-01", ArchiveSample.units(plan, "when"));
    assertEquals("[12, " + Long.MIN_VALUE + ", 24, 48]", archive.text(plan, "when"));
    assertTrue(ArchiveSample.array(plan, "when").layout().fillIsMissing());
  }

  @Test
  void integerTimesWhoseFillValuesDifferStayIntegers() throws Exception {
    SourceSample a = new SourceSample().time(ConcatTest.DAYS, 0, 1).add("when", INT32, "time:2");
    a.attr("when", "units", ConcatTest.DAYS).attr("when", "_FillValue", 1L);
    SourceSample b = new SourceSample().time(ConcatTest.DAYS, 2, 3).add("when", INT32, "time:2");
    b.attr("when", "units", ConcatTest.DAYS);
    ArchiveSample archive = two(a, b);
    assertEquals("[0, " + Long.MIN_VALUE + ", 0, 1]", archive.text(archive.plan(), "when"));
  }

  @Test
  void theAuthorsEncodingAppliesToUnifiedTimes() {
    VariableEncoding wish = VariableEncoding.standard().withDtype(FLOAT64).withFillValue(-1.0);
    ArchiveSample archive =
        two(bounded("days since 2000-01-01", "", 0), bounded("days since 2000-01-03", "", 0))
            .target(t -> t.encode("tb", wish));
    Plan plan = archive.plan();
    assertEquals(FLOAT64, variable(plan, "tb").type());
    assertTrue(ArchiveSample.array(plan, "tb").layout().fillIsMissing());
  }

  @Test
  void monthsAreUnifiedWhereThatIsExact() throws Exception {
    ArchiveSample archive =
        two(
            new SourceSample().time("months since 2000-01-01", 0, 1),
            new SourceSample().time("months since 2000-03-01", 0, 1));
    assertEquals("[0, 1, 2, 3]", archive.text(archive.plan(), "time"));
    two(
            new SourceSample().time("months since 2000-01-01", 0, 1),
            new SourceSample().time("months since 2000-03-31", 0, 1))
        .refusal(Blame.SOURCES, "'time'", "months since 2000-03-31", "b.nc");
  }

  @Test
  void aScalarTimeInUnitsOfItsOwnIsComparedByWhatItMeans() {
    two(reference(0, "days since 2000-01-01"), reference(0, "days since 2000-01-02"))
        .refusal(Blame.SOURCES, "'ref'", "a.nc", "b.nc");
    two(reference(1, "days since 2000-01-01"), reference(0, "days since 2000-01-02")).plan();
  }

  private static int references;

  private static SourceSample reference(long value, String units) {
    long start = 2L * (references++ % 2);
    return new SourceSample()
        .time(ConcatTest.DAYS, start, start + 1)
        .add("ref", INT64, "")
        .longs("ref", value)
        .attr("ref", "units", AttributeValue.of(units));
  }
}
