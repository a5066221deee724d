package org.arcoforge.runners.text;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.launch.LaunchLookup;
import org.arcoforge.beam.BakeListener;
import org.arcoforge.beam.Progress;
import org.arcoforge.beam.RemoteJob;
import org.arcoforge.text.CutText;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress as a bar on a terminal (a spinner where nobody knows how much there is), as plain
 * lines elsewhere, never both. A step that comes to its end is shown to its end.
 */
public final class ProgressDisplay implements BakeListener {
  private static final int LINES_A_STEP = 4;
  private static final int SHOWN = 60;

  private final PrintWriter err;
  private final boolean terminal;
  private final boolean colours;
  private final boolean verbose;
  private @Nullable ProgressBar bar;
  private String step = "";
  private String slow = "";
  private long most;
  private long now;
  private long lastShown;
  private long told;

  /**
   * Writes to a stream.
   *
   * @param terminal whether somebody looks at it there
   * @param colours whether a bar may have them
   * @param verbose whether failures have their stack traces
   */
  public ProgressDisplay(PrintWriter err, boolean terminal, boolean colours, boolean verbose) {
    this.err = err;
    this.verbose = verbose;
    this.colours = colours;
    this.terminal = terminal;
  }

  @Override
  public void progress(Progress progress, long files) {
    if (progress.tiles() == 0) {
      show("Scanning headers", progress.headers(), files);
      failures(progress.failures(), progress.firstFailure());
    } else if (progress.tilesWritten() < progress.tiles()) {
      show("Writing tiles", progress.tilesWritten(), progress.tiles());
    } else {
      show("Verifying", progress.verified(), 0);
    }
    slowest(progress.slowest());
  }

  /** What takes long, once a piece of work: what is said of it changes with its time. */
  private void slowest(String words) {
    String what = words.replaceFirst(" has taken .*", "");
    if (what.equals(slow)) {
      return;
    }
    slow = what;
    if (bar != null) {
      bar.setExtraMessage(CutText.of(words, SHOWN + 1));
    } else if (!words.isEmpty()) {
      err.println(step + ": " + words);
    }
  }

  /** Shows how many headers are scanned, and what has failed. */
  public void scanning(long headers, long files, WorkerSession session) {
    progress(
        Progress.scanning(headers, session.counters(), session.files().watch().slowest()), files);
  }

  /** Shows a step of {@code all}; 0 if that is not known. */
  public void show(String name, long done, long all) {
    if (!name.equals(step)) {
      end(true);
      step = name;
      most = all;
      lastShown = -1;
      told = 0;
      if (terminal) {
        bar =
            new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(all == 0 ? -1 : all)
                .setStyle(
                    colours
                        ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
                        : ProgressBarStyle.UNICODE_BLOCK)
                .build();
      }
    }
    now = Math.max(now, done);
    if (bar != null) {
      bar.stepTo(done);
    } else if (!terminal) {
      long part = all == 0 ? 0 : done * LINES_A_STEP / all;
      if (part > lastShown) {
        lastShown = part;
        err.println(all == 0 ? name : name + ": " + done + " of " + all);
      }
    }
  }

  /** The first failure as it happens, and then each time there are ten times as many. */
  private void failures(long count, String first) {
    if (count == 0) {
      return;
    }
    if (bar != null) {
      String shown = CutText.of(first, SHOWN + 1);
      bar.setExtraMessage(count + " failed: " + shown);
    } else if (count >= Math.max(1, told * 10)) {
      told = count;
      err.println(step + ": " + count + " failed; the first: " + first);
    }
  }

  @Override
  public void launched(RemoteJob job, LaunchLookup lookup) {
    err.println("launched " + job.words() + (job.page().isEmpty() ? "" : ": " + job.page()));
  }

  @Override
  public void done() {
    end(false);
  }

  private void end(boolean whole) {
    if (whole && most > 0 && now < most && !step.isEmpty() && told == 0) {
      show(step, most, most); // the last of it was done since it was asked for
    }
    if (bar != null) {
      bar.close();
      bar = null;
    }
    step = "";
    now = 0;
  }

  @Override
  public void failed(Exception e) {
    end(false);
    if (verbose) {
      e.printStackTrace(err);
    }
  }
}
