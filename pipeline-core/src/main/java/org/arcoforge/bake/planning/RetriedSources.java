package org.arcoforge.bake.planning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.FailedSource;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.commit.RunFolder;

/**
 * Retried sources are what failed in the last run of a recipe, which another run asks for again:
 * what was written stays, and files whose headers are kept are not asked for.
 *
 * @param run the one before
 * @param letters what failed in it
 */
public record RetriedSources(String run, List<FailedSource> letters) {
  private static final int SHOWN = 3;

  /** Returns what failed in the last run of a session's recipe; empty if nothing did. */
  public static Optional<RetriedSources> of(WorkerSession session) throws IOException {
    Optional<RunFolder> last = RunFolder.lastFailed(session.recipeStore());
    if (last.isEmpty()) {
      return Optional.empty();
    }
    List<FailedSource> letters =
        FailedSource.decode(last.get().failedSources().orElse(new byte[0]));
    return letters.isEmpty()
        ? Optional.empty()
        : Optional.of(new RetriedSources(last.get().id().value(), letters));
  }

  /** Returns their URLs, without secrets. */
  public Set<String> urls() {
    return letters.stream().map(FailedSource::url).collect(Collectors.toSet());
  }

  /** Returns, for people, what became of them in a run that asked again. */
  public List<String> told(BakeReport report) {
    Set<String> failing =
        report.failedSources().stream().map(FailedSource::url).collect(Collectors.toSet());
    boolean planned =
        report.outcome() == Outcome.DONE
            || report.failedSources().stream().anyMatch(f -> f.step().equals(FailedSource.TILES));
    Set<String> recovered = new TreeSet<>();
    Set<String> still = new TreeSet<>();
    Set<String> unknown = new TreeSet<>();
    for (FailedSource f : letters) {
      if (failing.contains(f.url())) {
        still.add(f.url());
      } else if (planned || (f.step().equals(FailedSource.SCAN) && !failing.isEmpty())) {
        recovered.add(f.url());
      } else {
        unknown.add(f.url());
      }
    }
    List<String> notes = new ArrayList<>();
    String all = " of the " + letters.size() + " sources that failed in run " + run + " ";
    note(notes, recovered, all + "recovered");
    note(notes, still, all + "failed again");
    note(notes, unknown, all + "were not come to again");
    failing.removeAll(urls());
    note(notes, failing, " other sources failed");
    return notes;
  }

  private static void note(List<String> notes, Set<String> urls, String words) {
    if (!urls.isEmpty()) {
      String some = urls.stream().sorted().limit(SHOWN).collect(Collectors.joining(", "));
      notes.add(urls.size() + words + ": " + some + (urls.size() > SHOWN ? ", …" : ""));
    }
  }
}
