package org.arcoforge.transform;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT16;
import static org.arcoforge.array.DataType.INT64;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.recipe.IndexSelection;
import org.arcoforge.recipe.LabelSelection;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.FileView;
import org.arcoforge.view.SourceSample;
import org.arcoforge.view.VariableView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelectionTransformsTest {
  static final FilePattern ONE = FilePattern.of("https://x/one_20010203.nc");

  static FileView view(SourceSample sample, Transform... transforms) {
    Recipe recipe = Recipe.builder().id("r").pattern(ONE).transforms(transforms).build();
    return FileTransformer.view(recipe, ONE.position(0), sample.description(), sample.stored());
  }

  static void refused(SourceSample sample, Transform transform, String... parts) {
    RefusedException e = assertThrows(RefusedException.class, () -> view(sample, transform));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("https://x/one_20010203.nc: transforms: "), message);
    for (String part : parts) {
      assertTrue(message.contains(part), "'" + part + "' is not in: " + message);
    }
  }

  private static void selects(SourceSample sample, LabelSelection selection, double... expected) {
    VariableView v = view(sample, new Transform.Sel(Map.of("x", selection))).required("x");
    var block = v.read(sample.stored());
    double[] found = new double[block.elements()];
    Arrays.setAll(found, block::doubleAt);
    assertArrayEquals(expected, found);
    boolean single =
        selection instanceof LabelSelection.One
            || (selection instanceof LabelSelection.Nearest n && n.single());
    assertEquals(single ? 0 : 1, v.variable().rank());
  }

  private static LabelSelection range(@Nullable Object start, @Nullable Object stop) {
    return new LabelSelection.Range(start, stop, 1);
  }

  @Test
  void slicesArePythons() {
    Long[] ends = {null, -9L, -4L, -3L, -1L, 0L, 1L, 2L, 4L, 9L, Long.MIN_VALUE, Long.MAX_VALUE};
    Long[] steps = {null, 1L, 2L, 3L, 9L, -1L, -2L, -9L, Long.MIN_VALUE, Long.MAX_VALUE};
    for (int length = 0; length < 5; length++) {
      for (Long start : ends) {
        for (Long stop : ends) {
          for (Long step : steps) {
            long[] found =
                SelectionTransforms.slice(new IndexSelection.Slice(start, stop, step), length)
                    .toArray();
            assertArrayEquals(
                python(start, stop, step, length), found, start + ":" + stop + ":" + step);
          }
        }
      }
    }
  }

  /** By its definition: i = start, start + step, … as long as it is before stop. */
  private static long[] python(
      @Nullable Long start, @Nullable Long stop, @Nullable Long step, int length) {
    long by = step == null ? 1 : step;
    double first =
        start == null ? (by > 0 ? 0 : length - 1) : start < 0 ? (double) start + length : start;
    double end = stop == null ? (by > 0 ? length : -1) : stop < 0 ? (double) stop + length : stop;
    if (by > 0) {
      first = Math.max(first, 0);
      end = stop == null ? end : Math.max(end, 0);
    } else {
      first = Math.min(first, length - 1);
      end = stop == null ? end : Math.max(end, -1);
    }
    List<Long> indices = new ArrayList<>();
    for (double i = first; by > 0 ? i < Math.min(end, length) : i > end && i >= 0; i += by) {
      indices.add((long) i);
    }
    return indices.stream().mapToLong(i -> i).toArray();
  }

  @Test
  void rangesOfLabelsIncludeBothEnds() {
    SourceSample up = new SourceSample().coordinate("x", FLOAT64, 1, 2, 4, 8);
    selects(up, range(2L, 4L), 2, 4);
    selects(up, range(1.5, 7.9), 2, 4);
    selects(up, range(null, 2L), 1, 2);
    selects(up, range(4L, null), 4, 8);
    selects(up, range(5L, 6L));
    selects(up, new LabelSelection.Range(1L, 8L, 2), 1, 4);
    SourceSample down = new SourceSample().coordinate("x", FLOAT32, 8, 4, 2, 1);
    selects(down, range(4L, 2L), 4, 2);
    refused(
        down,
        new Transform.Sel(Map.of("x", range(2L, 4L))),
        "'x' goes down",
        "expected {start: 4, stop: 2}");
    refused(
        new SourceSample().coordinate("x", FLOAT64, 1, 3, 2),
        new Transform.Sel(Map.of("x", range(1L, 2L))),
        "3.0 and then 2.0",
        "{sort: {x: ascending}}");
  }

  @Test
  void labelsAreComparedInTheCoordinatesPrecision() {
    SourceSample single = new SourceSample().coordinate("x", FLOAT32, 0.1f, 0.2f);
    selects(single, new LabelSelection.One(0.1), 0.1f);
    selects(single, range(0.1, 0.15), 0.1f);
    SourceSample packed =
        new SourceSample().coordinate("x", INT16, 1, 2, 3).attr("x", "scale_factor", 0.1);
    assertEquals(
        List.of(2L), numbers(packed, new Transform.Sel(Map.of("x", new LabelSelection.One(0.2)))));
    SourceSample large = new SourceSample().add("x", INT64, "x:2");
    large.longs("x", (1L << 53) + 1, (1L << 53) + 2);
    assertEquals(
        List.of((1L << 53) + 1),
        numbers(large, new Transform.Sel(Map.of("x", new LabelSelection.One((1L << 53) + 1)))));
  }

  private static List<Long> numbers(SourceSample sample, Transform t) {
    var block = view(sample, t).required("x").read(sample.stored());
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < block.elements(); i++) {
      numbers.add(block.longAt(i));
    }
    return numbers;
  }

  @Test
  void ofTwoAsNearTheLargerIsTaken() {
    for (SourceSample sample :
        List.of(
            new SourceSample().coordinate("x", FLOAT64, 1, 2, 4),
            new SourceSample().coordinate("x", FLOAT64, 4, 2, 1))) {
      selects(sample, new LabelSelection.Nearest(List.of(3L), true, null), 4);
      selects(sample, new LabelSelection.Nearest(List.of(1.4, 99L), false, null), 1, 4);
      refused(
          sample,
          new Transform.Sel(Map.of("x", new LabelSelection.Nearest(List.of(99L), true, 1.0))),
          "nothing near 99",
          "nearest is 4.0");
    }
  }

  @Test
  void datesAreOfTheCoordinatesCalendar() {
    SourceSample time =
        new SourceSample()
            .coordinate("x", INT64, 57, 58, 59, 60, 89, 90)
            .attr("x", "units", "days since 2000-01-01")
            .attr("x", "calendar", "360_day");
    selects(time, range("2000-02-29", "2000-03-01"), 58, 59, 60);
    selects(time, range("2000-03", "2000-03"), 60, 89);
    selects(time, new LabelSelection.One("2000-02-30"), 59);
    selects(time, range(2001L, null));
    selects(time, new LabelSelection.Nearest(List.of("2000-03-20"), true, null), 89);
    refused(
        time,
        new Transform.Sel(Map.of("x", new LabelSelection.One("March"))),
        "expected a date such as 2000-01-31, found 'March'");
    assertEquals(
        List.of(60L, 89L),
        numbers(time, new Transform.Sel(Map.of("x", new LabelSelection.One("2000-03")))));
  }

  @Test
  void labelsThatAreNotThereOrThereTwiceAreRefused() {
    SourceSample sample =
        new SourceSample().coordinate("x", FLOAT64, 1, 2, 2).add("y", FLOAT64, "n:2");
    refused(
        sample,
        new Transform.Sel(Map.of("x", new LabelSelection.One(3L))),
        "'x' has no 3",
        "1.0 to 2.0",
        "{x: {value: 3, method: nearest}}");
    refused(
        sample, new Transform.Sel(Map.of("x", new LabelSelection.One(2L))), "twice, at 1 and 2");
    refused(
        sample,
        new Transform.Sel(Map.of("n", new LabelSelection.One(2L))),
        "'n' has no coordinate",
        "isel");
    refused(
        sample,
        new Transform.Sel(Map.of("x", new LabelSelection.One("b"))),
        "expected a number, found 'b'");
  }

  @Test
  void sortingLeavesEqualsInOrderAndWhatIsMissingLast() {
    SourceSample sample =
        new SourceSample().coordinate("x", FLOAT64, 3, Double.NaN, 1, 3).add("v", FLOAT64, "x:4");
    FileView up = view(sample, new Transform.Sort(Map.of("x", true)));
    assertEquals("[2.0, 0.0, 3.0, 1.0]", values(up, "v", sample));
    FileView down = view(sample, new Transform.Sort(Map.of("x", false)));
    assertEquals("[1.0, 3.0, 0.0, 2.0]", values(down, "v", sample));
  }

  static String values(FileView view, String name, SourceSample sample) {
    var block = view.required(name).read(sample.stored());
    double[] all = new double[block.elements()];
    Arrays.setAll(all, block::doubleAt);
    return Arrays.toString(all);
  }
}
