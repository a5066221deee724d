package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.arcoforge.format.FormatException;

/** Reads little-endian fields one after the other; running out of bytes is a damaged file. */
final class Cursor {
  /** The address that means "nowhere". */
  static final long UNDEFINED = -1;

  private final MetadataBytes file;
  private final byte[] data;
  private final int start;
  private final int end;
  private int at;

  Cursor(MetadataBytes file, byte[] data, int start, int end) {
    this.file = file;
    this.data = data;
    this.start = start;
    this.end = end;
    this.at = start;
  }

  int remaining() {
    return end - at;
  }

  /** Returns bytes read so far. */
  int position() {
    return at - start;
  }

  private int take(long n) throws FormatException {
    if (n < 0 || n > end - at) {
      throw file.corrupt(
          "a record ends " + n + " bytes early; the file is damaged: fetch it again");
    }
    int from = at;
    at += (int) n;
    return from;
  }

  int u8() throws FormatException {
    return data[take(1)] & 0xFF;
  }

  int u16() throws FormatException {
    return (int) uint(2);
  }

  long u32() throws FormatException {
    return uint(4);
  }

  /** Returns an unsigned number of 1 to 8 bytes; 8-byte numbers come as their bits. */
  long uint(int size) throws FormatException {
    int from = take(size);
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = (value << 8) | (data[from + i] & 0xFF);
    }
    return value;
  }

  /** Returns an address, or {@link #UNDEFINED}. */
  long offset() throws FormatException {
    int size = file.offsetSize();
    long value = uint(size);
    return size < 8 && value == (1L << (8 * size)) - 1 ? UNDEFINED : value;
  }

  /** Returns a length in bytes or elements; all ones (unlimited) is -1. */
  long length() throws FormatException {
    int size = file.lengthSize();
    long value = uint(size);
    return size < 8 && value == (1L << (8 * size)) - 1 ? -1 : value;
  }

  Cursor skip(long n) throws FormatException {
    take(n);
    return this;
  }

  /** Skips to a multiple of 8 from where this cursor began. */
  void align8() throws FormatException {
    take(-(at - start) & 7);
  }

  Cursor sub(long n) throws FormatException {
    int from = take(n);
    return new Cursor(file, data, from, at);
  }

  /** Returns the same bytes from their beginning. */
  Cursor again() {
    return new Cursor(file, data, start, end);
  }

  byte[] bytes(long n) throws FormatException {
    int from = take(n);
    return Arrays.copyOfRange(data, from, at);
  }

  /** Returns the text up to a NUL, which is consumed. */
  String text() throws FormatException {
    int from = at;
    while (at < end && data[at] != 0) {
      at++;
    }
    String text = new String(data, from, at - from, StandardCharsets.UTF_8);
    take(1);
    return text;
  }

  /** Checks the four signature letters. */
  void signature(String expected) throws FormatException {
    String found = new String(bytes(4), StandardCharsets.ISO_8859_1);
    if (!found.equals(expected)) {
      throw file.corrupt(
          "expected the record '"
              + expected
              + "', found '"
              + found.replaceAll("[^ -~]", "?")
              + "'; the file is damaged: fetch it again");
    }
  }

  /** Checks the lookup3 checksum that follows the bytes read so far. */
  void checksum() throws IOException {
    int computed = Lookup3.hash(data, start, at - start);
    if ((int) u32() != computed) {
      throw file.corrupt("a structural checksum differs; the file is damaged: fetch it again");
    }
  }
}
