package org.arcoforge.format.grib;

import java.io.IOException;
import java.util.Arrays;
import org.arcoforge.source.ByteSource;

/** Reads small pieces of a source, most of them out of one request for what lies around. */
final class HeaderWindow {
  private static final int BYTES = 16 << 10;

  private final ByteSource source;
  private final byte[] window = new byte[BYTES];
  private long start;
  private int length;

  HeaderWindow(ByteSource source) {
    this.source = source;
  }

  /** Returns exactly that many bytes, which the caller knows to be there. */
  byte[] read(long at, int bytes) throws IOException {
    if (bytes > BYTES) {
      byte[] large = new byte[bytes];
      source.read(at, large, 0, bytes);
      return large;
    }
    if (at < start || at + bytes > start + length) {
      start = at;
      length = (int) Math.min(BYTES, source.size() - at);
      source.read(at, window, 0, length);
    }
    int from = (int) (at - start);
    return Arrays.copyOfRange(window, from, from + bytes);
  }

  /** Returns the position of the next {@code GRIB} from {@code at} on, or -1. */
  long find(long at) throws IOException {
    long from = at;
    while (from + 4 <= source.size()) {
      int n = (int) Math.min(BYTES, source.size() - from);
      byte[] some = read(from, n);
      for (int i = 0; i + 4 <= n; i++) {
        if (some[i] == 'G' && some[i + 1] == 'R' && some[i + 2] == 'I' && some[i + 3] == 'B') {
          return from + i;
        }
      }
      from += n - 3;
    }
    return -1;
  }
}
