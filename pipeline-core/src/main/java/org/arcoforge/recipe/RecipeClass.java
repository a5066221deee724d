package org.arcoforge.recipe;

/**
 * A recipe class is a recipe written in Java, found by {@link java.util.ServiceLoader}. A feedstock
 * names it by {@link #name()}.
 */
public interface RecipeClass {
  /**
   * Returns what a feedstock writes after {@code class:}; the simple name of the class unless there
   * is a reason.
   */
  default String name() {
    return getClass().getSimpleName();
  }

  /** Returns the recipe under the id that the feedstock gives it. Makes no I/O. */
  Recipe recipe(String id);
}
