package org.arcoforge.transform;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.ConcatDimNames;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.FileView;
import org.arcoforge.view.LazyArray;
import org.arcoforge.view.StoredValues;
import org.arcoforge.view.VariableView;

/**
 * Concat dimensions that are in no file: data variables get one in front, of length 1, and the
 * file's key (or its scalar variable of that name) becomes the coordinate.
 */
public final class ConcatDims {
  private static final StoredValues NO_FILE =
      (variable, region, target, at) -> {
        throw new IllegalStateException("a key is read from no file");
      };

  private ConcatDims() {}

  public static FileView apply(FileView view, FilePattern pattern, Position position) {
    Map<String, Object> keys = pattern.keys(position);
    FileView stacked = view;
    ConcatDimNames names = new ConcatDimNames(pattern);
    for (int d = pattern.dims().size() - 1; d >= 0; d--) { // the first dimension ends up in front
      PatternDim dim = pattern.dims().get(d);
      if (dim.kind() == PatternDim.Kind.CONCAT && !hasDimension(view, names, d)) {
        stacked = stack(stacked, dim, java.util.Objects.requireNonNull(keys.get(dim.name())));
      }
    }
    return stacked;
  }

  private static boolean hasDimension(FileView view, ConcatDimNames names, int patternDim) {
    return view.variables().values().stream()
        .flatMap(v -> v.variable().dimensions().stream())
        .anyMatch(d -> names.of(d.name()) == patternDim);
  }

  private static FileView stack(FileView view, PatternDim dim, Object key) {
    Variable scalar = view.variable(dim.name()).map(VariableView::variable).orElse(null);
    if (scalar == null) {
      return inFront(view, constant(dim.name(), key, dim.keys()), Set.of());
    }
    if (scalar.rank() != 0) {
      throw RefusedException.recipe(
          "variable '"
              + dim.name()
              + "' has dimensions "
              + scalar.dimensionNames()
              + ", but to be the coordinate of the concat dimension '"
              + dim.name()
              + "' it must have that one, or none; write transforms: [{rename: {"
              + dim.name()
              + ": …}}]");
    }
    VariableView coordinate =
        view.required(dim.name()).inFront(List.of(new Dimension(dim.name(), 1)));
    // Its bounds differ from file to file as it does, and so do times that depend on it.
    Set<String> others = new HashSet<>(CfReferences.validTimes(view, scalar));
    CfReferences.bounds(scalar, view.variables().keySet()).ifPresent(others::add);
    return inFront(view, coordinate, others);
  }

  /** The coordinate value that a file has by its key, of length 1. */
  public static Block key(PatternDim dim, long index) {
    return constant(dim.name(), dim.keys().at(index), dim.keys()).read(NO_FILE);
  }

  /**
   * Puts a coordinate of length 1 and its dimension in front of all data variables in its group and
   * the groups within, and of the others named.
   */
  static FileView inFront(FileView view, VariableView coordinate, Set<String> others) {
    Variable c = coordinate.variable();
    Set<String> nonData = CfReferences.nonData(view);
    List<VariableView> result = new ArrayList<>(List.of(coordinate));
    for (VariableView v : view.variables().values()) {
      if (v.variable().name().equals(c.name())) {
        continue;
      }
      String name = v.variable().name();
      if (!others.contains(name)
          && (nonData.contains(name) || !GroupPath.isWithin(name, GroupPath.group(c.name())))) {
        result.add(v);
        continue;
      }
      result.add(v.inFront(c.dimensions()));
    }
    return FileView.of(result, view.attributes()).withGroups(view.groups());
  }

  /** A coordinate of length 1 that a file's name says. */
  static VariableView constant(String name, Block value, Attributes attributes) {
    return constant(name, value, attributes, false);
  }

  private static VariableView constant(
      String name, Block value, Attributes attributes, boolean key) {
    Variable variable =
        new Variable(name, value.type(), List.of(new Dimension(name, 1)), attributes);
    return new VariableView(variable, new LazyArray.Held(value, key));
  }

  private static VariableView constant(String name, Object key, Keys keys) {
    if (key instanceof LocalDateTime date) {
      ChronoUnit unit = unit(keys);
      LocalDateTime epoch = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
      Attributes attributes =
          Attributes.empty()
              .with("units", unit.name().toLowerCase(java.util.Locale.ROOT) + " since 1970-01-01")
              .with("calendar", "proleptic_gregorian");
      return constant(name, integer(unit.between(epoch, date)), attributes, true);
    }
    Block value;
    if (key instanceof Long n) {
      value = integer(n);
    } else if (key instanceof Double x) {
      value = FillValue.of(DataType.FLOAT64, x).block(DataType.FLOAT64).reshape(1);
    } else if (key instanceof Boolean truth) {
      value = FillValue.of(truth ? 1 : 0).block(DataType.BOOL).reshape(1);
    } else {
      value = Block.wrap(new String[] {key.toString()}, 1);
    }
    return constant(name, value, Attributes.empty(), true);
  }

  private static Block integer(long n) {
    return FillValue.of(n).block(DataType.INT64).reshape(1);
  }

  /** The coarsest of days and seconds that holds all keys of a dimension. */
  private static ChronoUnit unit(Keys keys) {
    if (keys instanceof Keys.Dates d) {
      LocalDateTime second = d.start().plus(d.step());
      boolean whole =
          d.start().toLocalTime().toSecondOfDay() == 0 && second.toLocalTime().toSecondOfDay() == 0;
      return whole ? ChronoUnit.DAYS : ChronoUnit.SECONDS;
    }
    return ChronoUnit.SECONDS;
  }
}
