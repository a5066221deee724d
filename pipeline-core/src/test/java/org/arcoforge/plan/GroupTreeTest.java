package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT32;
import static org.arcoforge.array.DataType.INT64;
import static org.arcoforge.plan.ArchiveSample.array;
import static org.arcoforge.plan.ArchiveSample.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.plan.tiling.ConcatAxis;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

class GroupTreeTest {
  private static final FilePattern ONE = FilePattern.of("https://x/one.nc");

  private static SourceSample rootTime(long first) {
    return new SourceSample()
        .time(ConcatTest.DAYS, first, first + 1)
        .add("a/v", FLOAT32, "time:2 a/x:3")
        .add("a/x", FLOAT64, "a/x:3")
        .add("a/b/w", INT32, "time:2")
        .group("a", "note", "n")
        .group("a", "first", first)
        .group("empty", "only", "text");
  }

  @Test
  void filesAreJoinedAlongTheRootsTimeInAllGroups() throws Exception {
    ArchiveSample archive = new ArchiveSample(ConcatTest.TWO, rootTime(0), rootTime(2));
    Plan plan = archive.plan();
    assertEquals(1, plan.axes().size());
    assertEquals("[0, 1, 2, 3]", archive.text(plan, "time"));
    assertEquals("[0, 1, 0, 1]", archive.text(plan, "a/b/w"));
    assertEquals(List.of("time", "a/x"), variable(plan, "a/v").dimensionNames());
    assertEquals("[0.0, 1.0, 2.0]", archive.text(plan, "a/x"));
    assertEquals(List.of("a", "a/b", "empty"), plan.layout().groupPaths());
  }

  @Test
  void eachGroupKeepsTheAttributesOnWhichItsFilesAgree() {
    Plan plan = new ArchiveSample(ConcatTest.TWO, rootTime(0), rootTime(2)).plan();
    assertEquals(
        Map.of("note", SourceSample.attribute("n")),
        java.util.Objects.requireNonNull(plan.layout().groups().get("a")).asMap());
    new ArchiveSample(ConcatTest.TWO, rootTime(0), rootTime(2))
        .policies(p -> p.attributes(Policies.AttributePolicy.ERROR))
        .refusal(Blame.SOURCES, "group 'a': attribute 'first' differs: [0]", "[2]", "x/b.nc");
  }

  private static SourceSample ownTimes(long first, int slow, int fast) {
    double[] s = java.util.stream.LongStream.range(first, first + slow).asDoubleStream().toArray();
    double[] f =
        java.util.stream.LongStream.range(first * 3, first * 3 + fast).asDoubleStream().toArray();
    return new SourceSample()
        .coordinate("slow/time", INT64, s)
        .add("slow/v", FLOAT32, "slow/time:" + slow)
        .coordinate("fast/time", INT64, f)
        .add("fast/v", FLOAT32, "fast/time:" + fast)
        .add("fast/k", INT32, "");
  }

  @Test
  void everyGroupIsJoinedAlongTheTimeOfItsOwn() throws Exception {
    ArchiveSample archive =
        new ArchiveSample(ConcatTest.TWO, ownTimes(0, 2, 6), ownTimes(2, 1, 4))
            .target(t -> t.chunks(Map.of("time", 2L, "fast/time", 5L)));
    Plan plan = archive.plan();
    assertEquals(
        List.of("slow/time: 3 elements in 2 segments", "fast/time: 10 elements in 2 segments"),
        plan.axes().stream().map(ConcatAxis::toString).toList());
    assertEquals("[0, 1, 2]", archive.text(plan, "slow/time"));
    assertEquals("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]", archive.text(plan, "fast/time"));
    assertEquals("[0.0, 1.0, 0.0]", archive.text(plan, "slow/v"));
    assertEquals(List.of(2L), array(plan, "slow/v").layout().chunk());
    assertEquals(List.of(5L), array(plan, "fast/v").layout().chunk());
  }

  @Test
  void aGroupsDimensionMayBeNamedAlone() throws Exception {
    FilePattern fast =
        FilePattern.of(
                "https://x/{fast/time}.nc", PatternDim.concat("fast/time", Keys.of("a", "b")))
            .withGroup("**");
    SourceSample later = ownTimes(0, 2, 2).values("fast/time", 10, 11);
    ArchiveSample archive = new ArchiveSample(fast, ownTimes(0, 2, 6), later);
    Plan plan = archive.plan();
    assertEquals(List.of("fast/time"), plan.axes().stream().map(ConcatAxis::name).toList());
    assertEquals("[0, 1]", archive.text(plan, "slow/time"));
    new ArchiveSample(fast, ownTimes(0, 2, 6), later.values("slow/time", 0, 5))
        .refusal(Blame.SOURCES, "'slow/time' must be equal in all files");
  }

