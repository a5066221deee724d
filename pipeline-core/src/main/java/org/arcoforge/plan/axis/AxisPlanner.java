package org.arcoforge.plan.axis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.array.Block;
import org.arcoforge.cf.MissingValues;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.plan.merge.CoordinateConversion;
import org.arcoforge.plan.merge.MergedVariable;
import org.arcoforge.plan.merge.ScannedArchive;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.plan.merge.VariableMerge;
import org.arcoforge.plan.tiling.ConcatAxis;
import org.arcoforge.plan.tiling.LeftOut;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.FileView;
import org.arcoforge.view.KeyCoordinate;
import org.arcoforge.view.VariableView;
import org.jspecify.annotations.Nullable;

/** Puts the files along one concat dim in their order, with their coordinate values. */
public final class AxisPlanner {
  private static final int LISTED = 100;

  private final ScannedArchive archive;
  private final VariableMerge merge;
  private final int patternDim;
  private final PatternDim dim;
  private final String name;
  private final @Nullable MergedVariable coordinate;

  // By the index along the dimension; there may be a million.
  private final long[] lengths; // -1: unknown
  private final @Nullable SourceRecord[] lengthFrom;
  private final @Nullable SourceRecord[] files;

  /**
   * An axis holds the order of the files, and the coordinate values in that order.
   *
   * @param coordinate null if there is no coordinate variable
   * @param leftOut what a policy leaves out; null if nothing
   */
  public record Axis(ConcatAxis axis, @Nullable Block coordinate, @Nullable LeftOut leftOut) {
    /** Makes an axis that has all elements of all files. */
    Axis(ConcatAxis axis, @Nullable Block coordinate) {
      this(axis, coordinate, null);
    }
  }

  /**
   * Makes a planner of one axis.
   *
   * @param patternDim which dimension of the pattern
   * @param name of the dimension of the data that it runs along
   */
  public AxisPlanner(
      ScannedArchive archive,
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
    int size = Math.toIntExact(archive.size(patternDim));
    this.lengths = new long[size];
    Arrays.fill(lengths, -1);
    this.lengthFrom = new SourceRecord[size];
    this.files = new SourceRecord[size];
  }

  public Axis plan() {
    readLengths();
    long[] indices = archive.indices(patternDim);
    if (coordinate == null) {
      return withoutCoordinate(indices);
    }
    @Nullable SourceRecord[] holders = new SourceRecord[lengths.length];
    for (SourceRecord r : coordinate.sources()) {
      int i = indexOf(r);
      holders[i] = holders[i] == null ? r : holders[i];
    }
    List<CoordinateOrder.Part> parts = new ArrayList<>();
    FilledCoordinates gaps = new FilledCoordinates(dim, coordinate);
    for (long index : indices) {
      int i = (int) index;
      SourceRecord holder = holders[i];
      if (holder != null) {
        Block values = holder.values().get(name);
        if (values == null) { // a preview of headers that were not read
          return withoutCoordinate(indices);
        }
        Block converted =
            CoordinateConversion.convert(
                merge.encodingOf(name, holder),
                coordinate.encoding(),
                archive.isLossy(name),
                values,
                name,
                () -> archive.label(holder));
        checkPresent(values, holder);
        parts.add(
            new CoordinateOrder.Part(i, converted, holder.url(), () -> archive.label(holder)));
      } else if (lengths[i] < 0 && files[i] != null) {
        throw absent(i);
      } else if (lengths[i] >= 0) {
        throw RefusedException.sources(
            "variable '"
                + name
                + "' is not in "
                + archive.label(java.util.Objects.requireNonNull(lengthFrom[i]))
                + ", but in "
                + archive.label(coordinate.sources().get(0))
                + "; write transforms: [{drop: ["
                + name
                + "]}] to go without it");
      } else {
        // A key of the pattern is known even where its files are not there.
        Block key = coordinate.firstView().origin().isKey() ? KeyCoordinate.value(dim, i) : null;
        parts.add(new CoordinateOrder.Part(i, key, "", () -> "index " + i + " of '" + name + "'"));
      }
    }
    List<CoordinateOrder.Part> filled = gaps.fill(parts);
    gaps.checkSteps(filled, archive.recipe().policies().order());
    CoordinateOrder order =
        new CoordinateOrder(
            name,
            patternDim,
            archive.recipe().policies().order(),
            coordinate.encoding(),
            isOneSeries());
    Axis axis = order.arrange(filled);
    LeftOut left = leftOut(axis.axis(), filled);
    if (left == null) {
      return axis;
    }
    if (!archive.recipe().policies().allowUnusedFiles()) {
      order.checkUsed(filled, left);
    }
    return new Axis(axis.axis(), axis.coordinate(), left);
  }

  /** Whether this is all that the pattern says, so that another line may replace it. */
  private boolean isOneSeries() {
    return archive.pattern().dims().size() == 1 && dim.also().isEmpty() && dim.name().equals(name);
  }

