package org.arcoforge.zarr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Variable;
import org.jspecify.annotations.Nullable;

/** Parses what arrays of both formats have in common. */
final class VariableParser {
  private VariableParser() {}

  /**
   * Returns the variable.
   *
   * @param names of the dimensions: a list of texts and nulls, or null; a dimension without a name
   *     gets one from the array's
   */
  static Variable variable(
      JsonDocument array,
      String path,
      DataType type,
      List<Long> shape,
      @Nullable Object names,
      Map<String, Object> attributes)
      throws ZarrException {
    List<?> given = names instanceof List<?> list ? list : List.of();
    if (names != null && given.size() != shape.size()) {
      throw new ZarrException(
          array.where()
              + ": dimensions "
              + JsonWriter.line(names)
              + " do not suit the shape "
              + shape);
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<Dimension> dimensions = new ArrayList<>();
    for (int d = 0; d < shape.size(); d++) {
      boolean named = d < given.size() && given.get(d) instanceof String s && !s.isEmpty();
      String dimension = named ? (String) given.get(d) : name + "_dim_" + d;
      dimensions.add(new Dimension(dimension, shape.get(d)));
    }
    return new Variable(path, type, dimensions, attributes(attributes));
  }

  /** Returns attributes; what is no value and no list of alike values comes as a text of JSON. */
  static Attributes attributes(Map<String, Object> json) {
    Map<String, Object> rest = new LinkedHashMap<>();
    Attributes attributes = AttributesJson.read(json, rest);
    for (Map.Entry<String, Object> entry : rest.entrySet()) {
      attributes = attributes.with(entry.getKey(), JsonWriter.line(entry.getValue()));
    }
    return attributes;
  }

  /** Returns the chunk's shape, checked against the array's and against what memory can hold. */
  static List<Long> chunk(JsonDocument array, List<Long> shape, List<Long> chunk, ElementForm form)
      throws ZarrException {
    if (chunk.size() != shape.size()) {
      throw new ZarrException(
          array.where() + ": chunks " + chunk + " do not suit the shape " + shape);
    }
    long bytes = Math.max(1, form.size());
    for (long n : chunk) {
      bytes = n > Buffer.MAX || bytes > Buffer.MAX ? Long.MAX_VALUE : bytes * n;
    }
    if (bytes > Buffer.MAX) {
      throw array.unsupported("a chunk of 2 GiB or more, " + chunk + " elements,");
    }
    return chunk;
  }
}