  @Test
  void aFileWithoutAGroupsDimensionIsNamed() {
    SourceSample slow =
        new SourceSample()
            .coordinate("slow/time", INT64, 2)
            .add("slow/v", FLOAT32, "slow/time:1")
            .add("fast/k", INT32, "");
    new ArchiveSample(ConcatTest.TWO, ownTimes(0, 2, 6), slow)
        .refusal(Blame.SOURCES, "dimension 'fast/time' is not in https://x/b.nc", "x/a.nc", "drop");
  }

  @Test
  void oneGroupsFilesOutOfOrderAreRefusedByName() {
    new ArchiveSample(
            ConcatTest.TWO, ownTimes(0, 2, 6), ownTimes(1, 2, 6).values("slow/time", 4, 5))
        .refusal(Blame.SOURCES, "x/b.nc", "'fast/time'", "overlap", "order: keep-first");
  }

  @Test
  void groupsWithCoordinatesForADimensionAroundThemEachHaveOne() throws Exception {
    ArchiveSample archive =
        new ArchiveSample(
            ONE,
            new SourceSample()
                .add("a/x", INT32, "x:2")
                .add("a/v", FLOAT32, "x:2")
                .add("a/deep/w", FLOAT32, "x:2")
                .add("b/x", INT32, "x:2")
                .values("b/x", 7, 8)
                .add("r", FLOAT32, "x:2"));
    Plan plan = archive.plan();
    assertTrue(variable(plan, "a/x").isDimensionCoordinate());
    assertEquals(List.of("a/x"), variable(plan, "a/deep/w").dimensionNames());
    assertEquals(List.of("b/x"), variable(plan, "b/x").dimensionNames());
    assertEquals(List.of("x"), variable(plan, "r").dimensionNames());
    assertEquals("[7, 8]", archive.text(plan, "b/x"));
  }

  @Test
  void aDimensionOfAnotherLengthThanThatAroundItIsRefused() {
    new ArchiveSample(ONE, new SourceSample().add("r", INT32, "x:3").add("g/h/s", INT32, "g/h/x:4"))
        .refusal(
            Blame.RECIPE,
            "dimension 'g/h/x' is 4 long there, but 3 here",
            "group 'g/h' inherits",
            "x/one.nc",
            "transforms: [{rename: {g/h/x: g/h/x_h}}]",
            "group: /g/h");
  }

  @Test
  void aCoordinateMayOnlyRepeatTheValuesAroundIt() {
    SourceSample days =
        new SourceSample()
            .time("days since 2000-01-01", 1, 2)
            .coordinate("g/time", INT32, 24, 48)
            .attr("g/time", "units", "hours since 2000-01-01");
    assertFalse(new ArchiveSample(ONE, days).plan().arrays().isEmpty());
    new ArchiveSample(ONE, days.values("g/time", 24, 49))
        .refusal(Blame.RECIPE, "dimension 'g/time' has other coordinate values", "rename");
  }

  @Test
  void aGroupWithoutCoordinateMustFollowTheOrderThatItInherits() {
    SourceSample one =
        new SourceSample().coordinate("time", INT64, 5, 6).add("g/v", INT32, "g/time:2");
    SourceSample two =
        new SourceSample().coordinate("time", INT64, 1, 2).add("g/v", INT32, "g/time:2");
    assertEquals(2, new ArchiveSample(ConcatTest.TWO, two, one).plan().axes().size());
    new ArchiveSample(ConcatTest.TWO, one, two)
        .policies(p -> p.order(Policies.OrderPolicy.SORT))
        .refusal(Blame.RECIPE, "'g/time' has no coordinate", "do not follow in that order");
  }

  @Test
  void twoDimensionsThatOneGroupSeesByOneNameAreRefused() {
    new ArchiveSample(ONE, new SourceSample().add("g/v", INT32, "x:3").add("g/w", INT32, "g/x:3"))
        .refusal(
            Blame.RECIPE, "group 'g'", "two dimensions 'x' (x and g/x)", "rename: {g/x: g/x_2}");
  }

