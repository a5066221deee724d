package org.arcoforge.source;

/**
 * This exception says that there is no file at the URL; {@code policies.missing_files} decides what
 * that means.
 */
public final class SourceNotFoundException extends SourceException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with what the server or file system said. */
  public SourceNotFoundException(String url, String message) {
    super(url, message, true, Reason.ABSENT, null);
  }
}
