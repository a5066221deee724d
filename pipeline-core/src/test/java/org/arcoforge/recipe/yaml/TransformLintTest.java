package org.arcoforge.recipe.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.CfCalendar;
import org.arcoforge.recipe.Condition;
import org.arcoforge.recipe.IndexSelection;
import org.arcoforge.recipe.LabelSelection;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.StrptimeFormat;
import org.arcoforge.recipe.Transform;
import org.arcoforge.recipe.WherePresent;
import org.junit.jupiter.api.Test;

class TransformLintTest {
  private static final String PATTERN = "pattern: {url: \"https://host/a.nc\"}\n";

  private static void reads(String transform, Transform expected) {
    Recipe recipe = FeedstockTexts.good(PATTERN + "transforms: [" + transform + "]\n");
    assertEquals(List.of(expected), recipe.transforms());
    Recipe again =
        FeedstockReader.readRecipe(
            "/r.yaml", RecipeWriter.write(recipe), new java.util.ArrayList<>());
    assertEquals(recipe, again, RecipeWriter.write(recipe));
  }

  private static void wrong(String transform, String... problems) {
    FeedstockTexts.wrong(PATTERN + "transforms: [" + transform + "]\n", problems);
  }

  @Test
  void selectionsByNumberAreReadAndWritten() {
    reads("{isel: {x: -1}}", new Transform.Isel(Map.of("x", new IndexSelection.One(-1))));
    reads(
        "{isel: {x: [2, 0]}}",
        new Transform.Isel(Map.of("x", new IndexSelection.Several(List.of(2L, 0L)))));
    reads(
        "{isel: {x: {start: 1, step: -2}}}",
        new Transform.Isel(Map.of("x", new IndexSelection.Slice(1L, null, -2L))));
    reads(
        "{isel: {x: {stop: 3}}}",
        new Transform.Isel(Map.of("x", new IndexSelection.Slice(null, 3L, null))));
  }

  @Test
  void selectionsByLabelAreReadAndWritten() {
    reads("{sel: {t: 2000-01}}", new Transform.Sel(Map.of("t", new LabelSelection.One("2000-01"))));
    reads(
        "{sel: {t: [1, 2.5, b]}}",
        new Transform.Sel(Map.of("t", new LabelSelection.Several(List.of(1L, 2.5, "b")))));
    reads(
        "{sel: {t: {start: 2000, stop: 2001-05-06T12:00, step: 2}}}",
        new Transform.Sel(Map.of("t", new LabelSelection.Range(2000L, "2001-05-06T12:00", 2))));
    reads(
        "{sel: {t: {stop: 5}}}",
        new Transform.Sel(Map.of("t", new LabelSelection.Range(null, 5L, 1))));
    reads(
        "{sel: {t: {value: 4.5, method: nearest, tolerance: 0.5}}}",
        new Transform.Sel(Map.of("t", new LabelSelection.Nearest(List.of(4.5), true, 0.5))));
    reads(
        "{sel: {t: {value: [4], method: nearest}}}",
        new Transform.Sel(Map.of("t", new LabelSelection.Nearest(List.of(4L), false, null))));
  }

  @Test
  void transformsOfDimensionsAreReadAndWritten() {
    reads("{sort: {lat: descending}}", new Transform.Sort(Map.of("lat", false)));
    reads("{roll_longitude: {lon: -180}}", new Transform.RollLongitude(Map.of("lon", -180.0)));
    reads("{transpose: [time, ...]}", new Transform.Transpose(List.of("time", "...")));
    reads("reset_coords", new Transform.ResetCoords(List.of()));
    reads("{reset_coords: [a]}", new Transform.ResetCoords(List.of("a")));
  }

  @Test
  void namesThatNeedNotBeAnywhereAreReadAndWritten() {
    Transform rename = new Transform.Rename(Map.of("a", "b"));
    reads("{rename: {a: b}, where: present}", new WherePresent(rename));
    reads("{rename: {a: b, where: present}}", new WherePresent(rename));
    reads("{drop: [a], where: present}", new WherePresent(new Transform.Drop(List.of("a"))));
    reads(
        "{missing_values: {a: 1, where: present}}",
        new WherePresent(new Transform.MissingValues(Map.of("a", List.of(1L)))));
    Attributes units = Attributes.of(Map.of("units", AttributeValue.of("K")));
    reads(
        "{set_attributes: {a: {units: K}, where: present}}",
        new WherePresent(new Transform.SetAttributes(Map.of("a", units), Map.of())));
  }

  @Test
  void aVariableMayBeCalledWhere() {
    reads("{rename: {where: b}}", new Transform.Rename(Map.of("where", "b")));
    reads("{rename: {where: present}}", new Transform.Rename(Map.of("where", "present")));
    reads(
        "{rename: {where: present, a: c}, where: present}",
        new WherePresent(new Transform.Rename(Map.of("where", "present", "a", "c"))));
    reads(
        "{missing_values: {where: 1}}", new Transform.MissingValues(Map.of("where", List.of(1L))));
  }

