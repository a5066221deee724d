package org.arcoforge.source;

/** Checks the range of bytes that a caller asks a source for. */
final class Ranges {
  private Ranges() {}

  static void check(String url, long size, long position, int length) throws SourceException {
    if (position < 0 || length < 0 || position > size - length) {
      throw new SourceException(
          url,
          "expected bytes "
              + position
              + " to "
              + (position + length)
              + ", but it has "
              + size
              + "; the file is cut off or damaged",
          true);
    }
  }
}
