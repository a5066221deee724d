package org.arcoforge.beam;

import java.io.IOException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;
import org.jspecify.annotations.Nullable;

/**
 * This exception says that a job could not be launched, did not begin, or is lost to who launched
 * it. The message names the job and says how to go on.
 */
public final class JobException extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  private final boolean goesOn;

  private JobException(String message, @Nullable Throwable cause, boolean goesOn) {
    super(message, cause);
    this.goesOn = goesOn;
  }

  /** Makes an exception of a job that does nothing more. */
  public JobException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  /** Returns an exception of a job that may go on, though its launcher does not. */
  static JobException lost(String message, @Nullable Throwable cause) {
    return new JobException(message, cause, true);
  }

  /** Returns whether the bake may still publish something. */
  boolean goesOn() {
    return goesOn;
  }

  @Override
  public Blame blame() {
    return Blame.PROGRAM;
  }

  @Override
  public boolean mayPass() {
    return false;
  }
}
