package org.arcoforge.plan.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.CfEncoding;

/** Puts the attributes that say how a variable is encoded back where the first file has them. */
final class EncodingAttributes {
  private final Attributes first;
  private final List<DistinctEncodings.Found> distinct;
  private final CfEncoding encoding;

  EncodingAttributes(
      Attributes first, List<DistinctEncodings.Found> distinct, CfEncoding encoding) {
    this.first = first;
    this.distinct = distinct;
    this.encoding = encoding;
  }

  /**
   * Returns all attributes of the result but {@code _FillValue}: those given, and those of the
   * encoding.
   */
  Attributes with(Attributes merged) {
    Map<String, AttributeValue> own = own();
    Map<String, AttributeValue> all = new LinkedHashMap<>();
    for (String name : first.names()) {
      merged.get(name).ifPresent(value -> all.put(name, value));
      AttributeValue value = own.get(name);
      if (value != null) {
        all.put(name, value);
      }
    }
    merged.asMap().forEach(all::putIfAbsent);
    own.forEach(all::putIfAbsent);
    return Attributes.of(all);
  }

  private Map<String, AttributeValue> own() {
    Map<String, AttributeValue> own = new LinkedHashMap<>();
    if (encoding.time() != null && first.has("units")) {
      if (distinct.stream().allMatch(f -> f.encoding().sameTime(encoding))) {
        for (String key : List.of("units", "calendar")) { // as the first file spells them
          first.get(key).ifPresent(value -> own.put(key, value));
        }
      } else {
        own.put("units", AttributeValue.of(encoding.time().units()));
        own.put("calendar", AttributeValue.of(encoding.time().calendar().id()));
      }
    }
    if (encoding.scale() != null) {
      own.put("scale_factor", encoding.scale());
    }
    if (encoding.offset() != null) {
      own.put("add_offset", encoding.offset());
    }
    if (!encoding.unsigned().isEmpty()) {
      own.put("_Unsigned", AttributeValue.of(encoding.unsigned()));
    }
    if (encoding.missing() != null) {
      own.put("missing_value", encoding.missing());
    } else if (encoding.type() == DataType.STRING && encoding.fill() != null) {
      own.put("missing_value", encoding.fill()); // xarray cannot decode a _FillValue of texts
    }
    return own;
  }
}
