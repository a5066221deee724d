package org.arcoforge.format.grib;

/** This exception says that values are packed in a way that is not read; the message says which. */
final class UnsupportedPackingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedPackingException(String message) {
    super(message);
  }
}
