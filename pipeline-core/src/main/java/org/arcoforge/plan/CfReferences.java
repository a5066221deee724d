package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Variable;

/** Names of variables in attributes of others, as the CF conventions define them. */
final class CfReferences {
  /** Lists of names, some with {@code key:} words between. */
  private static final List<String> LISTS =
      List.of(
          "coordinates",
          "bounds",
          "climatology",
          "grid_mapping",
          "cell_measures",
          "formula_terms",
          "ancillary_variables");

  /** References to variables that are never stacked or concatenated for themselves. */
  private static final List<String> NON_DATA =
      List.of(
          "coordinates", "bounds", "climatology", "grid_mapping", "cell_measures", "formula_terms");

  private CfReferences() {}

  /** All names that these attributes mention. */
  static Set<String> of(Attributes attributes) {
    return of(attributes, LISTS);
  }

  private static Set<String> of(Attributes attributes, List<String> keys) {
    Set<String> names = new LinkedHashSet<>();
    for (String key : keys) {
      AttributeValue value = attributes.get(key).orElse(null);
      if (value == null || !value.isText()) {
        continue;
      }
      StringTokenizer words = new StringTokenizer(value.text());
      while (words.hasMoreTokens()) {
        String word = words.nextToken();
        if (!word.endsWith(":")) {
          names.add(word);
        } else if (key.equals("grid_mapping")) { // CF 5.6: "crs: x y" names the mapping first
          names.add(word.substring(0, word.length() - 1));
        }
      }
    }
    return names;
  }

  /** Whether units say that this is a reference time. */
  static boolean isTime(Variable v) {
    return v.attributes().text("units").filter(u -> u.contains(" since ")).isPresent();
  }

  /**
   * Names of dimension coordinates, auxiliary coordinates, bounds, grid mappings and cell measures.
   */
  static Set<String> nonData(FileView view) {
    Set<String> names = new LinkedHashSet<>(of(view.attributes(), NON_DATA));
    for (VariableView v : view.variables().values()) {
      if (v.variable().isDimensionCoordinate()) {
        names.add(v.variable().name());
      }
      names.addAll(of(v.variable().attributes(), NON_DATA));
    }
    names.retainAll(view.variables().keySet());
    return names;
  }

  /**
   * Names of what xarray reads as coordinates: of dimensions, and named by an attribute {@code
   * coordinates}.
   */
  static Set<String> coordinates(FileView view) {
    List<String> key = List.of("coordinates");
    Set<String> names = new LinkedHashSet<>(of(view.attributes(), key));
    for (VariableView v : view.variables().values()) {
      if (v.variable().isDimensionCoordinate()) {
        names.add(v.variable().name());
      }
      names.addAll(of(v.variable().attributes(), key));
    }
    names.retainAll(view.variables().keySet());
    return names;
  }

  /**
   * Names of times for which forecasts are valid, where a coordinate is one of the two that they
   * are the sum of by their CF standard names: reference time and forecast period.
   */
  static Set<String> validTimes(FileView view, Variable coordinate) {
    Set<String> names = new LinkedHashSet<>();
    String standard = coordinate.attributes().text("standard_name").orElse("");
    if (standard.equals("forecast_reference_time") || standard.equals("forecast_period")) {
      for (VariableView v : view.variables().values()) {
        Variable other = v.variable();
        if (other.attributes().text("standard_name").orElse("").equals("time")
            && !other.isDimensionCoordinate()
            && isTime(other)) {
          names.add(other.name());
        }
      }
    }
    return names;
  }

  /** The bounds variable of a coordinate. */
  static java.util.Optional<String> bounds(Attributes attributes) {
    return attributes.text("bounds").or(() -> attributes.text("climatology")).map(String::trim);
  }

  /** The same attributes with other names in them. */
  static Attributes rename(Attributes attributes, UnaryOperator<String> rename) {
    Attributes renamed = attributes;
    List<String> keys = new ArrayList<>(LISTS);
    keys.retainAll(attributes.names());
    for (String key : keys) {
      String text = attributes.text(key).orElse("");
      String changed =
          List.of(text.trim().split("\\s+")).stream()
              .map(w -> renamed(key, w, rename))
              .collect(Collectors.joining(" "));
      if (!changed.equals(text)) {
        renamed = renamed.with(key, changed);
      }
    }
    return renamed;
  }

  private static String renamed(String key, String word, UnaryOperator<String> rename) {
    if (!word.endsWith(":")) {
      return rename.apply(word);
    }
    return key.equals("grid_mapping")
        ? rename.apply(word.substring(0, word.length() - 1)) + ":"
        : word;
  }
}
