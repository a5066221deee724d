package org.arcoforge.transform;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.arcoforge.array.IndexMap;
import org.arcoforge.recipe.IndexSelection;
import org.arcoforge.recipe.LabelSelection;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.FileView;

/** Selects elements of dimensions by number or by coordinate, and sorts them. */
final class SelectionTransforms {
  private SelectionTransforms() {}

  static FileView isel(Transform.Isel t, FileView view, TransformContext scope) {
    FileView selected = view;
    for (Map.Entry<String, IndexSelection> e : t.dimensions().entrySet()) {
      String dim = e.getKey();
      long length = scope.length("isel", dim, selected);
      if (e.getValue() instanceof IndexSelection.One one) {
        selected = DimensionTransforms.at(selected, dim, index(one.index(), dim, length, scope));
      } else if (e.getValue() instanceof IndexSelection.Several several) {
        long[] indices =
            several.indices().stream().mapToLong(i -> index(i, dim, length, scope)).toArray();
        selected = DimensionTransforms.select(selected, dim, IndexMap.of(indices));
      } else if (e.getValue() instanceof IndexSelection.Slice slice) {
        selected = DimensionTransforms.select(selected, dim, slice(slice, length));
      }
    }
    return selected;
  }

  private static long index(long index, String dim, long length, TransformContext scope) {
    if (index < -length || index >= length) {
      throw scope.refused(
          "isel", "index " + index + " is out of bounds: '" + dim + "' is " + length + " long");
    }
    return index < 0 ? index + length : index;
  }

  /** Does what Python's {@code slice.indices} does. */
  static IndexMap slice(IndexSelection.Slice slice, long length) {
    long wanted = slice.step() == null ? 1 : slice.step();
    long step = Math.max(-length - 1, Math.min(length + 1, wanted));
    boolean up = step > 0;
    long first = up ? 0 : -1; // where a number beyond the beginning ends up
    long last = up ? length : length - 1;
    long start = slice.start() == null ? (up ? 0 : length - 1) : slice.start();
    long stop = slice.stop() == null ? (up ? length : -1) : slice.stop();
    start = slice.start() == null || start >= 0 ? start : Math.max(first, start + length);
    stop = slice.stop() == null || stop >= 0 ? stop : Math.max(first, stop + length);
    start = Math.min(start, last);
    stop = Math.min(stop, last);
    long span = up ? stop - start : start - stop;
    long n = span <= 0 ? 0 : (span - 1) / Math.abs(step) + 1;
    return n == 0 ? IndexMap.all(0) : IndexMap.range(start, n, n == 1 ? 1 : step);
  }

  static FileView sel(Transform.Sel t, FileView view, TransformContext scope) {
    FileView selected = view;
    for (Map.Entry<String, LabelSelection> e : t.dimensions().entrySet()) {
      String dim = e.getKey();
      CoordinateLabels labels = CoordinateLabels.of("sel", dim, selected, scope);
      LabelSelection wanted = e.getValue();
      if (wanted instanceof LabelSelection.One one) {
        selected =
            labels.isPeriod(one.label())
                ? DimensionTransforms.select(
                    selected, dim, range(labels, one.label(), one.label(), 1))
                : DimensionTransforms.at(selected, dim, labels.find(one.label()));
      } else if (wanted instanceof LabelSelection.Several several) {
        selected = DimensionTransforms.select(selected, dim, each(several.labels(), labels));
      } else if (wanted instanceof LabelSelection.Range range) {
        selected =
            DimensionTransforms.select(
                selected, dim, range(labels, range.start(), range.stop(), range.step()));
      } else if (wanted instanceof LabelSelection.Nearest nearest) {
        long[] found =
            nearest.labels().stream()
                .mapToLong(label -> labels.nearest(label, nearest.tolerance()))
                .toArray();
        selected =
            nearest.single()
                ? DimensionTransforms.at(selected, dim, found[0])
                : DimensionTransforms.select(selected, dim, IndexMap.of(found));
      }
    }
    return selected;
  }

  private static IndexMap each(List<Object> wanted, CoordinateLabels labels) {
    return IndexMap.of(wanted.stream().mapToLong(labels::find).toArray());
  }

  private static IndexMap range(
      CoordinateLabels labels,
      @org.jspecify.annotations.Nullable Object start,
      @org.jspecify.annotations.Nullable Object stop,
      long step) {
    int[] found = labels.between(start, stop);
    long n = found[1] <= found[0] ? 0 : (found[1] - found[0] - 1) / step + 1;
    return n == 0 ? IndexMap.all(0) : IndexMap.range(found[0], n, n == 1 ? 1 : step);
  }

  static FileView sort(Transform.Sort t, FileView view, TransformContext scope) {
    FileView sorted = view;
    for (Map.Entry<String, Boolean> e : t.ascending().entrySet()) {
      CoordinateLabels labels = CoordinateLabels.of("sort", e.getKey(), sorted, scope);
      Comparator<Integer> order = labels::order;
      Integer[] up =
          IntStream.range(0, labels.length()).boxed().sorted(order).toArray(Integer[]::new);
      long[] indices = Arrays.stream(up).mapToLong(Integer::longValue).toArray();
      if (!e.getValue()) { // equals come out in the other order too, as xarray's
        for (int i = 0; i < up.length; i++) {
          indices[i] = up[up.length - 1 - i];
        }
      }
      sorted = DimensionTransforms.select(sorted, e.getKey(), IndexMap.of(indices));
    }
    return sorted;
  }
}
