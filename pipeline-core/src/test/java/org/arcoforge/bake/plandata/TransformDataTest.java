package org.arcoforge.bake.plandata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dataset;
import org.arcoforge.array.Region;
import org.arcoforge.cf.CfCalendar;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.Condition;
import org.arcoforge.recipe.CustomTransform;
import org.arcoforge.recipe.IndexSelection;
import org.arcoforge.recipe.LabelSelection;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.StrptimeFormat;
import org.arcoforge.recipe.Transform;
import org.arcoforge.recipe.WherePresent;
import org.junit.jupiter.api.Test;

/** Transforms, those of Java too, on their way through a plan. */
class TransformDataTest {
  private static Recipe reread(Recipe recipe, Recipe... known) throws IOException {
    Members json = BlockDataTest.throughJson(RecipeData.write(recipe));
    return RecipeData.read(json, id -> List.of(known));
  }

  private static Recipe of(Transform... transforms) {
    return Recipe.builder()
        .id("r")
        .pattern(FilePattern.of("https://x/one.nc"))
        .transforms(transforms)
        .build();
  }

  private record Doubled(String variable) implements CustomTransform {
    private static final long serialVersionUID = 1L;

    @Override
    public Result describe(Dataset file, Position position) {
      return new Result(file, Set.of(variable));
    }

    @Override
    public Block compute(String name, Region region, Inputs inputs) {
      return inputs.read(name, region);
    }
  }

  private static final List<Transform> EVERY_KIND =
      List.of(
          new Transform.Rename(Map.of("float", "true", "x: y", "1")),
          new Transform.Drop(List.of("a", "on")),
          new Transform.Keep(List.of("1")),
          new Transform.SetCoords(List.of("null")),
          new Transform.ResetCoords(List.of()),
          new Transform.ResetCoords(List.of("lat")),
          new Transform.Squeeze(List.of()),
          new Transform.Squeeze(List.of("lev")),
          new Transform.ExpandDims("member", "r(\\d+)i", "int"),
          new Transform.ExpandDims("time", "(\\d{8})", "date", "%Y%m%d"),
          new Transform.TimeFromName("time", null, new StrptimeFormat("%Y%j"), CfCalendar.NOLEAP),
          new Transform.TimeFromName(
              "time", "_(\\d+)_", new StrptimeFormat("%Y"), CfCalendar.DAYS_360),
          new Transform.Isel(
              Map.of(
                  "a", new IndexSelection.One(-1),
                  "b", new IndexSelection.Several(List.of(3L, 1L)),
                  "c", new IndexSelection.Slice(null, -2L, -1L),
                  "d", new IndexSelection.Slice(1L, null, null))),
          new Transform.Sel(
              Map.of(
                  "a", new LabelSelection.One("2000-01"),
                  "b", new LabelSelection.Several(List.of(1L, 0.5)),
                  "c", new LabelSelection.Range(null, true, 2),
                  "d", new LabelSelection.Range(-1e30, 5L, 1),
                  "e", new LabelSelection.Nearest(List.of(1.5), true, null),
                  "f", new LabelSelection.Nearest(List.of(1L, 2L), false, 0.25))),
          new Transform.Sort(Map.of("lat", false, "lon", true)),
          new Transform.RollLongitude(Map.of("lon", -180.0)),
          new Transform.Transpose(List.of("time", "...")),
          new Transform.Cast(Map.of("sst", DataType.FLOAT32)),
          new Transform.ConvertUnits(
              Map.of(
                  "sst", new Transform.ConvertUnits.Units("K", null),
                  "p", new Transform.ConvertUnits.Units("Pa", "hPa"))),
          new Transform.SetAttributes(
              Map.of(
                  "sst",
                  Attributes.empty()
                      .with("units", "K")
                      .with("scale_factor", AttributeValue.of(DataType.FLOAT32, 0.1))
                      .with("flags", AttributeValue.of(DataType.INT8, 1, 2))
                      .with("valid_max", AttributeValue.of(DataType.FLOAT64, Double.NaN)),
                  "",
                  Attributes.empty().with("title", "")),
              Map.of("sst", List.of("history"), "ice", List.of("a", "b"))),
          new Transform.MissingValues(Map.of("sst", List.of(-999L, 1e20, Double.NaN))),
          new Transform.Mask(
              Map.of(
                  "a", new Condition("m", Condition.Test.NOT_EQUALS, List.of(1L, 2.5)),
                  "b",
                      new Condition("m", Condition.Test.ABOVE, List.of(Double.NEGATIVE_INFINITY)))),
          new WherePresent(new Transform.Drop(List.of("a"))),
          new WherePresent(
              new Transform.SetAttributes(
                  Map.of("a", Attributes.of(Map.of("n", AttributeValue.of(DataType.INT16, 1L)))),
                  Map.of("b", List.of("where")))),
          new Doubled("sst"));

  @Test
  void everyKindOfTransformComesBack() throws IOException {
    Set<Class<?>> kinds = new HashSet<>(Arrays.asList(Transform.class.getPermittedSubclasses()));
    for (Transform transform : EVERY_KIND) {
      Recipe recipe = of(transform);
      assertEquals(recipe, reread(recipe, recipe));
      kinds.removeIf(kind -> kind.isInstance(transform));
    }
    assertEquals(Set.of(), kinds, "kinds that this test has no example of");
    Recipe all = of(EVERY_KIND.toArray(Transform[]::new));
    assertEquals(all, reread(all, all));
  }

  @Test
  void everyKindOfSelectionIsAmongTheExamples() {
    Set<Class<?>> kinds =
        new HashSet<>(Arrays.asList(IndexSelection.class.getPermittedSubclasses()));
    kinds.addAll(Arrays.asList(LabelSelection.class.getPermittedSubclasses()));
    for (Transform transform : EVERY_KIND) {
      List<Object> selections = new ArrayList<>();
      if (transform instanceof Transform.Isel isel) {
        selections.addAll(isel.dimensions().values());
      } else if (transform instanceof Transform.Sel sel) {
        selections.addAll(sel.dimensions().values());
      }
      selections.forEach(s -> kinds.remove(s.getClass()));
    }
    assertEquals(Set.of(), kinds);
  }

  @Test
  void transformsOfARecipeClassAreTakenFromItAndNotMadeOfTheDocument() throws IOException {
    Recipe recipe = of(new Doubled("sst"), new Transform.Squeeze(List.of()), new Doubled("ice"));
    Recipe other = of(new Doubled("sst"));
    Recipe back = reread(recipe, other, recipe);
    assertSame(recipe.transforms().get(0), back.transforms().get(0));
    assertEquals(recipe, back);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> reread(recipe, other, of()));
    assertTrue(String.valueOf(e.getMessage()).contains("custom=Doubled"), e.getMessage());
    assertNotEquals(RecipeData.write(other), RecipeData.write(of(new Doubled("ice"))));
  }

  @Test
  void transformsThatThisVersionDoesNotHaveAreRefusedByName() {
    Map<String, Object> data = new HashMap<>(RecipeData.write(of()));
    data.put("transforms", List.of(Map.of("regrid", Map.of("to", "t63"))));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> RecipeData.read(new Members(data, ""), id -> List.of()));
    assertTrue(String.valueOf(e.getMessage()).contains("regrid"), e.getMessage());
  }
}
