package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.FillAdvice;
import org.arcoforge.cf.FillValues;
import org.arcoforge.recipe.Condition;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.BroadcastArray;
import org.arcoforge.view.ElementwiseArray;
import org.arcoforge.view.FileView;
import org.arcoforge.view.ValueFunction;
import org.arcoforge.view.VariableView;
import org.jspecify.annotations.Nullable;

/** Makes values missing: NaN in floats, {@code _FillValue} in what is packed or whole. */
final class MaskTransforms {
  private MaskTransforms() {}

  static FileView missingValues(Transform.MissingValues t, FileView view, TransformContext scope) {
    Map<String, VariableView> changed = new LinkedHashMap<>(view.variables());
    Map<String, List<Object>> sentinels = new LinkedHashMap<>(t.sentinels());
    sentinels
        .keySet()
        .retainAll(
            scope.present("missing_values", t.sentinels().keySet(), view.variables().keySet()));
    sentinels.forEach(
        (name, some) -> changed.put(name, without(some, view.required(name), view, scope)));
    return FileView.of(new ArrayList<>(changed.values()), view.attributes());
  }

  private static VariableView without(
      List<Object> sentinels, VariableView v, FileView view, TransformContext scope) {
    Variable variable = v.variable();
    requireNumbers("missing_values", variable, scope);
    CfEncoding encoding = CfDecoding.encoding("missing_values", variable, view, scope);
    Comparison test = new Comparison(encoding, Condition.Test.EQUALS, sentinels);
    FillValue fill = missing(encoding);
    Variable described = variable;
    if (fill == null) {
      AttributeValue stored = storedAs(encoding, sentinels);
      if (stored == null) {
        throw scope.refused(
            "missing_values",
            "'"
                + variable.name()
                + "' is "
                + variable.type().id()
                + " without _FillValue, and none of "
                + sentinels
                + " is one of its stored numbers; write transforms: [{set_attributes: {"
                + variable.name()
                + ": {_FillValue: "
                + FillAdvice.value(variable.type(), variable.attributes())
                + "}}}] before");
      }
      fill = java.util.Objects.requireNonNull(FillValues.exact(stored, variable.type()));
      described = variable.withAttributes(variable.attributes().with("_FillValue", stored));
      if (sentinels.size() == 1) {
        return v.with(described); // a fill value is all that it lacked
      }
    }
    return new VariableView(
        described,
        new ElementwiseArray(
            v.origin(),
            variable.type(),
            new Emptied(test, fill),
            "missing_values of '" + variable.name() + "'"));
  }

  /** The stored number that one of the sentinels is. */
  private static @Nullable AttributeValue storedAs(CfEncoding e, List<Object> sentinels) {
    for (Object sentinel : sentinels) {
      double number = ((Number) sentinel).doubleValue();
      if (e.isPacked()) {
        double scale = e.scale() == null ? 1 : e.scale().doubleAt(0);
        double offset = e.offset() == null ? 0 : e.offset().doubleAt(0);
        number = Math.rint((number - offset) / scale);
      }
      if (number != Math.rint(number) || !FillValues.holds(e.type(), number)) {
        continue;
      }
      long bits =
          sentinel instanceof Long n && !e.isPacked() ? n : FillValues.whole(e.type(), number);
      AttributeValue stored = AttributeValue.of(e.type(), bits);
      Block one = FillValue.of(bits).block(e.type());
      if (new Comparison(e, Condition.Test.EQUALS, List.of(sentinel)).of(one).test(0)) {
        return stored;
      }
    }
    return null;
  }

  static FileView mask(Transform.Mask t, FileView view, TransformContext scope) {
    Map<String, VariableView> changed = new LinkedHashMap<>(view.variables());
    for (Map.Entry<String, Condition> e : t.conditions().entrySet()) {
      VariableView v = scope.variable("mask", e.getKey(), view);
      changed.put(e.getKey(), masked(e.getValue(), v, view, scope));
    }
    return FileView.of(new ArrayList<>(changed.values()), view.attributes());
  }

  private static VariableView masked(
      Condition condition, VariableView v, FileView view, TransformContext scope) {
    Variable variable = v.variable();
    requireNumbers("mask", variable, scope);
    VariableView other = scope.variable("mask", condition.variable(), view);
    requireNumbers("mask", other.variable(), scope);
    FillValue fill = missing(CfDecoding.encoding("mask", variable, view, scope));
    if (fill == null) {
      throw scope.refused(
          "mask",
          "'"
              + variable.name()
              + "' is "
              + variable.type().id()
              + " without _FillValue; write transforms: [{set_attributes: {"
              + variable.name()
              + ": {_FillValue: "
              + FillAdvice.value(variable.type(), variable.attributes())
              + "}}}] before, or transforms: [{cast: {"
              + variable.name()
              + ": float32}}] before");
    }
    List<Integer> axes = new ArrayList<>();
    for (String dim : other.variable().dimensionNames()) {
      if (variable.axis(dim) < 0) {
        throw scope.refused(
            "mask",
            "'"
                + condition.variable()
                + "' has the dimension '"
                + dim
                + "', which '"
                + variable.name()
                + "' has not: it has "
                + variable.dimensionNames());
      }
      axes.add(variable.axis(dim));
    }
    CfEncoding encoding = CfDecoding.encoding("mask", other.variable(), view, scope);
    Comparison test = new Comparison(encoding, condition.test(), condition.numbers());
    return new VariableView(
        variable,
        new BroadcastArray(
            v.origin(),
            other.origin(),
            other.variable().type(),
            axes,
            new Hidden(test, fill),
            "mask of '" + variable.name() + "'"));
  }

  private static void requireNumbers(String transform, Variable v, TransformContext scope) {
    if (v.type() == DataType.STRING) {
      throw scope.refused(transform, "expected '" + v.name() + "' to be numbers, found text");
    }
  }

  /** The stored number that is missing in an encoding, or null. */
  private static @Nullable FillValue missing(CfEncoding e) {
    if (e.type().isFloat()) {
      return FillValue.missing(e.type());
    }
    AttributeValue said = e.fill() != null ? e.fill() : e.missing();
    return said == null || said.values().isEmpty()
        ? null
        : FillValues.exact(
            new AttributeValue(said.type(), List.of(said.values().get(0))), e.type());
  }

  /** Makes the numbers missing that a test finds. */
  private record Emptied(Comparison test, FillValue fill) implements ValueFunction {
    @Override
    public void apply(Block from, Block to) throws CfConversion.ConversionException {
      long[] none = new long[from.rank()];
      Block.copy(from, none, to, none, from.shape());
      new Hidden(test, fill).apply(to, from);
    }
  }

  /** Makes numbers missing where a test finds the other variable's. */
  private record Hidden(Comparison test, FillValue fill) implements ValueFunction.OfTwo {
    @Override
    public void apply(Block values, Block other) throws CfConversion.ConversionException {
      Comparison.OfBlock found = test.of(other);
      byte[] one = fill.bytes(values.type());
      for (int i = 0; i < values.elements(); i++) {
        if (found.test(i)) {
          System.arraycopy(one, 0, values.bytes(), i * one.length, one.length);
        }
      }
    }
  }
}
