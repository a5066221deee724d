package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.arcoforge.array.Block;
import org.arcoforge.pattern.PatternDim;
import org.jspecify.annotations.Nullable;

/**
 * Puts the files along one concat dimension in their order, and their coordinate values with them.
 */
final class AxisPlanner {
  private final Archive archive;
  private final VariableMerge merge;
  private final int patternDim;
  private final PatternDim dim;
  private final String name;
  private final @Nullable MergedVariable coordinate;
  private final Map<Long, Long> lengths = new HashMap<>();
  private final Map<Long, SourceRecord> lengthFrom = new TreeMap<>();
  private final Map<Long, SourceRecord> files = new HashMap<>();

  /**
   * An axis and its coordinate values in the order of the axis; null if there is no coordinate
   * variable.
   */
  record Axis(ConcatAxis axis, @Nullable Block coordinate) {}

  /**
   * A planner of one axis.
   *
   * @param patternDim which dimension of the pattern
   * @param name of the dimension of the data that it runs along
   */
  AxisPlanner(
      Archive archive,
      VariableMerge merge,
      int patternDim,
      String name,
      List<MergedVariable> variables) {
    this.archive = archive;
    this.merge = merge;
    this.patternDim = patternDim;
    this.dim = archive.pattern().dims().get(patternDim);
    this.name = name;
    Optional<MergedVariable> found =
        variables.stream()
            .filter(v -> v.name().equals(name) && v.dims().equals(List.of(name)))
            .findFirst();
    this.coordinate = found.orElse(null);
  }

  Axis plan() {
    readLengths();
    long[] indices = archive.indices(patternDim);
    if (coordinate == null) {
      return withoutCoordinate(indices);
    }
    Map<Long, SourceRecord> holders = new HashMap<>();
    for (SourceRecord r : coordinate.sources()) {
      holders.putIfAbsent(indexOf(r), r);
    }
    List<CoordinateOrder.Part> parts = new ArrayList<>();
    MissingCoordinates gaps = new MissingCoordinates(dim, coordinate);
    for (long i : indices) {
      SourceRecord holder = holders.get(i);
      if (holder != null) {
        Block values = holder.values().get(name);
        if (values == null) { // a preview of headers that were not read
          return withoutCoordinate(indices);
        }
        Block converted =
            CoordinateValues.convert(
                merge.encodingOf(name, holder),
                coordinate.encoding(),
                archive.isLossy(name),
                values,
                name,
                () -> archive.label(holder));
        checkPresent(values, holder);
        gaps.add(i, converted);
        parts.add(new CoordinateOrder.Part(i, converted, () -> archive.label(holder)));
      } else if (!lengths.containsKey(i) && files.containsKey(i)) {
        throw absent(i);
      } else if (lengths.containsKey(i)) {
        throw PlanException.sources(
            "variable '"
                + name
                + "' is not in "
                + archive.label(java.util.Objects.requireNonNull(lengthFrom.get(i)))
                + ", but in "
                + archive.label(coordinate.sources().get(0))
                + "; write transforms: [{drop: ["
                + name
                + "]}] to go without it");
      } else {
        // A key of the pattern is known even where its files are not there.
        Block key = coordinate.firstView().origin().isKey() ? Stacking.key(dim, i) : null;
        parts.add(new CoordinateOrder.Part(i, key, () -> "index " + i + " of '" + name + "'"));
      }
    }
    List<CoordinateOrder.Part> filled = gaps.fill(parts);
    gaps.checkSteps(filled, archive.recipe().policies().order());
    return new CoordinateOrder(
            name,
            patternDim,
            archive.recipe().policies().order(),
            coordinate.encoding().isPacked() ? null : coordinate.encoding().time())
        .arrange(filled);
  }

  /** A value that is missing has no place in an order. */
  private void checkPresent(Block values, SourceRecord holder) {
    if (!values.type().isNumeric()) {
      return;
    }
    Missing missing = Missing.of(merge.encodingOf(name, holder));
    for (int i = 0; i < values.elements(); i++) {
      if (missing.at(values, i)) {
        throw PlanException.sources(
            archive.label(holder)
                + ": '"
                + name
                + "' is missing (NaN, _FillValue or missing_value) at element "
                + i
                + ", but a concat coordinate needs a value everywhere; take the file out of the"
                + " pattern, or write transforms: [{drop: ["
                + name
                + "]}] to go without the coordinate");
      }
    }
  }

  /** A file is there, but a group of it has no such dimension. */
  private PlanException absent(long index) {
    return PlanException.sources(
        "dimension '"
            + name
            + "' is not in "
            + archive.label(java.util.Objects.requireNonNull(files.get(index)))
            + ", but in "
            + archive.label(lengthFrom.values().iterator().next())
            + "; write transforms: [{drop: […]}] for what lies along it, or leave these files to a"
            + " recipe of their own");
  }

  private void readLengths() {
    for (SourceRecord r : archive.records()) {
      files.putIfAbsent(indexOf(r), r);
      Long length = null;
      for (VariableView v : r.view().variables().values()) {
        int axis = v.variable().axis(name);
        if (axis >= 0) {
          length = v.variable().dimensions().get(axis).length();
          break;
        }
      }
      if (length == null) {
        continue;
      }
      if (dim.itemsPerFile() > 0 && length != dim.itemsPerFile()) {
        throw PlanException.sources(
            archive.label(r)
                + ": '"
                + name
                + "' is "
                + length
                + " long, but the recipe says items_per_file: "
                + dim.itemsPerFile()
                + "; write items_per_file: "
                + length
                + ", or leave it out");
      }
      long i = indexOf(r);
      Long known = lengths.putIfAbsent(i, length);
      if (known == null) {
        lengthFrom.put(i, r);
      } else if (!known.equals(length)) {
        throw PlanException.sources(
            "dimension '"
                + name
                + "' differs: "
                + known
                + " in "
                + archive.label(java.util.Objects.requireNonNull(lengthFrom.get(i)))
                + ", "
                + length
                + " in "
                + archive.label(r)
                + "; files of one index along '"
                + name
                + "' must be equally long: write transforms, or a recipe for each");
      }
    }
  }

  private long indexOf(SourceRecord r) {
    return archive.index(r.position(), patternDim);
  }

  private Axis withoutCoordinate(long[] indices) {
    long[] start = new long[indices.length];
    long[] length = new long[indices.length];
    for (int s = 0; s < indices.length; s++) {
      Long known = lengths.get(indices[s]);
      if (known == null && files.containsKey(indices[s]) && !lengthFrom.isEmpty()) {
        throw absent(indices[s]);
      }
      if (known == null && dim.itemsPerFile() == 0) {
        throw PlanException.recipe(
            "index "
                + indices[s]
                + " of '"
                + name
                + "' is missing, and without a coordinate its length is not "
                + "known; write items_per_file for '"
                + name
                + "'");
      }
      length[s] = known == null ? dim.itemsPerFile() : known;
    }
    return new Axis(new ConcatAxis(name, patternDim, indices, start, length), null);
  }
}
