package org.arcoforge.bake.scan;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.plan.merge.ScannedArchive;
import org.arcoforge.plan.merge.SourceFailure;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.jspecify.annotations.Nullable;

/**
 * An early end tells from the first files of a scan whether all will fail alike, as with a host
 * that nobody knows or a wrong URL, so that a mistake in the recipe is told in seconds whatever the
 * number of files is.
 */
final class EarlyEnd {
  /** Files that cannot be reached, each tried again already. */
  private static final int UNREACHABLE = 3;

  /** Files that are not there, at the beginning, before others are asked for. */
  private static final int MISSING = 20;

  /** Files that fail in whatever way the recipe does not allow. */
  private static final int FAILED = 50;

  private final FilePattern pattern;
  private final boolean missingIsAllowed;
  private @Nullable SourceFailure firstMissing;
  private int unreachable;
  private int missing;
  private int failed;
  private boolean anyThere;

  EarlyEnd(Recipe recipe) {
    this.pattern = recipe.pattern();
    this.missingIsAllowed = recipe.policies().holes() != Policies.MissingFilePolicy.ERROR;
  }

  /** Scans a few positions. */
  interface Probe {
    List<HeaderScanner.Scan> scan(List<Long> positions)
        throws ExecutionException, InterruptedException;
  }

  /**
   * Returns what is to be said of all files after one more scan; null if that is not known, and the
   * scan goes on.
   *
   * @param probe to look at files elsewhere in the pattern
   */
  @Nullable SourceFailure after(HeaderScanner.Scan scan, Probe probe)
      throws ExecutionException, InterruptedException {
    SourceFailure failure = scan.failure();
    if (failure == null) {
      anyThere = true;
      return null;
    }
    if (scan.unreachable()) {
      return ++unreachable < UNREACHABLE || pattern.size() <= UNREACHABLE
          ? null
          : all(
              failure,
              failure.message()
                  + "\n"
                  + unreachable
                  + " files could not be reached, and the others of "
                  + pattern.size()
                  + " were not asked for; is the host right, and the network up?");
    }
    boolean gone = failure.kind() == SourceFailure.Kind.NOT_FOUND;
    missing += gone ? 1 : 0;
    firstMissing = gone && firstMissing == null ? failure : firstMissing;
    failed += gone && missingIsAllowed ? 0 : 1;
    if (anyThere) {
      return null;
    }
    if (missing == MISSING && failed <= missing && pattern.size() > MISSING) {
      return elsewhere(firstMissing == null ? failure : firstMissing, probe);
    }
    return failed == FAILED && missing < failed && pattern.size() > FAILED
        ? all(
            failure,
            failure.message()
                + "\nnone of the first "
                + failed
                + " files could be used; the others of "
                + pattern.size()
                + " were not looked at")
        : null;
  }

  /** Archives may begin later than their pattern: files all over it are asked for. */
  private @Nullable SourceFailure elsewhere(SourceFailure failure, Probe probe)
      throws ExecutionException, InterruptedException {
    long last = pattern.size() - 1;
    List<Long> spread =
        LongStream.rangeClosed(1, MISSING)
            .map(n -> (long) ((double) last / MISSING * n))
            .distinct()
            .boxed()
            .toList();
    for (HeaderScanner.Scan scan : probe.scan(spread)) {
      SourceFailure other = scan.failure();
      if (other == null || other.kind() != SourceFailure.Kind.NOT_FOUND) {
        anyThere = true;
        return null;
      }
    }
    return all(
        failure,
        ScannedArchive.noneExists(
            "none of the first "
                + MISSING
                + " of "
                + pattern.size()
                + " files exists, and none of "
                + spread.size()
                + " others that were asked for",
            failure));
  }

  private static SourceFailure all(SourceFailure failure, String message) {
    return new SourceFailure(failure.position(), failure.url(), SourceFailure.Kind.ALL, message);
  }
}
