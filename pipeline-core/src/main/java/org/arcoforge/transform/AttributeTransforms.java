package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.FillValues;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;

/** Adds, replaces and removes attributes. Those of the encoding change what the numbers mean. */
final class AttributeTransforms {
  private static final String NAME = "set_attributes";

  /** Numbers of the variable's own type. */
  private static final Set<String> STORED =
      Set.of("_FillValue", "missing_value", "valid_min", "valid_max", "valid_range");

  private AttributeTransforms() {}

  static FileView apply(Transform.SetAttributes t, FileView view, TransformContext scope) {
    Set<String> names = new TreeSet<>(t.set().keySet());
    names.addAll(t.removed().keySet());
    names.remove(""); // the data set
    scope.present(NAME, names, view.variables().keySet());
    List<VariableView> edited = new ArrayList<>();
    for (VariableView v : view.variables().values()) {
      Variable old = v.variable();
      Attributes attributes = edited(t, old.name(), old.attributes(), old, scope);
      edited.add(v.with(old.withAttributes(attributes)));
    }
    return FileView.of(edited, edited(t, "", view.attributes(), null, scope));
  }

  private static Attributes edited(
      Transform.SetAttributes t,
      String name,
      Attributes attributes,
      @org.jspecify.annotations.Nullable Variable variable,
      TransformContext scope) {
    Attributes edited =
        attributes.without(t.removed().getOrDefault(name, List.of()).toArray(new String[0]));
    Attributes set = t.set().getOrDefault(name, Attributes.empty());
    for (Map.Entry<String, AttributeValue> e : set.asMap().entrySet()) {
      AttributeValue value = e.getValue();
      edited =
          edited.with(
              e.getKey(), variable == null ? value : typed(e.getKey(), value, variable, scope));
    }
    return edited;
  }

  private static AttributeValue typed(
      String key, AttributeValue value, Variable variable, TransformContext scope) {
    boolean number = value.type() == DataType.INT64 || value.type() == DataType.FLOAT64;
    if (key.equals("_Unsigned") && value.type() == DataType.BOOL) {
      return AttributeValue.of(value.values().get(0).toString());
    }
    if (key.equals("scale_factor") || key.equals("add_offset")) {
      if (!number || value.values().size() != 1) {
        throw refused(key, value, variable, "a number", scope);
      }
      return AttributeValue.of(DataType.FLOAT64, value.doubleAt(0));
    }
    DataType type = variable.type();
    boolean text = type == DataType.STRING;
    if (!STORED.contains(key) || (text && value.type() == DataType.STRING)) {
      return value;
    }
    if (text || !number || type == DataType.BOOL) {
      throw refused(key, value, variable, type.id(), scope);
    }
    List<Object> numbers = new ArrayList<>();
    for (int i = 0; i < value.values().size(); i++) {
      AttributeValue one = new AttributeValue(value.type(), List.of(value.values().get(i)));
      FillValue held = FillValues.nearest(one, type);
      if (held == null) {
        throw refused(key, value, variable, type.id(), scope);
      }
      numbers.add(
          type.isFloat()
              ? (Object) held.block(type).doubleAt(0)
              : (Object) held.block(type).longAt(0));
    }
    return new AttributeValue(type, numbers);
  }

  private static RefusedException refused(
      String key,
      AttributeValue value,
      Variable variable,
      String expected,
      TransformContext scope) {
    return scope.refused(
        NAME,
        "'"
            + key
            + "' of '"
            + variable.name()
            + "': expected "
            + expected
            + ", found "
            + value.values());
  }
}
