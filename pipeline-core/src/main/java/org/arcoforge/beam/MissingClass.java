package org.arcoforge.beam;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells that a worker lacks a class, because the jar that has it was not brought to it. */
final class MissingClass {
  private MissingClass() {}

  /** Returns the error by which a class was missed, among the causes of another; empty if none. */
  static Optional<LinkageError> of(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof LinkageError e) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  /** Returns what is missing, and what to do. */
  static String words(LinkageError error) {
    return "a class is not on this worker: "
        + named(error.getMessage())
        + "; the jar that has it was not staged with the job. Leave filesToStage out of the runner's options, or"
        + " name all jars of the class path there, and run the same command again";
  }

  private static String named(@Nullable String message) {
    return String.valueOf(message).replaceAll("(?<=\\w)/(?=\\w)", ".");
  }
}
