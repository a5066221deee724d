package org.arcoforge.format.grib;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.arcoforge.format.FormatException;
import org.jspecify.annotations.Nullable;

/**
 * Arranges the fields of each variable along dimensions, and refuses what one variable cannot hold.
 */
final class CubeBuilder {
  private static final Set<String> DOWNWARDS = Set.of("isobaricInhPa", "isobaricInPa");

  private final String url;
  private final KeyFilter filter;
  private final Duplicates duplicates;

  /** This decides about two fields of the same keys. */
  interface Duplicates {
    /** Says nothing if both hold the same bytes, else refuses. */
    void check(String variable, Field first, Field second) throws java.io.IOException;
  }

  CubeBuilder(String url, KeyFilter filter, Duplicates duplicates) {
    this.url = url;
    this.filter = filter;
    this.duplicates = duplicates;
  }

  /** Returns one cube for each variable, in the order of the file. */
  List<Cube> build(List<Field> fields) throws java.io.IOException {
    for (String key : Product.GLOBAL) {
      unique("the file", key, fields);
    }
    Map<String, List<Field>> byName = new LinkedHashMap<>();
    for (Field field : fields) {
      byName.computeIfAbsent(field.product().variable(), k -> new ArrayList<>()).add(field);
    }
    List<Cube> cubes = new ArrayList<>();
    for (Map.Entry<String, List<Field>> variable : byName.entrySet()) {
      cubes.add(cube(variable.getKey(), variable.getValue()));
    }
    return cubes;
  }

  private Cube cube(String name, List<Field> fields) throws java.io.IOException {
    for (String key : Product.UNIQUE) {
      unique("variable '" + name + "'", key, fields);
    }
    Product product = fields.get(0).product();
    for (Field field : fields) {
      checkReadable(name, field);
      if (!field.product().grid().equals(product.grid())) {
        throw FormatException.unsupported(
            url,
            "variable '"
                + name
                + "' is on one grid in message "
                + fields.get(0).place().message()
                + " and on another in message "
                + field.place().message()
                + ", though both have "
                + product.grid().points()
                + " points of type "
                + product.grid().type()
                + "; a variable has one grid");
      }
    }
    LinkedHashMap<String, List<Object>> axes = new LinkedHashMap<>();
    List<Map<Object, Integer>> indices = new ArrayList<>();
    for (int d = 0; d < Field.DIMENSIONS.size(); d++) {
      List<Object> values = axis(name, d, fields, product);
      Map<Object, Integer> index = new HashMap<>();
      for (int i = 0; i < values.size(); i++) {
        index.put(values.get(i), i);
      }
      indices.add(values.size() > 1 ? index : new HashMap<>());
      if (!values.isEmpty()) {
        axes.put(Field.DIMENSIONS.get(d), values);
      }
    }
    Map<List<Integer>, Field> placed = new HashMap<>();
    for (Field field : fields) {
      List<Integer> at = new ArrayList<>();
      for (int d = 0; d < indices.size(); d++) {
        Integer i = indices.get(d).get(field.header().get(d));
        if (i != null) {
          at.add(i);
        }
      }
      Field other = placed.putIfAbsent(List.copyOf(at), field);
      if (other != null) {
        duplicates.check(name, other, field);
      }
    }
    return new Cube(name, product, axes, placed);
  }

  private void checkReadable(String name, Field field) throws FormatException {
    String why = field.product().unreadable();
    if (!why.isEmpty()) {
      throw FormatException.unsupported(
          url,
          "variable '"
              + name
              + "' (message "
              + field.place().message()
              + ") cannot be read: "
              + why
              + "; choose other messages, for example "
              + filter.line(Map.of("shortName", "…")));
    }
  }

  private List<Object> axis(String name, int d, List<Field> fields, Product product)
      throws FormatException {
    Set<@Nullable Object> found = new LinkedHashSet<>();
    fields.forEach(f -> found.add(f.header().get(d)));
    String key = Field.DIMENSIONS.get(d);
    if (found.contains(null)) {
      if (found.size() > 1) {
        throw FormatException.unsupported(
            url,
            "some messages of variable '"
                + name
                + "' have a key "
                + key
                + ", others none; choose some by filter_by_keys");
      }
      return List.of();
    }
    List<Object> values = new ArrayList<>();
    for (Object value : found) {
      values.add(java.util.Objects.requireNonNull(value));
    }
    values.sort(Comparator.comparingDouble(v -> ((Number) v).doubleValue()));
    if (key.equals("level") && DOWNWARDS.contains(String.valueOf(product.key("typeOfLevel")))) {
      Collections.reverse(values);
    }
    return values;
  }

  private void unique(String what, String key, List<Field> fields) throws FormatException {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Set<String>> names = new TreeMap<>();
    for (Field field : fields) {
      Object value = field.product().key(key);
      String text = KeyFilter.text(value);
      values.put(text, value);
      names.computeIfAbsent(text, k -> new java.util.TreeSet<>()).add(field.product().variable());
    }
    if (values.size() == 1) {
      return;
    }
    StringBuilder message = new StringBuilder(what).append(" has several values of ").append(key);
    String separator = ": ";
    for (String text : values.keySet()) {
      message.append(separator).append(text);
      if (what.equals("the file")) {
        message
            .append(" (")
            .append(String.join(", ", names.getOrDefault(text, Set.of())))
            .append(')');
      }
      separator = ", ";
    }
    message.append("; a data set has one. Write, with a recipe for each:");
    for (Object value : values.values()) {
      message.append("\n  ").append(filter.line(Map.of(key, value)));
    }
    throw FormatException.unsupported(url, message.toString());
  }
}
