package org.arcoforge.recipe.yaml;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.arcoforge.recipe.Policies;
import org.arcoforge.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/** Reads and writes policies. */
final class PolicySection {
  /** How long a padded dimension becomes. */
  static final String LONGEST = "max";

  private PolicySection() {}

  static @Nullable Policies read(Yaml yaml) {
    if (!yaml.sound()) {
      return null;
    }
    Policies.Builder policies = Policies.builder();
    yaml.get("attributes")
        .ifPresent(y -> policies.attributes(constant(Policies.AttributePolicy.class, y)));
    yaml.get("coordinates")
        .flatMap(y -> y.get("tolerance"))
        .ifPresent(
            y -> {
              if (y.kind() == Yaml.Kind.MAPPING) {
                policies.coordinateTolerances(DimensionKinds.each(y, Yaml::number));
              } else {
                policies.coordinateTolerance(y.number());
              }
            });
    yaml.get("coordinates")
        .flatMap(y -> y.get("first"))
        .ifPresent(y -> policies.firstCoordinates(VariableKinds.names(y)));
    yaml.get("pad").ifPresent(y -> policies.padded(y.map().keySet()));
    yaml.get("order").ifPresent(y -> policies.order(order(y)));
    yaml.get("allow_unused_files")
        .ifPresent(y -> policies.allowUnusedFiles(y.raw().equals("true")));
    yaml.get("packing").ifPresent(y -> policies.packing(constant(Policies.PackingPolicy.class, y)));
    yaml.get("missing_files")
        .ifPresent(
            y -> {
              policies.missingFiles(
                  constant(Policies.MissingFilePolicy.class, y.get("policy").orElse(y)));
              policies.missingFileLimit(y.integer("limit", Long.MAX_VALUE));
              policies.waitAtEnd(y.text("at_end", ""));
              y.get("holes")
                  .ifPresent(
                      h -> policies.waitingHoles(constant(Policies.MissingFilePolicy.class, h)));
            });
    yaml.get("missing_variables")
        .ifPresent(
            y -> policies.missingVariables(constant(Policies.MissingVariablePolicy.class, y)));
    yaml.get("changed_sources")
        .ifPresent(y -> policies.changedSources(constant(Policies.ChangedSourcePolicy.class, y)));
    return yaml.attempt(policies::build);
  }

  /** Returns all policies, the defaults too. */
  static Map<String, Object> write(Policies policies) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("attributes", word(policies.attributes()));
    keys.put("coordinates", coordinates(policies));
    keys.put(
        "order",
        policies.order() == Policies.OrderPolicy.SORT_DESCENDING
            ? Map.of("sort", "descending")
            : word(policies.order()));
    keys.put("allow_unused_files", policies.allowUnusedFiles());
    keys.put("packing", word(policies.packing()));
    keys.put("missing_files", missingFiles(policies));
    keys.put("missing_variables", word(policies.missingVariables()));
    keys.put("changed_sources", word(policies.changedSources()));
    if (!policies.padded().isEmpty()) {
      Map<String, Object> pad = new LinkedHashMap<>();
      policies.padded().forEach(dim -> pad.put(dim, LONGEST));
      keys.put("pad", pad);
    }
    return keys;
  }

  private static Object missingFiles(Policies policies) {
    String files = word(policies.missingFiles());
    Map<String, Object> detailed = new LinkedHashMap<>();
    detailed.put("policy", files);
    if (policies.missingFileLimit() != Long.MAX_VALUE) {
      detailed.put("limit", policies.missingFileLimit());
    }
    if (!policies.waitAtEnd().isEmpty()) {
      detailed.put("at_end", policies.waitAtEnd());
    }
    if (policies.waitingHoles() != Policies.MissingFilePolicy.ERROR) {
      detailed.put("holes", word(policies.waitingHoles()));
    }
    return detailed.size() == 1 ? files : detailed;
  }

  private static Policies.OrderPolicy order(Yaml yaml) {
    return yaml.get("sort")
        .map(
            y ->
                y.raw().equals("descending")
                    ? Policies.OrderPolicy.SORT_DESCENDING
                    : Policies.OrderPolicy.SORT)
        .orElseGet(() -> constant(Policies.OrderPolicy.class, yaml));
  }

  private static Object coordinates(Policies policies) {
    Map<String, Object> keys = new LinkedHashMap<>();
    if (!policies.coordinateTolerances().isEmpty()) {
      keys.put("tolerance", policies.coordinateTolerances());
    } else if (policies.coordinateTolerance() != 0) {
      keys.put("tolerance", policies.coordinateTolerance());
    }
    if (!policies.firstCoordinates().isEmpty()) {
      keys.put("first", policies.firstCoordinates());
    }
    return keys.isEmpty() ? "exact" : keys;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, Yaml yaml) {
    return constant(type, yaml.raw());
  }

  /**
   * Returns a constant as it is written: {@code drop_conflicts}, but {@code keep-first}, {@code
   * in-place}.
   */
  static String word(Enum<?> constant) {
    String word = constant.name().toLowerCase(Locale.ROOT);
    return constant instanceof Policies.AttributePolicy ? word : word.replace('_', '-');
  }

  /** Returns the constant of a word that {@link #word} made. */
  static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
