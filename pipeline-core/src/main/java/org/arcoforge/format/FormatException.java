package org.arcoforge.format;

import org.arcoforge.source.SourceException;

/**
 * This exception says that a file is damaged, or holds what is not supported. The message names the
 * file, the variable where there is one, and what to do, for example the {@code drop} line to
 * write.
 */
public final class FormatException extends SourceException {
  private static final long serialVersionUID = 1L;

  private final boolean unsupported;

  private FormatException(
      String url,
      String message,
      boolean unsupported,
      @org.jspecify.annotations.Nullable Throwable cause) {
    super(url, message, true, cause);
    this.unsupported = unsupported;
  }

  /** Returns the bytes break the format's rules: cut off, overwritten, not of this format. */
  public static FormatException corrupt(String url, String message) {
    return new FormatException(url, message, false, null);
  }

  /** Does what {@link #corrupt(String, String)} does, with what was thrown on reading. */
  public static FormatException corrupt(String url, String message, Throwable cause) {
    return new FormatException(url, message, false, cause);
  }

  /** Returns the file is well-formed but uses what is not supported. */
  public static FormatException unsupported(String url, String message) {
    return new FormatException(url, message, true, null);
  }

  /** Returns whether the file is fine but we are not able to read it. */
  public boolean isUnsupported() {
    return unsupported;
  }
}
