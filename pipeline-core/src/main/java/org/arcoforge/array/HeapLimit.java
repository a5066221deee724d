package org.arcoforge.array;

import java.util.Locale;

/**
 * Refuses memory for one piece of data before it is taken. What a file's header asks for may be
 * damage, or more than this process can hold; either way the answer must name the file, and not be
 * an {@link OutOfMemoryError} that hits whoever allocates next.
 */
public final class HeapLimit {
  /** A piece needs its packed bytes, the unpacked ones and a copy at the same time. */
  private static final int SHARE = 4;

  private HeapLimit() {}

  /** This exception says that one piece of data needs more memory than this process can give it. */
  public static final class Exceeded extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private Exceeded(String message) {
      super(message);
    }
  }

  /**
   * Checks that one piece may have so much memory: at most a quarter of the process's heap.
   *
   * @param bytes that are about to be allocated; negative ones are an overflow and refused
   * @param what needs them, to begin the message
   * @throws Exceeded if that is too much
   */
  public static void check(long bytes, String what) {
    long most = Runtime.getRuntime().maxMemory() / SHARE;
    if (bytes < 0 || bytes > most) {
      throw new Exceeded(
          String.format(
              Locale.ROOT,
              "%s needs %s in one piece, and at most %,d MB of this process's memory may be one"
                  + " piece; if the file is right, give the process more (java -Xmx)",
              what,
              bytes < 0 ? "more than 2^63 bytes" : String.format(Locale.ROOT, "%,d bytes", bytes),
              most >> 20));
    }
  }
}
