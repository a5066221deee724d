package org.arcoforge.bakery;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * Puts environment variables into the values of a bakery where it names them, as {@code
 * ${SCRATCH_BUCKET}}; in no other form, and never a secret's.
 */
final class Variables {
  private static final Pattern NAMED = Pattern.compile("\\$\\{([A-Z_][A-Z0-9_]*)\\}");

  private final UnaryOperator<@Nullable String> values;
  private final boolean needed;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Takes values from somewhere.
   *
   * @param needed whether one that is not set is a problem; else its name stays
   */
  Variables(UnaryOperator<@Nullable String> values, boolean needed) {
    this.values = values;
    this.needed = needed;
  }

  /** Tells of every variable below a place that is not set, or not named as it should be. */
  void check(Yaml yaml) {
    if (!yaml.isFirstOf(seen)) {
      return; // an anchor may contain itself
    }
    yaml.items().forEach(this::check);
    yaml.entries().forEach(e -> check(e.value()));
    String raw = yaml.raw();
    String rest = NAMED.matcher(raw).replaceAll("");
    int dollar = rest.indexOf('$');
    if (dollar >= 0) {
      yaml.problem(
          "expected variables as ${NAME} in capital letters, found '"
              + rest.substring(dollar, Math.min(rest.length(), dollar + 20))
              + "'",
          "write ${SCRATCH_BUCKET}, say");
    }
    if (needed) {
      for (String name : names(raw)) {
        String value = values.apply(name);
        if (value == null || value.isBlank()) {
          yaml.problem(
              "the environment variable " + name + " is not set",
              "set it: export " + name + "=…, or name another bakery");
        }
      }
    }
  }

  static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher m = NAMED.matcher(text);
    while (m.find()) {
      names.add(m.group(1));
    }
    return names;
  }

  /** Returns a text with the values; a name without value stays as it is. */
  String in(String text) {
    return NAMED
        .matcher(text)
        .replaceAll(
            m -> {
              String value = values.apply(m.group(1));
              return Matcher.quoteReplacement(
                  value == null || value.isBlank() ? m.group() : value.strip());
            });
  }
}
