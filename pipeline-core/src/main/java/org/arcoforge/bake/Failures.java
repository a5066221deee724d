package org.arcoforge.bake;

import java.util.List;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.source.SourceException;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.StoreAccessException;
import org.arcoforge.store.StoreFailureException;

/** Tells failures that people can do something about from unexpected ones. */
public final class Failures {
  private Failures() {}

  /** The outcome that an exception, or one that caused it, stands for. */
  public static Outcome outcome(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof RefusedException e) {
        return e.kind() == RefusedException.Kind.RECIPE ? Outcome.INVALID : Outcome.SOURCES;
      } else if (t instanceof SourceException) {
        return Outcome.SOURCES;
      } else if (t instanceof StoreAccessException) {
        return Outcome.INVALID;
      } else if (t instanceof ObjectExistsException
          || t instanceof GenerationMismatchException
          || t instanceof LeaseHeldException) {
        return Outcome.CONFLICT;
      }
    }
    return Outcome.UNEXPECTED;
  }

  /**
   * The message of the exception that decides the outcome; else of the store's failure, if there is
   * one, and of the innermost exception if not.
   */
  public static String message(Throwable thrown) {
    Throwable told = thrown;
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (outcome(t) != Outcome.UNEXPECTED
          && (t.getCause() == null || outcome(t.getCause()) == Outcome.UNEXPECTED)) {
        return text(t);
      }
      if (t instanceof StoreFailureException || !(told instanceof StoreFailureException)) {
        told = t;
      }
    }
    return text(told);
  }

  /** A report of a failure. */
  public static BakeReport report(String recipe, Throwable thrown) {
    return BakeReport.failed(recipe, outcome(thrown), List.of(message(thrown)));
  }

  private static String text(Throwable t) {
    boolean isTold = outcome(t) != Outcome.UNEXPECTED || t instanceof StoreFailureException;
    return isTold && t.getMessage() != null ? t.getMessage() : t.toString();
  }
}