  @Test
  void aScalarOfAGroupBecomesItsCoordinateWhereTheRecipeNamesIt() throws Exception {
    SourceSample one = new SourceSample().add("g/time", INT32, "").add("g/v", FLOAT32, "g/x:2");
    SourceSample two =
        new SourceSample()
            .add("g/time", INT32, "")
            .values("g/time", 9)
            .add("g/v", FLOAT32, "g/x:2");
    new ArchiveSample(ConcatTest.TWO, one, two)
        .refusal(Blame.RECIPE, "variable 'g/time'", "`concat`", "rename: {g/time: g/time_values}");
    FilePattern own =
        FilePattern.of("https://x/{g/time}.nc", PatternDim.concat("g/time", Keys.of("a", "b")));
    ArchiveSample archive =
        new ArchiveSample(own, one.add("r", INT32, ""), two.add("r", INT32, ""));
    Plan plan = archive.plan();
    assertEquals("[0, 9]", archive.text(plan, "g/time"));
    assertEquals(List.of("g/time", "g/x"), variable(plan, "g/v").dimensionNames());
    assertEquals(0, variable(plan, "r").rank());
  }

  @Test
  void attributesNameVariablesOfTheGroupOrOfThoseAround() {
    SourceSample file =
        new SourceSample()
            .add("crs", INT32, "")
            .add("lat", FLOAT32, "y:2")
            .add("g/lon", FLOAT32, "y:2")
            .add("g/v", FLOAT32, "y:2")
            .attr("g/v", "grid_mapping", "crs")
            .attr("g/v", "coordinates", "lon lat")
            .add("g/w", FLOAT32, "y:2")
            .attr("g/w", "ancillary_variables", "/h/q")
            .add("h/q", FLOAT32, "y:2");
    Plan plan = new ArchiveSample(ONE, file).plan();
    assertEquals(java.util.Set.of("crs", "lat", "g/lon"), plan.coordinates());
    Plan kept =
        new ArchiveSample(ONE, file)
            .recipe(r -> r.transforms(List.of(new Transform.Keep(List.of("g/w")))))
            .plan();
    assertEquals(List.of("g/w", "h/q"), kept.arrays().stream().map(PlannedArray::name).toList());
    Plan renamed =
        new ArchiveSample(ONE, file)
            .recipe(
                r ->
                    r.transforms(
                        List.of(
                            new Transform.Rename(
                                Map.of("g/lon", "g/longitude", "lat", "h/lat", "crs", "map")))))
            .plan();
    assertEquals(
        "longitude /h/lat",
        variable(renamed, "g/v").attributes().text("coordinates").orElseThrow());
    assertEquals("map", variable(renamed, "g/v").attributes().text("grid_mapping").orElseThrow());
  }

  @Test
  void boundsInAGroupTakeOnTheUnitsOfItsTime() throws Exception {
    SourceSample one = bounded("days since 2000-01-01", 0);
    SourceSample two = bounded("hours since 2000-01-02", 24);
    ArchiveSample archive = new ArchiveSample(ConcatTest.TWO, one, two);
    Plan plan = archive.plan();
    assertEquals("[0, 48]", archive.text(plan, "g/time"));
    assertEquals("[0, 24, 24, 25]", archive.text(plan, "g/time_bnds"));
  }

  private static SourceSample bounded(String units, double time) {
    return new SourceSample()
        .coordinate("g/time", INT64, time)
        .attr("g/time", "units", units)
        .attr("g/time", "bounds", "time_bnds")
        .add("g/time_bnds", INT64, "g/time:1 nv:2")
        .values("g/time_bnds", 0, 1);
  }

  @Test
  void transformsTakeWholeGroups() {
    SourceSample file = rootTime(0).add("c/d/e", INT32, "").group("c/d", "k", "v");
    Plan dropped =
        new ArchiveSample(ONE, file)
            .recipe(r -> r.transforms(List.of(new Transform.Drop(List.of("a", "empty")))))
            .plan();
    assertEquals(List.of("c", "c/d"), dropped.layout().groupPaths());
    Plan kept =
        new ArchiveSample(ONE, file)
            .recipe(r -> r.transforms(List.of(new Transform.Keep(List.of("c")))))
            .plan();
    assertEquals(List.of("c/d/e"), kept.arrays().stream().map(PlannedArray::name).toList());
    assertEquals(List.of("c", "c/d"), kept.layout().groupPaths());
  }

  @Test
  void coordinatesMadeInAGroupAreNamedByTheGroup() {
    Plan plan =
        new ArchiveSample(ONE, rootTime(0))
            .recipe(r -> r.transforms(List.of(new Transform.SetCoords(List.of("a/b/w", "a/v")))))
            .plan();
    assertFalse(plan.layout().attributes().has("coordinates"));
    assertEquals(
        "v",
        java.util.Objects.requireNonNull(plan.layout().groups().get("a"))
            .text("coordinates")
            .orElseThrow());
    assertEquals(
        "w",
        java.util.Objects.requireNonNull(plan.layout().groups().get("a/b"))
            .text("coordinates")
            .orElseThrow());
  }
}
