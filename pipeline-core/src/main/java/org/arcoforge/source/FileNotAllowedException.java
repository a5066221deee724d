package org.arcoforge.source;

import org.arcoforge.fault.Blame;

/**
 * This exception says that a feedstock names a local file that it may not read; {@code
 * --allow-files} allows more.
 */
public final class FileNotAllowedException extends SourceException {
  private static final long serialVersionUID = 1L;

  FileNotAllowedException(String url, String message) {
    super(url, message, true);
  }

  /** Returns the feedstock asks for what it may not have. */
  @Override
  public Blame blame() {
    return Blame.RECIPE;
  }
}
