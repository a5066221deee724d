package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT32;
import static org.arcoforge.array.DataType.INT64;
import static org.arcoforge.array.DataType.STRING;
import static org.arcoforge.plan.ArchiveSample.array;
import static org.arcoforge.plan.ArchiveSample.variable;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

class ConcatTest {
  static final String DAYS = "days since 2000-01-01";
  static final FilePattern TWO =
      FilePattern.of("https://x/{time}.nc", PatternDim.concat("time", Keys.of("a", "b")));
  static final FilePattern MEMBERS =
      FilePattern.of(
          "https://x/{time}_{member}.nc",
          PatternDim.concat("time", Keys.of("a", "b")),
          PatternDim.concat("member", Keys.range(1, 2)));

  @Test
  void filesOfUnequalLengthsFollowEachOther() throws Exception {
    ArchiveSample archive =
        new ArchiveSample(
            TWO,
            new SourceSample().time(DAYS, 0, 1).add("v", FLOAT32, "time:2").values("v", 10, 11),
            new SourceSample().time(DAYS, 5, 6, 7).add("v", FLOAT32, "time:3"));
    Plan plan = archive.plan();
    assertEquals("[0, 1, 5, 6, 7]", archive.text(plan, "time"));
    assertEquals("[10.0, 11.0, 0.0, 1.0, 2.0]", archive.text(plan, "v"));
    assertEquals(DAYS, variable(plan, "time").attributes().text("units").orElseThrow());
    assertEquals(INT64, variable(plan, "time").type());
    assertEquals(2, plan.axes().get(0).segments());
  }

  @Test
  void aSingleFileWithoutPatternDimensionsIsKeptAsItIs() throws Exception {
    ArchiveSample archive =
        new ArchiveSample(
            FilePattern.of("https://x/one.nc"),
            new SourceSample()
                .time(DAYS, 3, 2, 9)
                .add("v", FLOAT32, "time:3")
                .add("crs", INT32, "")
                .values("crs", 7));
    Plan plan = archive.plan();
    assertEquals("[3, 2, 9]", archive.text(plan, "time"));
    assertEquals("[0.0, 1.0, 2.0]", archive.text(plan, "v"));
    assertEquals("[7]", archive.text(plan, "crs"));
    assertEquals(List.of(), plan.axes());
  }

  @Test
  void variablesWithoutTheConcatDimensionAreWrittenOnce() throws Exception {
    Plan plan = grid(0, 0).plan();
    assertArrayEquals(new long[] {2, 2}, variable(plan, "lat").shape());
    assertArrayEquals(new long[] {3, 2}, variable(plan, "lat_bnds").shape());
    assertEquals(0, variable(plan, "crs").rank());
    assertEquals("[5]", grid(0, 0).text(plan, "crs"));
    assertEquals(1, array(plan, "lat").tiles().count());
  }

  @Test
  void variablesWithoutTheConcatDimensionMustBeEqual() {
    grid(0, 1).refusal(Blame.SOURCES, "'lat'", "https://x/a.nc", "https://x/b.nc", "first: [lat]");
  }

  @Test
  void aMismatchNamesBothPositionsForWhoeverCanRead() {
    try {
      grid(0, 1).plan();
    } catch (RefusedException e) {
      assertEquals(new RefusedException.Mismatch("lat", 0, 1), e.mismatch());
      return;
    }
    throw new AssertionError("not refused");
  }

  @Test
  void coordinatesMayDifferWithinTheTolerance() throws Exception {
    ArchiveSample near = grid(0, 1e-9).policies(p -> p.coordinateTolerance(1e-6));
    assertEquals("[0.0, 1.0, 2.0, 3.0]", near.text(near.plan(), "lat"));
    ArchiveSample far = grid(0, 1e-3).policies(p -> p.coordinateTolerance(1e-6));
    far.refusal(Blame.SOURCES, "'lat'", "https://x/b.nc");
  }

  private static ArchiveSample grid(double... shifts) {
    SourceSample[] files = new SourceSample[2];
    for (int i = 0; i < 2; i++) {
      files[i] =
          new SourceSample()
              .time(DAYS, i)
              .add("crs", INT32, "")
              .values("crs", 5)
              .add("lat", FLOAT64, "y:2 x:2")
              .values("lat", shifts[i], 1, 2, 3)
              .add("lat_bnds", FLOAT64, "l:3 nv:2")
              .add("v", FLOAT32, "time:1 y:2 x:2")
              .attr("v", "coordinates", "lat")
              .attr("v", "grid_mapping", "crs");
    }
    return new ArchiveSample(TWO, files);
  }

  @Test
  void aDimensionOfTheFileNameStacksDataOnly() throws Exception {
    SourceSample[] files = new SourceSample[4];
    for (int i = 0; i < 4; i++) {
      files[i] =
          new SourceSample()
              .time(DAYS, i / 2)
              .attr("time", "bounds", "time_bnds")
              .add("time_bnds", INT64, "time:1 nv:2")
              .values("time_bnds", Math.floorDiv(i, 2), Math.floorDiv(i, 2) + 1)
              .add("lat", FLOAT64, "y:1")
              .add("area", FLOAT64, "y:1")
              .add("crs", INT32, "")
              .add("mask", INT32, "y:1")
              .add("v", FLOAT32, "time:1 y:1")
              .values("v", i)
              .attr("v", "coordinates", "lat")
              .attr("v", "cell_measures", "area: area")
              .attr("v", "grid_mapping", "crs");
    }
    ArchiveSample archive = new ArchiveSample(MEMBERS, files);
    Plan plan = archive.plan();
    assertEquals(List.of("member", "time", "y"), variable(plan, "v").dimensionNames());
    assertEquals("[0.0, 2.0, 1.0, 3.0]", archive.text(plan, "v"));
    assertEquals("[1, 2]", archive.text(plan, "member"));
    assertEquals(INT64, variable(plan, "member").type());
    assertEquals(List.of("member", "y"), variable(plan, "mask").dimensionNames());
    assertEquals(List.of("time", "nv"), variable(plan, "time_bnds").dimensionNames());
    assertEquals("[0, 1, 1, 2]", archive.text(plan, "time_bnds"));
    for (String name : List.of("lat", "area", "crs")) {
      assertEquals(-1, variable(plan, name).axis("member"), name);
    }
  }

