package org.arcoforge.bake;

import org.arcoforge.fault.Blame;

/** An outcome says how a bake ended, and which exit code the command line gives for it. */
public enum Outcome {
  /** Done, or nothing to do. */
  DONE(0),
  /** Something that nobody thought of. */
  UNEXPECTED(1),
  /** The feedstock or the arguments are wrong. */
  INVALID(2),
  /** A source failed, or sources disagree. */
  SOURCES(3),
  /** Another run, or another object, is in the way. */
  CONFLICT(4),
  /** What was written is not what the sources hold. */
  VERIFICATION(5);

  private final int exitCode;

  Outcome(int exitCode) {
    this.exitCode = exitCode;
  }

  /** How a bake ends that failed by such a fault. */
  public static Outcome of(Blame blame) {
    return switch (blame) {
      case RECIPE, ACCESS -> INVALID;
      case SOURCES -> SOURCES;
      case CONFLICT -> CONFLICT;
      case STORE, PROGRAM -> UNEXPECTED;
    };
  }

  /** For the shell. */
  public int exitCode() {
    return exitCode;
  }
}
