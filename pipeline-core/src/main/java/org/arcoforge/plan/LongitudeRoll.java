package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.IndexMap;
import org.arcoforge.array.Variable;
import org.arcoforge.recipe.Transform;
import org.jspecify.annotations.Nullable;

/**
 * Longitudes written from another westernmost one on: 360 is added or taken away in double
 * precision, and the sum rounded once to the coordinate's type. All that lies along a longitude
 * coordinate is rolled with it.
 */
final class LongitudeRoll {
  private static final String NAME = "roll_longitude";

  private LongitudeRoll() {}

  static FileView apply(Transform.RollLongitude t, FileView view, TransformScope scope) {
    FileView rolled = view;
    for (Map.Entry<String, Double> e : t.west().entrySet()) {
      rolled = apply(e.getKey(), e.getValue(), rolled, scope);
    }
    return rolled;
  }

  private static FileView apply(String name, double west, FileView view, TransformScope scope) {
    VariableView lon = scope.variable(NAME, name, view);
    Variable variable = lon.variable();
    ValueEncoding encoding = Decoding.encoding(NAME, variable, view, scope);
    if (!variable.type().isFloat() && !variable.type().isInteger()) {
      throw scope.refused(
          NAME, "expected '" + name + "' to be numbers, found " + variable.type().id());
    }
    String edges = CfReferences.bounds(variable.attributes()).orElse("");
    VariableView bounds = view.variable(edges).orElse(null);
    ValueEncoding decoded = Decoding.of(encoding);
    Wrapped wrapped = new Wrapped(encoding, decoded, west);
    IndexMap order = null;
    if (variable.rank() == 1) {
      Block values = lon.read(scope.values());
      Block after = Block.allocate(decoded.type(), values.shape());
      try {
        wrapped.apply(values, after);
        if (bounds == null && values.equals(after)) {
          return view;
        }
      } catch (ValueConversion.ConversionException e) {
        throw scope.refused(NAME, "'" + name + "': " + e.getMessage());
      }
      order = order(name, after, scope);
    }
    List<VariableView> changed = new ArrayList<>();
    for (VariableView v : view.variables().values()) {
      if (v == lon) {
        changed.add(wrapped(lon, encoding, decoded, wrapped));
      } else if (v == bounds) {
        changed.add(shifted(bounds, lon, encoding, west, view, scope));
      } else {
        changed.add(v);
      }
    }
    FileView result = FileView.of(changed, view.attributes());
    return order == null
        ? result
        : Axes.select(result, variable.dimensions().get(0).name(), order);
  }

  private static VariableView wrapped(
      VariableView lon, ValueEncoding encoding, ValueEncoding decoded, Wrapped function) {
    Variable v = lon.variable();
    Attributes attributes = Decoding.attributes(v.attributes(), decoded);
    return new VariableView(
        v.withType(decoded.type()).withAttributes(attributes),
        new Mapped(lon.origin(), encoding.type(), function, NAME + " of '" + v.name() + "'"));
  }

  /** Each cell's edges move as its centre does. */
  private static VariableView shifted(
      VariableView bounds,
      VariableView lon,
      ValueEncoding encoding,
      double west,
      FileView view,
      TransformScope scope) {
    Variable v = bounds.variable();
    ValueEncoding own = Decoding.encoding(NAME, v, view, scope);
    ValueEncoding decoded = Decoding.of(own);
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
    Origin values =
        plain
            ? bounds.origin()
            : new Mapped(bounds.origin(), own.type(), new Changed(own, decoded), what);
    return new VariableView(
        v.withType(decoded.type()).withAttributes(Decoding.attributes(v.attributes(), decoded)),
        new Combined(
            values, lon.origin(), lon.variable().type(), axes, new Moved(encoding, west), what));
  }

  /** Which element comes first, so that longitudes go up, or down, all the way. */
  private static @Nullable IndexMap order(String name, Block after, TransformScope scope) {
    int n = after.elements();
    int breaks = 0;
    int begin = 0;
    boolean up = n < 2 || isUp(after);
    for (int i = 1; i < n; i++) {
      double step = after.doubleAt(i) - after.doubleAt(i - 1);
      if (!(up ? step > 0 : step < 0)) {
        breaks++;
        begin = i;
      }
    }
    boolean closed =
        breaks == 0
            || (breaks == 1
                && (up
                    ? after.doubleAt(n - 1) < after.doubleAt(0)
                    : after.doubleAt(n - 1) > after.doubleAt(0)));
    if (!closed) {
      throw scope.refused(
          NAME,
          "expected '"
              + name
              + "' to go round once, each longitude once, found "
              + after.doubleAt(begin - 1)
              + " before "
              + after.doubleAt(begin)
              + " in its place; sort it, or take the repeated ones away with isel");
    }
    return begin == 0 ? null : IndexMap.rolled(n, begin);
  }

  /** By the majority of steps: all but one, where the circle closes. */
  private static boolean isUp(Block values) {
    int up = 0;
    for (int i = 1; i < values.elements(); i++) {
      up += values.doubleAt(i) > values.doubleAt(i - 1) ? 1 : -1;
    }
    return up > 0 || (up == 0 && values.doubleAt(1) > values.doubleAt(0));
  }

  /** What is added to a longitude: a multiple of 360. */
  static double shift(double longitude, double west) {
    double turns = -Math.floor((longitude - west) / 360) * 360;
    return Double.isNaN(turns) || Double.isInfinite(turns) ? 0 : turns;
  }

  /** Longitudes in their new range. */
  private record Wrapped(ValueEncoding encoding, ValueEncoding decoded, double west)
      implements ValueFunction {
    @Override
    public void apply(Block from, Block to) throws ValueConversion.ConversionException {
      Block values = Decoding.decode(encoding, from);
      for (int i = 0; i < values.elements(); i++) {
        add(values.doubleAt(i), shift(values.doubleAt(i), west), to, i);
      }
    }
  }

  /** Edges moved by what their centres are moved. */
  private record Moved(ValueEncoding encoding, double west) implements ValueFunction.OfTwo {
    @Override
    public void apply(Block values, Block other) throws ValueConversion.ConversionException {
      Block centres = Decoding.decode(encoding, other);
      for (int i = 0; i < values.elements(); i++) {
        double shift = shift(centres.doubleAt(i), west);
        if (shift != 0) {
          add(values.doubleAt(i), shift, values, i);
        }
      }
    }
  }

  private static void add(double value, double shift, Block to, int i)
      throws ValueConversion.ConversionException {
    double sum = shift == 0 ? value : value + shift;
    DataType type = to.type();
    if (type.isFloat()) {
      to.setDouble(i, sum);
    } else if (Fills.holds(type, sum)) {
      to.setLong(i, Fills.whole(type, sum));
    } else {
      throw new ValueConversion.ConversionException(
          i,
          "the longitude "
              + sum
              + " is out of the range of "
              + type.id()
              + "; cast it to float64 before");
    }
  }
}
