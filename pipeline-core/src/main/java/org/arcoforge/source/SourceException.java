package org.arcoforge.source;

import java.io.IOException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;

/**
 * This exception says that a source could not be read. The message names its URL without secrets,
 * what was expected and what was found.
 */
public class SourceException extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  private final String url;
  private final boolean permanent;
  private final Reason reason;
  private int attempts = 1; // told by who tries, as the stack trace is

  /** The reason is the class of a failure: what kept the bytes from coming. */
  public enum Reason {
    /** There is none at the URL. */
    ABSENT,
    /** The server refuses it, or answers with something else. */
    REFUSED,
    /** The feedstock may not have it here. */
    NOT_ALLOWED,
    /** The way to its host is not there. */
    UNREACHABLE,
    /** Each attempt failed in a way that may pass. */
    TRANSIENT,
    /** It is no longer the file that was opened. */
    CHANGED,
    /** It is not what the checksum says that was declared for it. */
    CHECKSUM,
    /** It came, but cannot be used: cut off, damaged, of another kind. */
    UNUSABLE;

    /** Returns the word for it in reports: {@code not-allowed}. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Makes {@link #SourceException(String, String, boolean, Throwable)} without a cause. */
  public SourceException(String url, String message, boolean permanent) {
    this(url, message, permanent, null);
  }

  /**
   * Makes an error of one source.
   *
   * @param permanent whether trying again cannot help
   */
  public SourceException(
      String url,
      String message,
      boolean permanent,
      @org.jspecify.annotations.Nullable Throwable cause) {
    this(url, message, permanent, permanent ? Reason.UNUSABLE : Reason.TRANSIENT, cause);
  }

  SourceException(
      String url,
      String message,
      boolean permanent,
      Reason reason,
      @org.jspecify.annotations.Nullable Throwable cause) {
    super(url + ": " + message, cause);
    this.url = url;
    this.permanent = permanent;
    this.reason = reason;
  }

  /**
   * Makes the exception for a host that does not answer, so that other sources there cannot be read
   * either.
   */
  static SourceException unreachable(String url, String message, Throwable cause) {
    return new SourceException(url, message, false, Reason.UNREACHABLE, cause);
  }

  /** Makes the exception for a file that was replaced between two looks. */
  static SourceException changed(String url, SourceVersion was, SourceVersion is) {
    return new SourceException(url, changed(was, is), false, Reason.CHANGED, null);
  }

  /** Returns what is said of a file that was replaced. */
  static String changed(SourceVersion was, SourceVersion is) {
    return "changed while it was read: was " + was + ", is " + is + "; run again";
  }

  /** Returns whether it is not the source that failed, but the way to its host. */
  public boolean isUnreachable() {
    return reason == Reason.UNREACHABLE;
  }

  /** Returns the source's URL, without secrets. */
  public String url() {
    return url;
  }

  /** Returns what kept the bytes from coming. */
  public Reason reason() {
    return reason;
  }

  /** Returns how often the source was asked for, at least once. */
  public int attempts() {
    return attempts;
  }

  /** Notes how often it was asked for, and returns this. */
  SourceException after(int times) {
    attempts = Math.max(attempts, times);
    return this;
  }

  @Override
  public Blame blame() {
    return Blame.SOURCES;
  }

  @Override
  public boolean mayPass() {
    return !permanent;
  }
}
