package org.arcoforge.format.tiff;

import java.io.IOException;
import org.arcoforge.format.FormatException;
import org.arcoforge.source.ByteSource;

/** Reads numbers of a file's structure in its byte order, through a window of 64 KiB. */
final class TiffBytes {
  private static final int WINDOW = 1 << 16;

  private final ByteSource source;
  private final boolean big;
  private byte[] window = new byte[0];
  private long start;

  TiffBytes(ByteSource source, boolean big) {
    this.source = source;
    this.big = big;
  }

  ByteSource source() {
    return source;
  }

  /** Returns whether numbers have their high byte first. */
  boolean isBig() {
    return big;
  }

  FormatException corrupt(String what) {
    return FormatException.corrupt(source.url(), what);
  }

  /** Fails unless the file has these bytes. */
  void need(long position, long length) throws FormatException {
    if (position < 0 || length < 0 || position > source.size() - length) {
      throw corrupt(
          "the file refers to "
              + length
              + " bytes at "
              + position
              + " but has "
              + source.size()
              + "; it is cut off or damaged: fetch it again");
    }
  }

  /** Returns an unsigned number of 1, 2, 4 or 8 bytes. */
  long number(long position, int size) throws IOException {
    need(position, size);
    if (position < start || position + size > start + window.length) {
      window = new byte[(int) Math.min(WINDOW, source.size() - position)];
      source.read(position, window, 0, window.length);
      start = position;
    }
    int at = (int) (position - start);
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | (window[big ? at + i : at + size - 1 - i] & 0xFF);
    }
    return value;
  }
}
