package org.arcoforge.bake.plandata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.array.CodecSpec;

/**
 * Converts a codec to and from plain values: its {@code name} and, beside it, its configuration.
 */
final class CodecData {
  private static final String NAME = "name";
  private static final String CODEC = "codec";
  private static final String FILTERS = "filters";

  private CodecData() {}

  /** Puts a codec, and its filters if it has any, under keys of their own. */
  static void put(Map<String, Object> data, CodecSpec codec) {
    data.put(CODEC, one(codec));
    if (!codec.filters().isEmpty()) {
      data.put(FILTERS, codec.filters().stream().map(CodecData::one).toList());
    }
  }

  private static Map<String, Object> one(CodecSpec codec) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(NAME, codec.name());
    data.putAll(codec.configuration());
    return data;
  }

  static CodecSpec read(Members in) {
    List<CodecSpec> filters = new ArrayList<>();
    in.each(FILTERS).forEach(filter -> filters.add(one(filter)));
    return one(in.members(CODEC)).withFilters(filters);
  }

  private static CodecSpec one(Members in) {
    Map<String, Object> configuration = new TreeMap<>();
    for (String key : in.keys()) {
      if (!key.equals(NAME)) {
        Object value = in.value(key);
        configuration.put(key, value instanceof Long n ? (Object) Math.toIntExact(n) : value);
      }
    }
    return new CodecSpec(in.text(NAME), configuration);
  }
}
