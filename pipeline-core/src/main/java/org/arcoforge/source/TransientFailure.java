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
  private final boolean unreachable;
  private final int attempts;
  private final SourceException.Reason reason;

  /**
   * Makes an attempt that is worth another one.
   *
   * @param retryAfterMillis how long the server asks to wait, or -1
   * @param progress whether the attempt brought bytes that need not be fetched again
   */
  TransientFailure(
      String message, long retryAfterMillis, boolean progress, @Nullable Throwable cause) {
    this(
        message,
        retryAfterMillis,
        progress,
        cause,
        false,
        Integer.MAX_VALUE,
        SourceException.Reason.TRANSIENT);
  }

  private TransientFailure(
      String message,
      long retryAfterMillis,
      boolean progress,
      @Nullable Throwable cause,
      boolean unreachable,
      int attempts,
      SourceException.Reason reason) {

    super(message, cause);
    this.retryAfterMillis = retryAfterMillis;
    this.progress = progress;
    this.unreachable = unreachable;
    this.attempts = attempts;
    this.reason = reason;
  }

  /**
   * No connection could be made.
   *
   * @param attempts after which to give up
   */
  static TransientFailure unreachable(String message, int attempts, Throwable cause) {
    return new TransientFailure(
        message, -1, false, cause, true, attempts, SourceException.Reason.UNREACHABLE);
  }

  /** The server answered with something else, as it may do for a while only. */
  static TransientFailure other(String message) {
    return new TransientFailure(
        message, -1, false, null, false, Integer.MAX_VALUE, SourceException.Reason.REFUSED);
  }

  /** Returns what the failure is if it does not pass. */
  SourceException.Reason reason() {
    return reason;
  }

  /** Returns whether no connection could be made. */
  boolean isUnreachable() {
    return unreachable;
  }

  /** Returns how many of this kind in a row are enough, if others would have more. */
  int attempts() {
    return attempts;
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
