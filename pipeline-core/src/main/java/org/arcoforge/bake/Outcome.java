package org.arcoforge.bake;

import org.arcoforge.fault.Blame;

/** An outcome says how a bake ended, and which exit code the command line gives for it. */
public enum Outcome {
  /** Done, or nothing to do. */
  DONE(0, "done, or nothing to do"),
  /** Something that nobody thought of. */
  UNEXPECTED(1, "anything unexpected"),
  /** The feedstock or the arguments are wrong. */
  INVALID(2, "invalid feedstock or arguments"),
  /** A source failed, or sources disagree. */
  SOURCES(3, "a source failed, or sources disagree"),
  /** Another run, or another object, is in the way. */
  CONFLICT(4, "conflict or lock"),
  /** What was written is not what the sources hold. */
  VERIFICATION(5, "verification failed");

  private final int exitCode;
  private final String words;

  Outcome(int exitCode, String words) {
    this.exitCode = exitCode;
    this.words = words;
  }

  /** Returns how a bake ends that failed by such a fault. */
  public static Outcome of(Blame blame) {
    return switch (blame) {
      case RECIPE, ACCESS -> INVALID;
      case SOURCES -> SOURCES;
      case CONFLICT -> CONFLICT;
      case STORE, PROGRAM -> UNEXPECTED;
    };
  }

  /** Returns the exit code of the command line, 0 to 5. */
  public int exitCode() {
    return exitCode;
  }

  /** Returns what the exit code means, in the words of the help and of the README. */
  public String words() {
    return words;
  }
}
