package org.arcoforge.inflate;

/** Inflates zlib streams (RFC 1950) by native code; without state, called from many threads. */
interface NativeInflater {
  /** Returns whether it can be used in this process. */
  boolean isLoaded();

  /**
   * Inflates a stream that holds {@code expected} bytes, at least one, into the beginning of {@code
   * out}. The caller has looked that the arrays are as long as is said.
   *
   * @return whether it did, and the checksum is right; if not, what is in {@code out} is no matter
   */
  boolean inflate(byte[] in, int offset, int length, byte[] out, int expected);
}
