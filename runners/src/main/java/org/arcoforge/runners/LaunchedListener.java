package org.arcoforge.runners;

import org.arcoforge.bake.launch.LaunchLookup;
import org.arcoforge.beam.BakeListener;
import org.arcoforge.beam.Progress;
import org.arcoforge.beam.RemoteJob;
import org.arcoforge.runners.text.ProgressDisplay;
import org.jspecify.annotations.Nullable;

/** Tells a display of a bake's progress, and an interruption which job on other machines it is. */
final class LaunchedListener implements BakeListener {
  private final ProgressDisplay display;
  private final Interruption interruption;
  private final RemoteStop.@Nullable OnInterrupt onInterrupt;
  private final boolean terminal;

  LaunchedListener(
      ProgressDisplay display,
      Interruption interruption,
      RemoteStop.@Nullable OnInterrupt onInterrupt,
      boolean terminal) {
    this.display = display;
    this.interruption = interruption;
    this.onInterrupt = onInterrupt;
    this.terminal = terminal;
  }

  @Override
  public void launched(RemoteJob job, LaunchLookup lookup) {
    interruption.launched(new RemoteStop(job, lookup, onInterrupt, terminal));
    display.launched(job, lookup);
  }

  @Override
  public void progress(Progress progress, long files) {
    display.progress(progress, files);
  }

  @Override
  public void failed(Exception e) {
    display.failed(e);
  }

  @Override
  public void done() {
    display.done();
  }
}
