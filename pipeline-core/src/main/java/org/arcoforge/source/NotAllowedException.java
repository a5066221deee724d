package org.arcoforge.source;

import org.arcoforge.fault.Blame;
import org.jspecify.annotations.Nullable;

/**
 * This exception says that a feedstock asks for what it may not have here: a local file ({@code
 * --allow-files} allows more), an address that the bakery does not allow, or a secret that it does
 * not bind.
 */
final class NotAllowedException extends SourceException {
  private static final long serialVersionUID = 1L;

  NotAllowedException(String url, String message) {
    this(url, message, null);
  }

  NotAllowedException(String url, String message, @Nullable Throwable cause) {
    super(url, message, true, Reason.NOT_ALLOWED, cause);
  }

  /** Returns that the feedstock asks for what it may not have. */
  @Override
  public Blame blame() {
    return Blame.RECIPE;
  }
}
