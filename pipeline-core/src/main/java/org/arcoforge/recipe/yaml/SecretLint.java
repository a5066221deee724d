package org.arcoforge.recipe.yaml;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.pattern.SecretSigns;
import org.arcoforge.yaml.Yaml;

/**
 * Refuses what may be a secret in the URLs of a feedstock, wherever they stand: all of it is stored
 * and shown. Says what it found without repeating it.
 */
final class SecretLint {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private SecretLint() {}

  /** Looks through a whole feedstock, or a recipe alone. */
  static void check(Yaml yaml) {
    new SecretLint().check(yaml, Set.of(), false);
  }

  private void check(Yaml yaml, Set<String> publicKeys, boolean isPattern) {
    if (!yaml.isFirstOf(seen)) {
      return; // an anchor may contain itself, or stand in thousands of places
    }
    switch (yaml.kind()) {
      case LIST -> yaml.items().forEach(item -> check(item, publicKeys, isPattern));
      case MAPPING -> {
        for (Yaml.Entry entry : yaml.entries()) {
          check(entry.key(), publicKeys, isPattern);
          if (entry.key().raw().equals("pattern")) {
            check(entry.value(), publicKeys(entry.value()), true);
          } else {
            check(entry.value(), publicKeys, isPattern);
          }
        }
      }
      default -> text(yaml, publicKeys, isPattern);
    }
  }

  private static Set<String> publicKeys(Yaml pattern) {
    List<Yaml> keys =
        pattern
            .get("access")
            .flatMap(access -> access.get("public_query"))
            .map(Yaml::items)
            .orElse(List.of());
    Set<String> names = new TreeSet<>();
    keys.forEach(key -> names.add(key.raw()));
    return names;
  }

  private static void text(Yaml yaml, Set<String> publicKeys, boolean isPattern) {
    Optional<String> found = SecretSigns.inUrls(yaml.raw(), publicKeys::contains, isPattern);
    if (found.isPresent()) {
      boolean isValue = isPattern && found.get().startsWith("the value of '");
      String key = isValue ? found.get().replaceAll(".*'(.*)'", "$1") : "";
      yaml.problem(
          found.get() + " in this URL may be a secret, which must not stand in a feedstock",
          isPattern
              ? "write access: {auth: NAME}, which the bakery binds to the secret"
                  + (isValue ? "; if it is public, access: {public_query: [" + key + "]}" : "")
              : "write the URL without it");
    }
  }
}
