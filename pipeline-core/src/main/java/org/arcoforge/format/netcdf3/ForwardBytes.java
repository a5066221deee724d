package org.arcoforge.format.netcdf3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.arcoforge.format.FormatException;
import org.arcoforge.source.ByteSource;

/**
 * Reads big-endian numbers of a header forward through one buffer: it asks for 64 KiB first and for
 * twice as much each time it runs out, up to 1 MiB, so that a remote header costs few requests.
 */
final class ForwardBytes {
  private static final int FIRST = 1 << 16;
  private static final int MOST = 1 << 20;

  private final ByteSource source;
  private final long size;
  private byte[] buffer = new byte[0];
  private int at;
  private long end; // file position behind the buffer
  private int next = FIRST;

  ForwardBytes(ByteSource source) {
    this.source = source;
    this.size = source.size();
  }

  /** Returns the file position of the next byte. */
  long position() {
    return end - buffer.length + at;
  }

  /** Returns bytes of the file behind this position. */
  long remaining() {
    return size - position();
  }

  int u1() throws IOException {
    if (at == buffer.length) {
      fill();
    }
    return buffer[at++] & 0xFF;
  }

  int i2() throws IOException {
    return (short) (u1() << 8 | u1());
  }

  int i4() throws IOException {
    return u1() << 24 | u1() << 16 | u1() << 8 | u1();
  }

  long i8() throws IOException {
    return (long) i4() << 32 | (i4() & 0xFFFFFFFFL);
  }

  /** Reads as many bytes; the caller has checked that the number is sensible. */
  byte[] bytes(long n) throws IOException {
    need(n);
    byte[] result = new byte[Math.toIntExact(n)];
    int done = 0;
    while (done < result.length) {
      if (at == buffer.length) {
        fill();
      }
      int part = Math.min(result.length - done, buffer.length - at);
      System.arraycopy(buffer, at, result, done, part);
      at += part;
      done += part;
    }
    return result;
  }

  /** Passes over what fills up to a multiple of four bytes after {@code n} bytes. */
  void pad(long n) throws IOException {
    for (long i = n; i % 4 != 0; i++) {
      u1();
    }
  }

  /** Returns UTF-8 text of as many bytes. */
  String text(long n) throws IOException {
    return new String(bytes(n), StandardCharsets.UTF_8);
  }

  /**
   * Checks that as many bytes follow.
   *
   * @throws org.arcoforge.format.FormatException if the file ends before, or the number is negative
   */
  void need(long n) throws IOException {
    if (n < 0 || n > remaining()) {
      throw FormatException.corrupt(
          source.url(),
          "the header needs "
              + (n < 0 ? "a negative number of" : Long.toString(n))
              + " more bytes at "
              + position()
              + ", but the file ends at "
              + size
              + ": it is cut off or damaged; fetch it again");
    }
  }

  private void fill() throws IOException {
    need(1);
    int n = (int) Math.min(next, size - end);
    byte[] more = buffer.length == n ? buffer : new byte[n];
    source.read(end, more, 0, n);
    buffer = more;
    end += n;
    at = 0;
    next = Math.min(MOST, next * 2);
  }
}
