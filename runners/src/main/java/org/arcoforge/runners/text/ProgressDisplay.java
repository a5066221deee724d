package org.arcoforge.runners.text;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.arcoforge.beam.BakeListener;
import org.arcoforge.beam.Progress;
import org.jspecify.annotations.Nullable;

/** Shows progress as a bar on a terminal, as plain lines elsewhere, never both. */
public final class ProgressDisplay implements BakeListener {
  private static final int LINES_A_STEP = 10;

  private final PrintWriter err;
  private final boolean terminal;
  private final boolean verbose;
  private @Nullable ProgressBar bar;
  private String step = "";
  private long lastShown;

  /**
   * Writes to a stream.
   *
   * @param terminal whether somebody looks at it there
   * @param verbose whether failures have their stack traces
   */
  public ProgressDisplay(PrintWriter err, boolean terminal, boolean verbose) {
    this.err = err;
    this.verbose = verbose;
    this.terminal = terminal;
  }

  @Override
  public void progress(Progress progress, long files) {
    if (progress.tiles() == 0) {
      show("Scanning headers", progress.headers(), files);
    } else if (progress.tilesWritten() < progress.tiles()) {
      show("Writing tiles", progress.tilesWritten(), progress.tiles());
    } else {
      show("Verifying", 0, 0);
    }
  }

  /** Shows a step of {@code most}; 0 if that is not known. */
  public void show(String name, long now, long most) {
    if (!name.equals(step)) {
      done();
      step = name;
      lastShown = -1;
      if (terminal) {
        bar =
            new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(most == 0 ? -1 : most)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .build();
      }
    }
    if (bar != null) {
      bar.stepTo(now);
    } else if (!terminal) {
      long tenth = most == 0 ? 0 : now * LINES_A_STEP / most;
      if (tenth > lastShown) {
        lastShown = tenth;
        err.println(most == 0 ? name : name + ": " + now + " of " + most);
      }
    }
  }

  @Override
  public void done() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
    step = "";
  }

  @Override
  public void failed(Exception e) {
    done();
    if (verbose) {
      e.printStackTrace(err);
    }
  }
}
