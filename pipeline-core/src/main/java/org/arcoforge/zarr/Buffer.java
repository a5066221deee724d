package org.arcoforge.zarr;

import java.util.Arrays;

/**
 * A growing byte array that is used again and again, so that encoding does not allocate an array of
 * a chunk's size each time. Not safe for several threads.
 */
final class Buffer {
  /** The largest array that every JVM allocates, less what Blosc's header needs. */
  static final int MAX = Integer.MAX_VALUE - 16;

  private byte[] bytes = new byte[0];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void length(int used) {
    length = used;
  }

  /**
   * Storage of at least that size that keeps what is in use.
   *
   * @throws IllegalArgumentException if that is 2 GiB or more
   */
  byte[] reserve(long capacity) {
    if (capacity > MAX) {
      throw new IllegalArgumentException(
          capacity + " bytes in one object: at most " + MAX + " can be; choose smaller chunks");
    }
    if (capacity > bytes.length) {
      long grown = Math.min(MAX, Math.max(capacity, bytes.length + bytes.length / 2L));
      bytes = length == 0 ? new byte[(int) grown] : Arrays.copyOf(bytes, (int) grown);
    }
    return bytes;
  }

  /** Takes over what another buffer holds, which is not used any more. */
  void adopt(Buffer other) {
    bytes = other.bytes;
    length = other.length;
  }

  /** Takes an array that somebody else made instead of copying it. */
  void adopt(byte[] other) {
    bytes = other;
    length = other.length;
  }

  void append(byte[] source, int offset, int count) {
    reserve((long) length + count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }
}
