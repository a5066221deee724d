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
    super(url + ": " + message, cause);
    this.url = url;
    this.permanent = permanent;
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
