package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.cf.FillValues;
import org.arcoforge.cf.UnitConversion;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.ElementwiseArray;
import org.arcoforge.view.FileView;
import org.arcoforge.view.ValueFunction;
import org.arcoforge.view.VariableView;
import org.jspecify.annotations.Nullable;

/** Applies the transforms that change types and units of values. */
final class ValueTransforms {
  private final FileView view;
  private final TransformContext scope;
  private final Map<String, VariableView> changed = new LinkedHashMap<>();

  ValueTransforms(FileView view, TransformContext scope) {
    this.view = view;
    this.scope = scope;
    changed.putAll(view.variables());
  }

  private FileView result() {
    return FileView.of(new ArrayList<>(changed.values()), view.attributes());
  }

  FileView cast(Transform.Cast t) {
    t.types().forEach(this::cast);
    return result();
  }

  private void cast(String name, DataType type) {
    VariableView v = scope.variable("cast", name, view);
    if (v.variable().type() == DataType.STRING) {
      throw scope.refused("cast", "expected '" + name + "' to be numbers, found text");
    }
    CfEncoding from = CfDecoding.encoding("cast", v.variable(), view, scope);
    CfEncoding to =
        CfEncoding.builder()
            .type(type)
            .fill(castFill(from.resolved(), type))
            .time(from.time())
            .build();
    if (from.isLike(to)) {
      return;
    }
    Variable described =
        v.variable()
            .withType(type)
            .withAttributes(CfDecoding.attributes(v.variable().attributes(), to));
    changed.put(
        name,
        new VariableView(
            described,
            new ElementwiseArray(
                v.origin(), from.type(), new Reencode(name, from, to), "cast of '" + name + "'")));
  }

  /** NaN in floats; in integers the number that was there, if it is one of theirs. */
  private static @Nullable AttributeValue castFill(CfEncoding e, DataType type) {
    AttributeValue old = e.fill() != null ? e.fill() : e.missing();
    if (old == null) {
      return null;
    } else if (type.isFloat()) {
      return AttributeValue.of(type, Double.NaN);
    }
    FillValue kept = e.isPacked() ? null : FillValues.exact(old, type);
    return kept == null ? null : AttributeValue.of(type, kept.block(type).longAt(0));
  }

  FileView convertUnits(Transform.ConvertUnits t) {
    t.variables().forEach(this::convert);
    return result();
  }

  private void convert(String name, Transform.ConvertUnits.Units units) {
    VariableView v = scope.variable("convert_units", name, view);
    String said = v.variable().attributes().text("units").orElse(null);
    String from = units.from() == null ? said : units.from();
    if (from == null) {
      throw scope.refused(
          "convert_units", "'" + name + "' has no attribute units; write " + saying(name, units));
    }
    UnitConversion conversion;
    try {
      conversion = UnitConversion.between(from, units.to());
    } catch (IllegalArgumentException e) {
      throw scope.refused(
          "convert_units",
          "'"
              + name
              + "': "
              + e.getMessage()
              + (units.from() == null
                  ? "; if the file's units are wrong, write " + saying(name, units)
                  : ""));
    }
    changed.put(name, converted(v, conversion, units.to()));
    String bounds = CfReferences.bounds(v.variable(), view.variables().keySet()).orElse("");
    VariableView edges = view.variable(bounds).orElse(null);
    String edgeUnits =
        edges == null ? null : edges.variable().attributes().text("units").orElse(null);
    if (edges != null && (edgeUnits == null || edgeUnits.equals(said))) {
      changed.put(bounds, converted(edges, conversion, edgeUnits == null ? null : units.to()));
    }
  }

  /** The line that says what the units are. */
  private static String saying(String name, Transform.ConvertUnits.Units units) {
    return "transforms: [{convert_units: {" + name + ": {to: " + units.to() + ", from: …}}}]";
  }

  private VariableView converted(
      VariableView v, UnitConversion conversion, @Nullable String units) {
    Variable variable = v.variable();
    if (variable.type() == DataType.STRING || variable.type() == DataType.BOOL) {
      throw scope.refused(
          "convert_units",
          "expected '" + variable.name() + "' to be numbers, found " + variable.type().id());
    }
    if (conversion.isIdentity()) {
      return v.with(variable.withAttributes(united(variable.attributes(), units)));
    }
    CfEncoding from = CfDecoding.encoding("convert_units", variable, view, scope);
    CfEncoding decoded = CfDecoding.of(from);
    DataType type = decoded.type().isFloat() ? decoded.type() : DataType.FLOAT64;
    Attributes attributes = CfDecoding.attributes(variable.attributes(), decoded);
    return new VariableView(
        variable.withType(type).withAttributes(united(attributes, units)),
        new ElementwiseArray(
            v.origin(),
            from.type(),
            new Converted(from, conversion),
            "convert_units of '" + variable.name() + "'"));
  }

  private static Attributes united(Attributes attributes, @Nullable String units) {
    return units == null ? attributes : attributes.with("units", units);
  }

  /** Converts unpacked values to other units, computed in double precision and rounded once. */
  private record Converted(CfEncoding encoding, UnitConversion conversion)
      implements ValueFunction {
    @Override
    public void apply(Block from, Block to) throws CfConversion.ConversionException {
      Block values = CfDecoding.decode(encoding, from);
      for (int i = 0; i < values.elements(); i++) {
        to.setDouble(i, conversion.convert(values.doubleAt(i)));
      }
    }
  }
}