  @Test
  void keysKeepTheirType() throws Exception {
    ArchiveSample texts = stacked(Keys.of("x", "y"));
    assertEquals("[x, y]", texts.text(texts.plan(), "k"));
    assertEquals(STRING, variable(texts.plan(), "k").type());
    ArchiveSample floats = stacked(new Keys.Values(List.of(0.5, 1.5)));
    assertEquals("[0.5, 1.5]", floats.text(floats.plan(), "k"));
    ArchiveSample days = stacked(Keys.dates("1970-01-03", "1970-01-04", "P1D"));
    assertEquals("[2, 3]", days.text(days.plan(), "k"));
    assertEquals(
        "days since 1970-01-01",
        variable(days.plan(), "k").attributes().text("units").orElseThrow());
    ArchiveSample hours = stacked(Keys.dates("1970-01-01T06:00", "1970-01-01T12:00", "PT6H"));
    assertEquals("[21600, 43200]", hours.text(hours.plan(), "k"));
  }

  private static ArchiveSample stacked(Keys keys) {
    return new ArchiveSample(
        FilePattern.of(
            keys instanceof Keys.Dates ? "https://x/{k:%Y%m%d%H}.nc" : "https://x/{k}.nc",
            PatternDim.concat("k", keys)),
        new SourceSample().add("v", FLOAT32, "x:2"),
        new SourceSample().add("v", FLOAT32, "x:2"));
  }

  @Test
  void aScalarCoordinateOfTheFileBecomesTheStackedOne() throws Exception {
    SourceSample[] files = new SourceSample[2];
    for (int i = 0; i < 2; i++) {
      files[i] =
          new SourceSample()
              .add("time", INT64, "")
              .values("time", 10 + i)
              .attr("time", "units", DAYS)
              .attr("time", "bounds", "time_bnds")
              .add("time_bnds", INT64, "nv:2")
              .values("time_bnds", 10 + i, 11 + i)
              .add("v", FLOAT32, "x:2");
    }
    ArchiveSample archive = new ArchiveSample(TWO, files);
    Plan plan = archive.plan();
    assertEquals("[10, 11]", archive.text(plan, "time"));
    assertEquals(List.of("time", "x"), variable(plan, "v").dimensionNames());
    assertEquals("[10, 11, 11, 12]", archive.text(plan, "time_bnds"));
  }

  @Test
  void theTimeThatAForecastIsValidForIsStackedWithItsReferenceTime() throws Exception {
    SourceSample[] files = new SourceSample[2];
    for (int i = 0; i < 2; i++) {
      files[i] =
          new SourceSample()
              .add("time", INT64, "")
              .values("time", 10 + i)
              .attr("time", "units", DAYS)
              .attr("time", "standard_name", "forecast_reference_time")
              .add("valid_time", INT64, "")
              .values("valid_time", 20 + i)
              .attr("valid_time", "units", DAYS)
              .attr("valid_time", "standard_name", "time")
              .add("launched", INT64, "")
              .values("launched", 3)
              .attr("launched", "units", DAYS)
              .add("v", FLOAT32, "x:2")
              .attr("v", "coordinates", "time valid_time launched");
    }
    ArchiveSample archive = new ArchiveSample(TWO, files);
    Plan plan = archive.plan();
    assertEquals("[10, 11]", archive.text(plan, "time"));
    assertEquals("[20, 21]", archive.text(plan, "valid_time"));
    assertEquals(List.of("time"), variable(plan, "valid_time").dimensionNames());
    assertEquals("[3]", archive.text(plan, "launched"));
  }

  @Test
  void permutedDimensionsAreRefused() {
    new ArchiveSample(
            TWO,
            new SourceSample().time(DAYS, 0).add("v", FLOAT32, "time:1 y:2 x:2"),
            new SourceSample().time(DAYS, 1).add("v", FLOAT32, "time:1 x:2 y:2"))
        .refusal(Blame.SOURCES, "'v'", "[time, y, x]", "[time, x, y]", "a.nc", "b.nc");
  }

  @Test
  void lengthsOfOtherDimensionsMustAgree() {
    new ArchiveSample(
            TWO,
            new SourceSample().time(DAYS, 0).add("v", FLOAT32, "time:1 x:2"),
            new SourceSample().time(DAYS, 1).add("v", FLOAT32, "time:1 x:3"))
        .refusal(
            Blame.SOURCES,
            "'x'",
            "2 in https://x/a.nc",
            "3 in https://x/b.nc",
            "position 1",
            "'v'");
  }

  @Test
  void aDimensionMayBeInSomeVariablesOnly() throws Exception {
    ArchiveSample archive =
        new ArchiveSample(
            TWO,
            new SourceSample().time(DAYS, 0).add("v", FLOAT32, "time:1 z:2").add("w", INT32, "q:3"),
            new SourceSample()
                .time(DAYS, 1)
                .add("v", FLOAT32, "time:1 z:2")
                .add("w", INT32, "q:3"));
    Plan plan = archive.plan();
    assertEquals("[0, 1, 2]", archive.text(plan, "w"));
    assertEquals("[0.0, 1.0, 0.0, 1.0]", archive.text(plan, "v"));
  }
}
