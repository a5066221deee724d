package org.arcoforge.store;

/** An answer of the fake server that is not success. */
final class GcsError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  final int status;

  GcsError(int status, String message) {
    super(message);
    this.status = status;
  }
}
