package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.IndexMap;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.cf.FillValues;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.BroadcastArray;
import org.arcoforge.view.ElementwiseArray;
import org.arcoforge.view.FileView;
import org.arcoforge.view.LazyArray;
import org.arcoforge.view.ValueFunction;
import org.arcoforge.view.VariableView;
import org.jspecify.annotations.Nullable;

/**
 * Writes longitudes from another westernmost one on: 360 is added or taken away in double
 * precision, and the sum rounded once to the coordinate's type. All that lies along a longitude
 * coordinate is rolled with it.
 */
final class RollLongitude {
  private static final String NAME = "roll_longitude";

  private RollLongitude() {}

  static FileView apply(Transform.RollLongitude t, FileView view, TransformContext scope) {
    FileView rolled = view;
    for (Map.Entry<String, Double> e : t.west().entrySet()) {
      rolled = apply(e.getKey(), e.getValue(), rolled, scope);
    }
    return rolled;
  }

  private static FileView apply(String name, double west, FileView view, TransformContext scope) {
    VariableView lon = scope.variable(NAME, name, view);
    Variable variable = lon.variable();
    CfEncoding encoding = CfDecoding.encoding(NAME, variable, view, scope);
    if (!variable.type().isFloat() && !variable.type().isInteger()) {
      throw scope.refused(
          NAME, "expected '" + name + "' to be numbers, found " + variable.type().id());
    }
    String edges = CfReferences.bounds(variable, view.variables().keySet()).orElse("");
    VariableView bounds = view.variable(edges).orElse(null);
    CfEncoding decoded = CfDecoding.of(encoding);
    Wrapped wrapped = new Wrapped(encoding, decoded, west);
    IndexMap order = null;
    if (variable.rank() == 1) {
      Block values = lon.read(scope.values());
      Block after = Block.allocate(decoded.type(), values.shape());
      Block before;
      try {
        wrapped.apply(values, after);
        before = CfDecoding.decode(encoding, values);
        if (bounds == null && values.equals(after)) {
          return view;
        }
      } catch (CfConversion.ConversionException e) {
        throw scope.refused(NAME, "'" + name + "': " + e.getMessage());
      }
      order = order(name, before, after, scope);
    }
    List<VariableView> changed = new ArrayList<>();
    for (VariableView v : view.variables().values()) {
      if (v.variable().name().equals(name)) {
        changed.add(wrapped(lon, encoding, decoded, wrapped));
      } else if (v.variable().name().equals(edges)) {
        changed.add(shifted(v, lon, encoding, west, view, scope));
      } else {
        changed.add(v);
      }
    }
    FileView result = FileView.of(changed, view.attributes());
    return order == null
        ? result
        : DimensionTransforms.select(result, variable.dimensions().get(0).name(), order);
  }

  private static VariableView wrapped(
      VariableView lon, CfEncoding encoding, CfEncoding decoded, Wrapped function) {
    Variable v = lon.variable();
    Attributes attributes = CfDecoding.attributes(v.attributes(), decoded);
    return new VariableView(
        v.withType(decoded.type()).withAttributes(attributes),
        new ElementwiseArray(
            lon.origin(), encoding.type(), function, NAME + " of '" + v.name() + "'"));
  }

  /** Each cell's edges move as its centre does. */
  private static VariableView shifted(
      VariableView bounds,
      VariableView lon,
      CfEncoding encoding,
      double west,
      FileView view,
      TransformContext scope) {
    Variable v = bounds.variable();
    CfEncoding own = CfDecoding.encoding(NAME, v, view, scope);
    CfEncoding decoded = CfDecoding.of(own);
    String what = NAME + " of '" + v.name() + "'";
    List<Integer> axes = new ArrayList<>();
    for (String dim : lon.variable().dimensionNames()) {
      if (v.axis(dim) < 0) {
        throw scope.refused(
            NAME,
            "expected '"
                + v.name()
                + "' to have the dimension '"
                + dim
                + "' of '"
                + lon.variable().name()
                + "', found "
                + v.dimensionNames()
                + "; drop it");
      }
      axes.add(v.axis(dim));
    }
    boolean plain = own.isLike(decoded);
    LazyArray values =
        plain
            ? bounds.origin()
            : new ElementwiseArray(
                bounds.origin(), own.type(), new Reencode(v.name(), own, decoded), what);
    return new VariableView(
        v.withType(decoded.type()).withAttributes(CfDecoding.attributes(v.attributes(), decoded)),
        new BroadcastArray(
            values, lon.origin(), lon.variable().type(), axes, new Moved(encoding, west), what));
  }