  @Test
  void transformsOfValuesAreReadAndWritten() {
    reads("{cast: {a: float32}}", new Transform.Cast(Map.of("a", DataType.FLOAT32)));
    reads(
        "{convert_units: {a: degC}}",
        new Transform.ConvertUnits(Map.of("a", new Transform.ConvertUnits.Units("degC", null))));
    reads(
        "{convert_units: {a: {to: degC, from: K}}}",
        new Transform.ConvertUnits(Map.of("a", new Transform.ConvertUnits.Units("degC", "K"))));
    reads(
        "{missing_values: {a: [-999, 1e20]}}",
        new Transform.MissingValues(Map.of("a", List.of(-999L, 1e20))));
    reads(
        "{mask: {a: {where: m, equals: [1, 2]}}}",
        new Transform.Mask(
            Map.of("a", new Condition("m", Condition.Test.EQUALS, List.of(1L, 2L)))));
    reads(
        "{mask: {a: {where: m, above: 0.5}}}",
        new Transform.Mask(Map.of("a", new Condition("m", Condition.Test.ABOVE, List.of(0.5)))));
  }

  @Test
  void attributesKeepTheirTypes() {
    reads(
        "{set_attributes: {a: {units: K, n: 1, x: 1.0, b: true, l: [1, 2.5], old: null}, \"\":"
            + " {title: \"a: b\"}}}",
        new Transform.SetAttributes(
            Map.of(
                "a",
                Attributes.empty()
                    .with("units", "K")
                    .with("n", AttributeValue.of(DataType.INT64, 1))
                    .with("x", AttributeValue.of(DataType.FLOAT64, 1.0))
                    .with("b", new AttributeValue(DataType.BOOL, List.of(true)))
                    .with("l", AttributeValue.of(DataType.FLOAT64, 1.0, 2.5)),
                "",
                Attributes.empty().with("title", "a: b")),
            Map.of("a", List.of("old"))));
    wrong(
        "{set_attributes: {a: {b: [1, x]}}}",
        "9:35: 'b': expected values of one type, found [1, x]");
  }

  @Test
  void timesOfNamesAreReadAndWritten() {
    reads(
        "{time_from_name: {dim: time, format: \"%Y%m%d\"}}",
        new Transform.TimeFromName(
            "time", null, new StrptimeFormat("%Y%m%d"), CfCalendar.PROLEPTIC_GREGORIAN));
    reads(
        "{time_from_name: {dim: time, format: \"%Y-%j\", from: \"_(.*)_\", calendar: noleap}}",
        new Transform.TimeFromName(
            "time", "_(.*)_", new StrptimeFormat("%Y-%j"), CfCalendar.NOLEAP));
    reads(
        "{expand_dims: {dim: run, from: \"r(.*)i\", type: date, format: \"%Y\"}}",
        new Transform.ExpandDims("run", "r(.*)i", "date", "%Y"));
  }

  @Test
  void wrongArgumentsAreFoundWhereTheyStand() {
    wrong(
        "{isel: {x: a}}",
        "9:29: 'x': expected an index, a list of indices, or {start, stop, step}, found 'a' (write"
            + " [a])");
    wrong(
        "{isel: {x: {step: 0}}}",
        "9:36: 'step': expected a whole number, not 0, found the number" + " 0");
    wrong(
        "{sort: {x: up}}",
        "9:29: 'x': unknown value 'up' (expected one of: ascending, descending)");
    wrong(
        "{convert_units: {a: degX}}",
        "9:34: expected units of UDUNITS such as degC or 'm s-1', found 'degX'");
    wrong(
        "{convert_units: {a: {to: m, from: K}}}",
        "9:34: units 'K' cannot be converted to 'm': they measure different things");
    wrong(
        "{mask: {a: {where: b}}}",
        "9:29: missing key in 'a': one of 'equals', 'not_equals', 'above', 'below'");
    wrong("{sel: {a: {value: 1}}}", "9:28: missing key 'method' in 'a' (nearest)");
    wrong(
        "{expand_dims: {dim: x, from: y, type: date}}",
        "9:32: missing key 'format' in 'expand_dims' ('type: date' needs it)");
    wrong(
        "{time_from_name: {dim: x, format: \"%d\"}}",
        "9:35: 'format': expected a year, %Y or %y, found none in '%d'");
    wrong("{transpose: [a, a]}", "9:30: expected each dimension once, found [a, a]");
  }

  @Test
  void codeIsRefusedWithTheWayToWriteIt() {
    wrong(
        "{custom: Humidity}",
        "9:27: 'custom': a feedstock holds no code; write a recipe class in Java that has this"
            + " transform, and name it: class: <RecipeClass>");
  }
}
