package org.arcoforge.recipe;

import java.io.Serializable;
import java.util.List;

/**
 * A condition compares the values of a variable with a number.
 *
 * @param variable whose values, unpacked; a missing value is equal to nothing, above nothing and
 *     below nothing
 * @param test what is asked
 * @param numbers with what they are compared ({@link Long} or {@link Double}): for {@link
 *     Test#EQUALS} and {@link Test#NOT_EQUALS} any of them, else one
 */
public record Condition(String variable, Test test, List<Object> numbers) implements Serializable {
  /** A test is the comparison that a condition makes. */
  public enum Test {
    EQUALS,
    NOT_EQUALS,
    ABOVE,
    BELOW;

    /** Returns the key in a recipe: {@code not_equals}. */
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Copies the list. */
  public Condition {
    numbers = List.copyOf(numbers);
  }
}
