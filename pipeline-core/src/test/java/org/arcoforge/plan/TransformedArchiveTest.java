package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT32;
import static org.arcoforge.plan.ArchiveSample.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

class TransformedArchiveTest {
  private static SourceSample file() {
    return new SourceSample()
        .time(ConcatTest.DAYS, 4)
        .attr("time", "bounds", "time_bnds")
        .add("time_bnds", FLOAT64, "time:1 nv:2")
        .coordinate("lon", FLOAT64, 1, 2)
        .attr("lon", "bounds", "lon_bnds")
        .add("lon_bnds", FLOAT64, "lon:2 nv:2")
        .add("crs", INT32, "")
        .add("area", FLOAT64, "lon:2")
        .add("aux", FLOAT64, "lon:2")
        .add("v", FLOAT32, "time:1 lon:2")
        .attr("v", "coordinates", "time lon")
        .attr("v", "grid_mapping", "crs: lon time")
        .attr("v", "cell_measures", "area: area")
        .add("w", FLOAT32, "time:1 lon:2")
        .global("coordinates", "aux");
  }

  private static Plan plan(Transform... transforms) {
    return new ArchiveSample(FilePattern.of("https://x/one_07.nc"), file())
        .recipe(r -> r.transforms(transforms))
        .plan();
  }

  private static List<String> names(Plan plan) {
    return plan.arrays().stream().map(PlannedArray::name).toList();
  }

  private static void refused(Transform transform, String... parts) {
    RefusedException e = assertThrows(RefusedException.class, () -> plan(transform));
    assertEquals(Blame.RECIPE, e.blame());
    for (String part : parts) {
      assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }
  }

  @Test
  void renameChangesDimensionsAndReferencesToo() {
    Plan plan = plan(new Transform.Rename(Map.of("lon", "longitude", "lon_bnds", "b", "crs", "m")));
    assertEquals(List.of("time", "longitude"), variable(plan, "v").dimensionNames());
    assertEquals("b", variable(plan, "longitude").attributes().text("bounds").orElseThrow());
    assertEquals("time longitude", variable(plan, "v").attributes().text("coordinates").orElse(""));
    assertEquals(
        "m: longitude time", variable(plan, "v").attributes().text("grid_mapping").orElse(""));
    assertEquals("area: area", variable(plan, "v").attributes().text("cell_measures").orElse(""));
    assertTrue(plan.coordinates().contains("m"));
  }

  @Test
  void renamesThatCannotBeAreRefused() {
    refused(new Transform.Rename(Map.of("lat", "y")), "https://x/one_07.nc", "'lat'", "lon", "v");
    refused(new Transform.Rename(Map.of("w", "v")), "'v'", "two variables");
    refused(new Transform.Rename(Map.of("lon", "nv")), "'lon'", "'nv'", "one name");
  }

  @Test
  void dropAndKeepNameVariables() {
    assertEquals(
        List.of("time", "time_bnds", "lon", "lon_bnds", "crs", "area", "aux", "v"),
        names(plan(new Transform.Drop(List.of("w")))));
    assertEquals(
        List.of("time", "time_bnds", "lon", "lon_bnds", "crs", "area", "aux", "v"),
        names(plan(new Transform.Keep(List.of("v")))));
    refused(new Transform.Drop(List.of("foo")), "drop", "'foo'", "there are");
    refused(new Transform.Keep(List.of("foo")), "keep", "'foo'");
    refused(new Transform.SetCoords(List.of("foo")), "set_coords", "'foo'");
  }

  @Test
  void setCoordsMakesCoordinates() {
    Plan plan = plan(new Transform.SetCoords(List.of("w")));
    assertTrue(plan.coordinates().contains("w"));
    assertEquals("aux w", plan.layout().attributes().text("coordinates").orElse(""));
  }

  @Test
  void squeezeTakesDimensionsOfLengthOneAway() throws Exception {
    Plan plan = plan(new Transform.Squeeze(List.of("time")));
    assertEquals(List.of("lon"), variable(plan, "v").dimensionNames());
    assertEquals(0, variable(plan, "time").rank());
    assertTrue(plan.coordinates().contains("time"));
    assertEquals("aux time", plan.layout().attributes().text("coordinates").orElse(""));
    assertEquals(
        List.of("lon"), variable(plan(new Transform.Squeeze(List.of())), "v").dimensionNames());
    refused(new Transform.Squeeze(List.of("lon")), "squeeze", "'lon'", "2 long");
    refused(new Transform.Squeeze(List.of("z")), "squeeze", "'z'");
  }

  @Test
  void expandDimsTakesAValueFromTheFileName() {
    Plan plan = plan(new Transform.ExpandDims("run", "one_(\\d+)", "int"));
    assertEquals(List.of("run", "time", "lon"), variable(plan, "v").dimensionNames());
    assertEquals(1, variable(plan, "lon").rank());
    Plan back =
        plan(
            new Transform.ExpandDims("run", "one_(\\d+)", "int"),
            new Transform.Squeeze(List.of("run")));
    assertEquals(0, variable(back, "run").rank());
    refused(new Transform.ExpandDims("lon", "x", "int"), "expand_dims", "'lon'", "already");
    refused(new Transform.ExpandDims("run", "z+", "int"), "expand_dims", "one_07.nc");
    refused(new Transform.ExpandDims("run", "one", "int"), "'one'", "int");
  }
}
