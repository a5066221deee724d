package org.arcoforge.store;

import java.io.IOException;

/** The object changed since it was read: read it again and decide. */
public final class GenerationMismatchException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With a message that names the object's URL. */
  public GenerationMismatchException(String message) {
    super(message);
  }

  /** With a message that names the object's URL, and the cause. */
  public GenerationMismatchException(String message, Throwable cause) {
    super(message, cause);
  }
}