  /** What of the files is not on the axis; null if all is. */
  private @Nullable LeftOut leftOut(ConcatAxis axis, List<CoordinateOrder.Part> parts) {
    long of = parts.stream().mapToLong(p -> p.required().elements()).sum();
    if (axis.length() == of) {
      return null;
    }
    long[] kept = new long[lengths.length];
    for (int s = 0; s < axis.segments(); s++) {
      kept[(int) axis.index(s)] += axis.offset(s + 1) - axis.offset(s);
    }
    long lacking = 0;
    long unused = 0;
    List<LeftOut.Part> whole = new ArrayList<>(); // first, so that none hides behind a hundred
    List<LeftOut.Part> some = new ArrayList<>();
    for (CoordinateOrder.Part part : parts) {
      int i = (int) part.index();
      long elements = part.required().elements();
      if (kept[i] == elements) {
        continue;
      }
      lacking++;
      unused += kept[i] == 0 ? 1 : 0;
      List<LeftOut.Part> list = kept[i] == 0 ? whole : some;
      if (list.size() < LISTED) {
        SourceRecord file = files[i];
        list.add(
            new LeftOut.Part(
                part.url(),
                file == null
                    ? "index " + i + " of '" + name + "'"
                    : archive.pattern().label(archive.pattern().position(file.position())),
                elements - kept[i],
                elements));
      }
    }
    whole.addAll(some);
    return new LeftOut(
        name,
        "order: " + archive.recipe().policies().order().yaml(),
        of - axis.length(),
        of,
        lacking,
        unused,
        whole.subList(0, Math.min(LISTED, whole.size())));
  }

  /** A value that is missing has no place in an order. */
  private void checkPresent(Block values, SourceRecord holder) {
    if (!values.type().isNumeric()) {
      return;
    }
    MissingValues missing = MissingValues.of(merge.encodingOf(name, holder));
    for (int i = 0; i < values.elements(); i++) {
      if (missing.at(values, i)) {
        throw RefusedException.sources(
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
  private RefusedException absent(int index) {
    return RefusedException.sources(
        "dimension '"
            + name
            + "' is not in "
            + archive.label(java.util.Objects.requireNonNull(files[index]))
            + ", but in "
            + archive.label(firstWithLength())
            + "; write transforms: [{drop: ["
            + String.join(", ", along())
            + "]}] to go without what lies along it, or leave these files to a recipe of their own");
  }

  /** The variables that have the dimension in some file. */
  private Set<String> along() {
    Set<String> along = new TreeSet<>();
    for (SourceRecord r : archive.headers()) {
      for (VariableView v : r.view().variables().values()) {
        if (v.variable().axis(name) >= 0) {
          along.add(v.variable().name());
        }
      }
    }
    return along;
  }

  /** Of the lowest index. */
  private SourceRecord firstWithLength() {
    return Arrays.stream(lengthFrom).filter(Objects::nonNull).findFirst().orElseThrow();
  }

  /** Length of the dimension in a file, -1 if it has none. */
  private long length(FileView view) {
    for (VariableView v : view.variables().values()) {
      int axis = v.variable().axis(name);
      if (axis >= 0) {
        return v.variable().dimensions().get(axis).length();
      }
    }
    return -1;
  }

  private boolean areAll(long length) {
    return archive.headers().stream().allMatch(r -> length(r.view()) == length);
  }

  private void readLengths() {
    Map<String, VariableView> last = Map.of();
    long length = -1;
    for (SourceRecord r : archive.records()) {
      int i = indexOf(r);
      files[i] = files[i] == null ? r : files[i];
      length = r.view().variables() == last ? length : length(r.view());
      last = r.view().variables();
      if (length < 0) {
        continue;
      }
      if (dim.itemsPerFile() > 0 && length != dim.itemsPerFile()) {
        throw RefusedException.sources(
            archive.label(r)
                + ": '"
                + name
                + "' is "
                + length
                + " long, but the recipe says items_per_file: "
                + dim.itemsPerFile()
                + (areAll(length) ? "; write items_per_file: " + length + ", or" : ";")
                + " leave it out");
      }
      if (lengths[i] < 0) {
        lengths[i] = length;
        lengthFrom[i] = r;
      } else if (lengths[i] != length) {
        throw RefusedException.sources(
            "dimension '"
                + name
                + "' differs: "
                + lengths[i]
                + " in "
                + archive.label(java.util.Objects.requireNonNull(lengthFrom[i]))
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

  private int indexOf(SourceRecord r) {
    return (int) archive.index(r.position(), patternDim);
  }

  private Axis withoutCoordinate(long[] indices) {
    long[] start = new long[indices.length];
    long[] length = new long[indices.length];
    boolean anyLength = Arrays.stream(lengths).anyMatch(n -> n >= 0);
    for (int s = 0; s < indices.length; s++) {
      int i = (int) indices[s];
      boolean known = lengths[i] >= 0;
      if (!known && files[i] != null && anyLength) {
        throw absent(i);
      }
      if (!known && dim.itemsPerFile() == 0) {
        throw RefusedException.recipe(
            "index "
                + indices[s]
                + " of '"
                + name
                + "' is missing, and without a coordinate its length is not "
                + "known; write items_per_file for '"
                + name
                + "'");
      }
      length[s] = known ? lengths[i] : dim.itemsPerFile();
    }
    return new Axis(new ConcatAxis(name, patternDim, indices, start, length), null);
  }
}
