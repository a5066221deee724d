package org.arcoforge.cf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Variable;

/** Finds the names of variables in attributes of others, as the CF conventions define them. */
public final class CfReferences {
  /** Lists of names, some with {@code key:} words between. */
  public static final List<String> LISTS =
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

  /**
   * Returns paths of all variables that these attributes of a group, or of a variable in it,
   * mention.
   */
  public static Set<String> of(String group, Attributes attributes, DescribedGroups file) {
    return paths(group, attributes, file, LISTS);
  }

  private static Set<String> paths(
      String group, Attributes attributes, DescribedGroups file, List<String> keys) {
    CfNames search = new CfNames(file.paths());
    return of(attributes, keys).stream()
        .map(word -> search.find(group, word))
        .collect(Collectors.toCollection(LinkedHashSet::new));
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

  /** Returns whether units say that this is a reference time. */
  public static boolean isTime(Variable v) {
    return v.attributes()
        .text("units")
        .filter(u -> u.toLowerCase(Locale.ROOT).contains(" since "))
        .isPresent();
  }

  /**
   * Returns names of dimension coordinates, auxiliary coordinates, bounds, grid mappings and cell
   * measures.
   */
  public static Set<String> nonData(DescribedGroups file) {
    return mentioned(file, NON_DATA);
  }

  /**
   * Returns names of what xarray reads as coordinates: of dimensions, and named by an attribute
   * {@code coordinates}.
   */
  public static Set<String> coordinates(DescribedGroups file) {
    return mentioned(file, List.of("coordinates"));
  }

  private static Set<String> mentioned(DescribedGroups file, List<String> keys) {
    Set<String> names = new LinkedHashSet<>(paths("", file.attributes(), file, keys));
    file.groups().forEach((group, own) -> names.addAll(paths(group, own, file, keys)));
    for (Variable variable : file.all()) {
      if (variable.isDimensionCoordinate()) {
        names.add(variable.name());
      }
      String group = GroupPath.group(variable.name());
      names.addAll(paths(group, variable.attributes(), file, keys));
    }
    names.retainAll(file.paths());
    return names;
  }

  /**
   * Returns names of times for which forecasts are valid, where a coordinate is one of the two that
   * they are the sum of by their CF standard names: reference time and forecast period.
   */
  public static Set<String> validTimes(DescribedGroups file, Variable coordinate) {
    Set<String> names = new LinkedHashSet<>();
    String standard = coordinate.attributes().text("standard_name").orElse("");
    if (standard.equals("forecast_reference_time") || standard.equals("forecast_period")) {
      for (Variable other : file.all()) {
        if (other.attributes().text("standard_name").orElse("").equals("time")
            && !other.isDimensionCoordinate()
            && isTime(other)) {
          names.add(other.name());
        }
      }
    }
    return names;
  }

  /** Returns the path of a coordinate's bounds variable, among the variables of those paths. */
  public static java.util.Optional<String> bounds(Variable coordinate, Set<String> known) {
    Attributes attributes = coordinate.attributes();
    String group = GroupPath.group(coordinate.name());
    return attributes
        .text("bounds")
        .or(() -> attributes.text("climatology"))
        .map(word -> new CfNames(known).find(group, word.trim()));
  }

  /**
   * Returns the same attributes with other names in them.
   *
   * @param group that they, or the variable that has them, are in
   * @param known paths of all variables before
   * @param rename gives the path afterwards
   */
  public static Attributes rename(
      String group, Attributes attributes, Set<String> known, UnaryOperator<String> rename) {
    UnaryOperator<String> word = words(group, known, rename);
    Attributes renamed = attributes;
    List<String> keys = new ArrayList<>(LISTS);
    keys.retainAll(attributes.names());
    for (String key : keys) {
      String text = attributes.text(key).orElse("");
      String changed =
          List.of(text.trim().split("\\s+")).stream()
              .map(w -> renamed(key, w, word))
              .collect(Collectors.joining(" "));
      if (!changed.equals(text)) {
        renamed = renamed.with(key, changed);
      }
    }
    return renamed;
  }

  private static UnaryOperator<String> words(
      String group, Set<String> known, UnaryOperator<String> rename) {
    CfNames before = new CfNames(known);
    CfNames after = new CfNames(known.stream().map(rename).collect(Collectors.toUnmodifiableSet()));
    return word -> {
      String old = before.find(group, word);
      String path = rename.apply(old);
      return path.equals(old) ? word : after.word(group, path);
    };
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
