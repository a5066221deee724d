package org.arcoforge.view;

/**
 * This exception says that a transform cannot make a value from one of the file's values. The
 * message does not name the file.
 */
public final class ValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ValueException(String message) {
    super(message);
  }
}
