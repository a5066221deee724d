package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.INT32;
import static org.arcoforge.plan.ArchiveSample.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.StrptimeFormat;
import org.arcoforge.recipe.Transform;
import org.arcoforge.recipe.WherePresent;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

class TransformNamesTest {
  private static final Transform SENSORS =
      new Transform.Rename(Map.of("n07", "ice", "f08", "ice", "latitude", "lat"));

  private static SourceSample file(String variable, String lat, long time) {
    return new SourceSample()
        .time(ConcatTest.DAYS, time)
        .coordinate(lat, FLOAT32, 1, 2)
        .add(variable, FLOAT32, "time:1 " + lat + ":2");
  }

  private static ArchiveSample sensors(Transform... transforms) {
    return ArchiveSample.two(file("n07", "lat", 0), file("f08", "latitude", 1))
        .recipe(r -> r.transforms(transforms));
  }

  @Test
  void aNameMayBeInSomeFilesOnly() throws Exception {
    ArchiveSample archive = sensors(SENSORS);
    Plan plan = archive.plan();
    assertEquals(List.of("time", "lat"), variable(plan, "ice").dimensionNames());
    assertEquals("[0.0, 1.0, 0.0, 1.0]", archive.text(plan, "ice"));
  }

  @Test
  void aNameThatNoFileHasIsRefusedInWhateverOrderFilesCome() {
    ArchiveSample archive = sensors(SENSORS, new Transform.Drop(List.of("icee")));
    String message =
        archive.refusal(
            Blame.RECIPE, "drop", "'icee'", "did you mean 'ice'?", "where: present", "x/a.nc");
    for (long seed = 0; seed < 4; seed++) {
      long s = seed;
      RefusedException e = assertThrows(RefusedException.class, () -> archive.shuffled(s));
      assertEquals(message, e.getMessage());
    }
  }

  @Test
  void namesThatNeedNotBeAnywhereArePassedOver() {
    Transform all =
        new WherePresent(new Transform.Rename(Map.of("n07", "ice", "f08", "ice", "f13", "ice")));
    Plan plan =
        sensors(
                all,
                new Transform.Rename(Map.of("latitude", "lat")),
                new WherePresent(new Transform.Drop(List.of("crs"))),
                new WherePresent(new Transform.SetCoords(List.of("crs"))))
            .plan();
    assertEquals(
        List.of("time", "lat", "ice"), plan.arrays().stream().map(PlannedArray::name).toList());
  }

  @Test
  void onlyTransformsOfNamesPassOver() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new WherePresent(new Transform.Squeeze(List.of("x"))));
  }

  @Test
  void whatFollowsFromAnAbsentNameNamesIt() {
    sensors(new Transform.Rename(Map.of("n08", "ice")), new Transform.Cast(Map.of("ice", FLOAT32)))
        .refusal(Blame.RECIPE, "cast names 'ice'", "before that, rename named 'n08'");
  }

  @Test
  void setCoordsAfterADimensionWasAddedIsRefused() {
    FilePattern pattern =
        FilePattern.of("https://x/{day}.nc", PatternDim.concat("day", Keys.of("2000", "2001")));
    SourceSample file = new SourceSample().add("v", FLOAT32, "x:2").add("mask", INT32, "x:2");
    Transform time =
        new Transform.TimeFromName(
            "day", null, new StrptimeFormat("%Y"), org.arcoforge.cf.CfCalendar.of("standard"));
    Transform coords = new Transform.SetCoords(List.of("mask"));
    Plan plan =
        new ArchiveSample(pattern, file, file).recipe(r -> r.transforms(coords, time)).plan();
    assertEquals(List.of("x"), variable(plan, "mask").dimensionNames());
    Transform renamed = new Transform.Rename(Map.of("mask", "m"));
    new ArchiveSample(pattern, file, file)
        .recipe(r -> r.transforms(time, renamed, new Transform.SetCoords(List.of("m"))))
        .refusal(Blame.RECIPE, "set_coords", "'m'", "time_from_name", "before that");
  }

  @Test
  void filesAreJoinedAlongSeveralDimensionsAtOnce() throws Exception {
    FilePattern pattern =
        FilePattern.of(
            "https://x/{trajectory}.nc",
            PatternDim.concat("trajectory", Keys.of("a", "b")).alongAlso("obs"));
    ArchiveSample archive =
        new ArchiveSample(
            pattern,
            new SourceSample().add("n", INT32, "trajectory:1").add("lat", FLOAT32, "obs:3"),
            new SourceSample().add("n", INT32, "trajectory:2").add("lat", FLOAT32, "obs:1"));
    Plan plan = archive.plan();
    assertEquals("[0, 0, 1]", archive.text(plan, "n"));
    assertEquals("[0.0, 1.0, 2.0, 0.0]", archive.text(plan, "lat"));
    SourceSample square = new SourceSample().add("m", FLOAT32, "trajectory:1 obs:2");
    new ArchiveSample(pattern, square, square)
        .refusal(Blame.RECIPE, "'m'", "trajectory", "obs", "drop: [m]");
  }
}
