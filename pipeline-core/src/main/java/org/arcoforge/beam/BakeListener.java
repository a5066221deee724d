package org.arcoforge.beam;

/** A bake listener is told how far a bake is, as a display on a terminal is. */
public interface BakeListener {
  /** Tells how far a bake of so many files has come; called several times a second. */
  void progress(Progress progress, long files);

  /** Tells that a bake has ended with an exception; its message is in the report. */
  void failed(Exception e);

  /** Tells that a bake has ended, well or not. */
  void done();
}
