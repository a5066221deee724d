package org.arcoforge.recipe.yaml;

import java.util.Locale;
import org.arcoforge.recipe.Policies;

/** The words that a feedstock writes for the constants of policies and modes. */
final class PolicyWords {
  private PolicyWords() {}

  /** {@code drop_conflicts}, but {@code keep-first}, {@code in-place}. */
  static String word(Enum<?> constant) {
    String word = constant.name().toLowerCase(Locale.ROOT);
    return constant instanceof Policies.AttributePolicy ? word : word.replace('_', '-');
  }

  /** The constant of a word that {@link #word} made. */
  static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
