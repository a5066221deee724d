package org.arcoforge.bake;

import java.util.List;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.fault.Fault;
import org.arcoforge.pattern.Redaction;
import org.jspecify.annotations.Nullable;

/** Tells failures that people can do something about from unexpected ones. */
public final class Failures {
  private Failures() {}

  /** Returns the outcome that an exception, or one that caused it, stands for. */
  public static Outcome outcome(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (decides(t)) {
        return Outcome.of(((Fault) t).blame());
      }
    }
    return Outcome.UNEXPECTED;
  }

  /**
   * Returns whether an exception decides the outcome for good: it says who must do something, and
   * trying again does not help. All else is the runner's to retry.
   */
  public static boolean isSettled(Exception thrown) {
    return decides(thrown) && !((Fault) thrown).mayPass();
  }

  /**
   * Returns the message of the innermost exception that decides the outcome; else of the innermost
   * that says whose fault it is, which is the store's, and of the innermost of all if there is
   * none.
   */
  public static String message(Throwable thrown) {
    Throwable told = thrown;
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (rank(t) >= rank(told)) {
        told = t;
      }
    }
    String message = told instanceof Fault ? told.getMessage() : null;
    return message == null ? Redaction.strict().text(FailureWords.of(told)) : message;
  }

  /** Returns a report of a failure. */
  public static BakeReport report(String recipe, Throwable thrown) {
    return BakeReport.failed(recipe, outcome(thrown), List.of(message(thrown)));
  }

  private static boolean decides(@Nullable Throwable t) {
    return t instanceof Fault fault && Outcome.of(fault.blame()) != Outcome.UNEXPECTED;
  }

  private static int rank(Throwable t) {
    if (decides(t)) {
      return 2;
    }
    return t instanceof Fault ? 1 : 0;
  }
}
