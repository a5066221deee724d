package org.arcoforge.transform;

import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT64;
import static org.arcoforge.transform.SelectionTransformsTest.refused;
import static org.arcoforge.transform.SelectionTransformsTest.values;
import static org.arcoforge.transform.SelectionTransformsTest.view;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfCalendar;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.recipe.IndexSelection;
import org.arcoforge.recipe.LabelSelection;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.StrptimeFormat;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.FileView;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

class FileNameTransformsTest {
  private static Transform time(String format) {
    return new Transform.TimeFromName(
        "time", null, new StrptimeFormat(format), CfCalendar.PROLEPTIC_GREGORIAN);
  }

  @Test
  void aTimeIsAdded() {
    SourceSample sample = new SourceSample().add("v", FLOAT64, "x:2");
    FileView view = view(sample, time("%Y%m%d"));
    assertEquals(List.of("time", "x"), view.required("v").variable().dimensionNames());
    Variable time = view.required("time").variable();
    assertEquals("days since 1970-01-01", time.attributes().text("units").orElse(""));
    assertEquals("[11356.0]", values(view, "time", sample)); // date -d 2001-02-03 +%s / 86400
  }

  @Test
  void aTimeIsReplacedAndItsBoundsGo() {
    SourceSample sample =
        new SourceSample()
            .time("hours since 1900-01-01", 7)
            .attr("time", "bounds", "time_bnds")
            .attr("time", "long_name", "t")
            .add("time_bnds", INT64, "time:1 n:2")
            .add("v", FLOAT64, "time:1 x:2");
    FileView view = view(sample, time("%Y%m%d"));
    assertEquals("[11356.0]", values(view, "time", sample));
    assertTrue(view.variable("time_bnds").isEmpty());
    Variable v = view.required("time").variable();
    assertEquals("t", v.attributes().text("long_name").orElse(""));
    assertFalse(v.attributes().has("bounds"));
  }

  @Test
  void manyTimesOrNoneAreRefused() {
    refused(
        new SourceSample().time("days since 2000-01-01", 1, 2),
        time("%Y%m%d"),
        "time_from_name: expected one element of 'time', found 2");
    refused(
        new SourceSample().add("v", FLOAT64, "x:2"),
        time("%Y-%m-%d"),
        "is not found in the file's name 'one_20010203.nc'");
    refused(
        new SourceSample().add("v", FLOAT64, "x:2"),
        new Transform.ExpandDims("time", "_(\\d+)", "date", "%Y%m"),
        "expand_dims: '20010203' is not of the form %Y%m");
  }

  private static boolean differs(SourceSample sample, Transform transform) {
    FilePattern pattern =
        FilePattern.of("https://x/{time}.nc", PatternDim.concat("time", Keys.range(0, 3)));
    Recipe recipe = Recipe.builder().id("r").pattern(pattern).transforms(transform).build();
    return FileTransformer.view(recipe, pattern.position(0), sample.description(), sample.stored())
        .differsByFile();
  }

  @Test
  void aViewTellsWhetherOtherFilesMayLookDifferent() {
    SourceSample sample =
        new SourceSample()
            .time("days since 2000-01-01", 1)
            .coordinate("x", FLOAT64, 1, 2)
            .add("v", FLOAT64, "time:1 x:2");
    LabelSelection all = new LabelSelection.Range(null, null, 1);
    assertTrue(differs(sample, new Transform.Sel(java.util.Map.of("time", all))));
    assertFalse(differs(sample, new Transform.Sel(java.util.Map.of("x", all))));
    assertFalse(
        differs(
            sample,
            new Transform.Isel(
                java.util.Map.of("time", new IndexSelection.Slice(0L, null, null)))));
    assertTrue(differs(sample, new Transform.ExpandDims("run", "(\\d)", "int")));
  }
}
