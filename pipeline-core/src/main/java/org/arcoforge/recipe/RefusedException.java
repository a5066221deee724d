package org.arcoforge.recipe;

import org.jspecify.annotations.Nullable;

/**
 * No plan can be made. The message says what was expected and found, where, and what to write in
 * the recipe.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose fault it is. */
  public enum Kind {
    /** The recipe asks for what the sources do not have, or for what cannot be done. */
    RECIPE,
    /** The sources disagree, or one is missing. */
    SOURCES
  }

  /**
   * Two files in which a variable should have the same values: whoever can read may say where it
   * differs.
   */
  public record Mismatch(String variable, long firstPosition, long otherPosition)
      implements java.io.Serializable {}

  private final Kind kind;
  private final @Nullable Mismatch mismatch;

  private RefusedException(Kind kind, String message, @Nullable Mismatch mismatch) {
    super(message);
    this.kind = kind;
    this.mismatch = mismatch;
  }

  /** The recipe must change. */
  public static RefusedException recipe(String message) {
    return new RefusedException(Kind.RECIPE, message, null);
  }

  /** The sources are at odds. */
  public static RefusedException sources(String message) {
    return new RefusedException(Kind.SOURCES, message, null);
  }

  /** Values of a variable that should be equal in two files are not. */
  public static RefusedException mismatch(String message, Mismatch mismatch) {
    return new RefusedException(Kind.SOURCES, message, mismatch);
  }

  /** Whose fault it is. */
  public Kind kind() {
    return kind;
  }

  /** The two files that differ, if this is about values. */
  public @Nullable Mismatch mismatch() {
    return mismatch;
  }
}
