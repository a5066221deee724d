package org.arcoforge.inflate;

import java.util.Objects;
import org.arcoforge.foreign.ForeignLibrary;

/** Inflation of zlib streams by the fastest native code that this process has. */
public final class Inflation {
  private static final NativeInflater LIBDEFLATE = new Libdeflate();
  private static final NativeInflater ISAL = new Isal();

  /** This is what inflates. */
  public enum Means {
    LIBDEFLATE,
    ISAL,
    JDK
  }

  private Inflation() {}

  /** Returns what inflates most streams in this process, where settings let it. */
  public static Means means() {
    if (LIBDEFLATE.isLoaded()) {
      return Means.LIBDEFLATE;
    }
    return ISAL.isLoaded() ? Means.ISAL : Means.JDK;
  }

  /** Returns whether libdeflate would be used in this process if it were installed. */
  public static boolean wantsLibdeflate() {
    return ForeignLibrary.isPossible() && !LIBDEFLATE.isLoaded();
  }

  /**
   * Inflates a stream (RFC 1950) that is expected to hold so many bytes, by native code.
   *
   * @return whether exactly these came out, and the checksum is right. If not, the JDK's inflater
   *     is to be asked for the bytes, or for what is wrong with them: it may be nothing, and what
   *     is in {@code out} is no matter
   * @throws IndexOutOfBoundsException if the arrays are shorter than is said
   */
  public static boolean inflate(byte[] in, int offset, int length, byte[] out, int expected) {
    // Nothing else holds native code within the arrays.
    Objects.checkFromIndexSize(offset, length, in.length);
    Objects.checkFromIndexSize(0, expected, out.length);
    NativeInflater inflater =
        expected <= Libdeflate.MOST && LIBDEFLATE.isLoaded() ? LIBDEFLATE : ISAL;
    return expected > 0
        && inflater.isLoaded()
        && inflater.inflate(in, offset, length, out, expected);
  }
}
