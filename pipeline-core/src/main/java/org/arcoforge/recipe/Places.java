package org.arcoforge.recipe;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places say where the keys of a recipe stand in the feedstock that it was read from, so that what
 * is found wrong later (by planning, on a worker) is told with file, line and column, as lint tells
 * it.
 *
 * <p>A place is named by the keys that lead to it from the recipe: {@code target, chunks, time}; an
 * element of a list by its zero-based index, one that is a text by the text too. Recipes that
 * differ only in where they stand are equal.
 */
public final class Places implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Places NONE = new Places("", Map.of());

  private final String file;
  private final HashMap<List<String>, String> marks;

  private Places(String file, Map<List<String>, String> marks) {
    this.file = file;
    this.marks = new HashMap<>(marks);
  }

  /** Returns the places of a recipe that was read from no file. */
  public static Places none() {
    return NONE;
  }

  /**
   * Returns the places of a recipe in a file.
   *
   * @param file as the user gave it
   * @param marks {@code line:column} by the keys that lead there
   */
  public static Places of(String file, Map<List<String>, String> marks) {
    return new Places(file, marks);
  }

  /**
   * Returns {@code file:line:column: } of a key, or of the nearest one around it that is in the
   * text; empty if there is none.
   */
  public String before(List<String> key) {
    for (int n = key.size(); n > 0; n--) {
      String mark = marks.get(List.copyOf(key.subList(0, n)));
      if (mark != null) {
        return file + ":" + mark + ": ";
      }
    }
    return "";
  }

  /** Returns true for all places, as where a recipe stands is no part of what it says. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Places;
  }

  @Override
  public int hashCode() {
    return Places.class.hashCode();
  }
}