  /**
   * Which element comes first, so that longitudes go up, or down, all the way; as before where both
   * can be.
   */
  private static @Nullable IndexMap order(
      String name, Block before, Block after, TransformContext scope) {
    int n = after.elements();
    boolean down = n > 1 && before.doubleAt(1) < before.doubleAt(0);
    int begin = begin(after, down ? -1 : 1);
    begin = begin < 0 ? begin(after, down ? 1 : -1) : begin;
    if (begin < 0) {
      throw scope.refused(
          NAME,
          "expected '"
              + name
              + "' to go round once, each longitude once, found "
              + few(after)
              + "; sort it, or take the repeated ones away with isel");
    }
    return begin == 0 ? null : IndexMap.rolled(n, begin);
  }

  private static String few(Block values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(5, values.elements()); i++) {
      text.append(i == 0 ? "" : ", ").append(values.doubleAt(i));
    }
    return text + (values.elements() > 5 ? ", … " + values.doubleAt(values.elements() - 1) : "");
  }

  /** Where to begin to go only in one direction, or -1. */
  private static int begin(Block after, int direction) {
    int n = after.elements();
    int begin = 0;
    for (int i = 1; i < n; i++) {
      if (!(direction * after.doubleAt(i - 1) < direction * after.doubleAt(i))) {
        if (begin > 0) {
          return -1;
        }
        begin = i;
      }
    }
    boolean closed =
        begin == 0 || direction * after.doubleAt(n - 1) < direction * after.doubleAt(0);
    return closed ? begin : -1;
  }

  /** Returns what is added to a longitude: a multiple of 360. */
  static double shift(double longitude, double west) {
    double turns = -Math.floor((longitude - west) / 360) * 360;
    return Double.isNaN(turns) || Double.isInfinite(turns) ? 0 : turns;
  }

  /** Wraps longitudes into their new range. */
  private record Wrapped(CfEncoding encoding, CfEncoding decoded, double west)
      implements ValueFunction {
    @Override
    public void apply(Block from, Block to) throws CfConversion.ConversionException {
      Block values = CfDecoding.decode(encoding, from);
      for (int i = 0; i < values.elements(); i++) {
        add(values.doubleAt(i), shift(values.doubleAt(i), west), to, i);
      }
    }
  }

  /** Moves edges (bounds) by what their centres are moved. */
  private record Moved(CfEncoding encoding, double west) implements ValueFunction.OfTwo {
    @Override
    public void apply(Block values, Block other) throws CfConversion.ConversionException {
      Block centres = CfDecoding.decode(encoding, other);
      for (int i = 0; i < values.elements(); i++) {
        double shift = shift(centres.doubleAt(i), west);
        if (shift != 0) {
          add(values.doubleAt(i), shift, values, i);
        }
      }
    }
  }

  private static void add(double value, double shift, Block to, int i)
      throws CfConversion.ConversionException {
    double sum = shift == 0 ? value : value + shift;
    DataType type = to.type();
    if (type.isFloat()) {
      to.setDouble(i, sum);
    } else if (FillValues.holds(type, sum)) {
      to.setLong(i, FillValues.whole(type, sum));
    } else {
      throw new CfConversion.ConversionException(
          i,
          "the longitude "
              + sum
              + " is out of the range of "
              + type.id()
              + "; cast it to float64 before");
    }
  }
}
