package org.arcoforge.source;

import java.io.IOException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;
import org.jspecify.annotations.Nullable;

/** This exception says that an attempt failed in a way that may pass. */
final class TransientFailure extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  private final long retryAfterMillis;
  private final boolean progress;

  /**
   * Makes an attempt that is worth another one.
   *
   * @param retryAfterMillis how long the server asks to wait, or -1
   * @param progress whether the attempt brought bytes that need not be fetched again
   */
  TransientFailure(
      String message, long retryAfterMillis, boolean progress, @Nullable Throwable cause) {
    super(message, cause);
    this.retryAfterMillis = retryAfterMillis;
    this.progress = progress;
  }

  long retryAfterMillis() {
    return retryAfterMillis;
  }

  boolean progress() {
    return progress;
  }

  @Override
  public Blame blame() {
    return Blame.SOURCES;
  }

  @Override
  public boolean mayPass() {
    return true;
  }
}
