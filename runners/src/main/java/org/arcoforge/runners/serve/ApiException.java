package org.arcoforge.runners.serve;

/** This exception says why a request is not answered as asked, by a status of HTTP. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private ApiException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Returns what a wrong request gets: what was expected, and what was found. */
  static ApiException bad(String message) {
    return new ApiException(400, message);
  }

  /** Returns what is said where there is nothing. */
  static ApiException absent(String message) {
    return new ApiException(404, message);
  }

  int status() {
    return status;
  }
}
