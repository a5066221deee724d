package org.arcoforge.recipe;

import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;
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

  private RefusedException(Blame blame, String message, @Nullable Mismatch mismatch) {
    super(message);
    this.blame = blame;
    this.mismatch = mismatch;
  }

  /** Returns the recipe must change. */
  public static RefusedException recipe(String message) {
    return new RefusedException(Blame.RECIPE, message, null);
  }

  /** Returns the sources are at odds. */
  public static RefusedException sources(String message) {
    return new RefusedException(Blame.SOURCES, message, null);
  }

  /** Returns values of a variable that should be equal in two files are not. */
  public static RefusedException mismatch(String message, Mismatch mismatch) {
    return new RefusedException(Blame.SOURCES, message, mismatch);
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
