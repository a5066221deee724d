package org.arcoforge.view;

/** A value of a file from which a transform can make none. The message does not name the file. */
public final class ValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ValueException(String message) {
    super(message);
  }
}
