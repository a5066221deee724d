package org.arcoforge.recipe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;
import org.arcoforge.pattern.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * This exception says that no plan can be made of the recipe and its sources. The message says what
 * was expected and found, where, and what to write in the recipe.
 */
public final class RefusedException extends RuntimeException implements Fault {
  private static final long serialVersionUID = 1L;

  /**
   * A mismatch names two files in which a variable should have the same values, so that whoever can
   * read them may say where it differs.
   */
  public record Mismatch(String variable, long firstPosition, long otherPosition)
      implements java.io.Serializable {}

  private final Blame blame;
  private final @Nullable Mismatch mismatch;
  private final ArrayList<String> key;

  private RefusedException(
      Blame blame, String message, @Nullable Mismatch mismatch, List<String> key) {
    super(message);
    this.blame = blame;
    this.mismatch = mismatch;
    this.key = new ArrayList<>(key);
  }

  /** Makes a refusal whose cause is the recipe, which must change. */
  public static RefusedException recipe(String message) {
    return new RefusedException(Blame.RECIPE, message, null, List.of());
  }

  /**
   * Makes a refusal of a key of the recipe that names what the data do not have; what was meant is
   * told if it is near.
   *
   * @param message what names it, and what is not there
   * @param known names that could have been written
   * @param key the keys that lead to the name
   */
  public static RefusedException unknown(
      String message, String name, Collection<String> known, String... key) {
    String meant =
        Spelling.nearest(name, known).map(near -> "; did you mean '" + near + "'?").orElse("");
    String all =
        known.isEmpty()
            ? "; there are none"
            : "; there are " + String.join(", ", new TreeSet<>(known));
    return recipe(message + all + meant).at(List.of(key));
  }

  /** Makes a refusal whose cause is the sources, which are at odds. */
  public static RefusedException sources(String message) {
    return new RefusedException(Blame.SOURCES, message, null, List.of());
  }

  /** Returns values of a variable that should be equal in two files are not. */
  public static RefusedException mismatch(String message, Mismatch mismatch) {
    return new RefusedException(Blame.SOURCES, message, mismatch, List.of());
  }

  /** Returns the same, about what these keys of the recipe lead to. */
  public RefusedException at(List<String> place) {
    return with(String.valueOf(getMessage()), place);
  }

  /** Returns the same, told more closely. */
  public RefusedException withMessage(String message) {
    return with(message, key);
  }

  /** Returns the recipe's fault that is the likely cause of this one, told before it. */
  public RefusedException causedBy(RefusedException recipe) {
    RefusedException both = recipe(recipe.getMessage() + "\n" + getMessage()).at(recipe.key());
    both.setStackTrace(getStackTrace());
    return both;
  }

  private RefusedException with(String message, List<String> place) {
    RefusedException other = new RefusedException(blame, message, mismatch, place);
    other.setStackTrace(getStackTrace()); // its cause would be told instead
    return other;
  }

  /** Returns the keys of the recipe that lead to what this is about; empty if it is about none. */
  public List<String> key() {
    return List.copyOf(key);
  }

  @Override
  public Blame blame() {
    return blame;
  }

  @Override
  public boolean mayPass() {
    return false;
  }

  /** Returns the two files that differ, if this is about values. */
  public @Nullable Mismatch mismatch() {
    return mismatch;
  }
}
