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
  private final boolean unreachable;

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
    this(url, message, permanent, false, cause);
  }

  private SourceException(
      String url,
      String message,
      boolean permanent,
      boolean unreachable,
      @org.jspecify.annotations.Nullable Throwable cause) {
    super(url + ": " + message, cause);
    this.url = url;
    this.permanent = permanent;
    this.unreachable = unreachable;
  }

  /**
   * Makes the exception for a host that does not answer, so that other sources there cannot be read
   * either.
   */
  static SourceException unreachable(String url, String message, Throwable cause) {
    return new SourceException(url, message, false, true, cause);
  }

  /** Returns whether it is not the source that failed, but the way to its host. */
  public boolean isUnreachable() {
    return unreachable;
  }

  /** Returns the source's URL, without secrets. */
  public String url() {
    return url;
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
