package org.arcoforge.bake.plandata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;

/**
 * Converts attributes to and from plain values by name: a text as it is, everything else as {@code
 * {dtype, values}}, as a type counts (a {@code scale_factor} of single precision is another number
 * than one of double).
 */
final class AttributeData {
  private static final String DTYPE = "dtype";
  private static final String VALUES = "values";

  private AttributeData() {}

  static Map<String, Object> write(Attributes attributes) {
    Map<String, Object> all = new LinkedHashMap<>();
    attributes.asMap().forEach((name, value) -> all.put(name, write(value)));
    return all;
  }

  static Object write(AttributeValue value) {
    if (value.isText()) {
      return value.text();
    }
    List<Object> values = new ArrayList<>();
    for (Object item : value.values()) {
      boolean special = item instanceof Double x && !Double.isFinite(x);
      values.add(
          special
              ? String.valueOf(item)
              : item instanceof Long bits ? Elements.whole(value.type(), bits) : item);
    }
    Map<String, Object> typed = new LinkedHashMap<>();
    typed.put(DTYPE, value.type().id());
    typed.put(VALUES, values);
    return typed;
  }

  static Attributes read(Members in) {
    Map<String, AttributeValue> all = new LinkedHashMap<>();
    in.keys().forEach(name -> all.put(name, value(in, name)));
    return Attributes.of(all);
  }

  /** Returns the attribute of a key. */
  static AttributeValue value(Members in, String key) {
    if (in.value(key) instanceof String text) {
      return AttributeValue.of(text);
    }
    Members typed = in.members(key);
    DataType type = DataType.of(typed.text(DTYPE));
    List<Object> values = new ArrayList<>();
    for (Object item : typed.list(VALUES)) {
      values.add(
          type.isFloat() && item instanceof String special
              ? (Object) Double.valueOf(special)
              : item instanceof java.math.BigInteger n ? (Object) n.longValue() : item);
    }
    return new AttributeValue(type, values);
  }
}
