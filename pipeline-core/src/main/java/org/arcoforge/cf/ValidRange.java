package org.arcoforge.cf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;

/**
 * Converts {@code valid_range}, {@code valid_min} and {@code valid_max} of packed numbers whose
 * values are stored unpacked. The NetCDF users' guide (Attribute Conventions): integers among them
 * are in packed units, floats in the units of the values.
 */
public final class ValidRange {
  private static final Map<String, String> OTHER_END =
      Map.of("valid_min", "valid_max", "valid_max", "valid_min", "valid_range", "valid_range");

  private ValidRange() {}

  /** Returns the attributes with ranges in the units of the target. */
  public static Attributes converted(Attributes attributes, CfEncoding source, CfEncoding target) {
    if (!source.isPacked() || target.isPacked()) {
      return attributes;
    }
    Attributes converted = attributes;
    for (String key : List.of("valid_range", "valid_min", "valid_max")) {
      AttributeValue packed = attributes.get(key).orElse(null);
      if (packed != null && packed.type().isInteger()) {
        converted = converted.without(key);
      }
    }
    for (String key : List.of("valid_range", "valid_min", "valid_max")) {
      AttributeValue packed = attributes.get(key).orElse(null);
      if (packed == null || !packed.type().isInteger()) {
        continue;
      }
      boolean falls = source.scale() != null && source.scale().doubleAt(0) < 0;
      String end = falls ? OTHER_END.getOrDefault(key, key) : key;
      converted = converted.with(end, values(packed, source, falls));
    }
    return converted;
  }

  private static AttributeValue values(
      AttributeValue packed, CfEncoding source, boolean backwards) {
    DataType type = source.decodedType();
    ScaleOffset unpacking = new ScaleOffset(source);
    DataType meant = UnsignedAttribute.meant(source.type(), source.unsigned());
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < packed.values().size(); i++) {
      double raw =
          meant == source.type() || meant.size() == 8
              ? packed.doubleAt(i)
              : UnsignedAttribute.read(packed.longAt(i), meant);
      values.add(backwards ? 0 : values.size(), unpacking.value(raw));
    }
    return new AttributeValue(type, values);
  }
}
