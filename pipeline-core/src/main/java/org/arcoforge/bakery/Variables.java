package org.arcoforge.bakery;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
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

  /** A check throws an {@link IllegalArgumentException} that says what is expected. */
  interface Check {
    void check(String text);
  }

  /** Checks each of a list of texts; what is wrong becomes a problem at its place. */
  void checkEach(Yaml yaml, String key, Check check) {
    for (Yaml item : yaml.sound(key).map(Yaml::items).orElse(List.of())) {
      if (isKnown(item.raw())) {
        Boolean good =
            item.attempt(
                () -> {
                  check.check(in(item.raw()));
                  return true;
                });
        if (good == null) {
          yaml.get(key).ifPresent(Yaml::broken);
        }
      }
    }
  }

  /** Returns a list of texts with the values, without those that are not known yet. */
  List<String> texts(Yaml yaml, String key) {
    return yaml.texts(key).stream().filter(this::isKnown).map(this::in).toList();
  }

  /** Returns whether a text holds no name that stands for what is not known. */
  boolean isKnown(String text) {
    return needed || names(text).isEmpty();
  }

  private static Set<String> names(String text) {
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
