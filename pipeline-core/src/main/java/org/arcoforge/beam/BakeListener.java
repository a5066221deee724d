package org.arcoforge.beam;

/** A bake listener is told how far a bake is, as a display on a terminal is. */
public interface BakeListener {
  /** A bake of so many files has come this far; called several times a second. */
  void progress(Progress progress, long files);

  /** A bake has ended with an exception; its message is in the report. */
  void failed(Exception e);

  /** A bake has ended, well or not. */
  void done();
}
