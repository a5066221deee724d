package org.arcoforge.beam;

import org.arcoforge.bake.launch.LaunchLookup;

/** A bake listener is told how far a bake is, as a display on a terminal is. */
public interface BakeListener {
  /** Tells how far a bake of so many files has come; called several times a second. */
  void progress(Progress progress, long files);

  /** Tells that a job on other machines was launched, and how its run is looked up. */
  default void launched(RemoteJob job, LaunchLookup lookup) {}

  /** Tells that a bake has ended with an exception; its message is in the report. */
  void failed(Exception e);

  /** Tells that a bake has ended, well or not. */
  void done();
}
