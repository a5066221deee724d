package org.arcoforge.zarr;

import java.util.Arrays;
import org.arcoforge.array.HeapLimit;

/**
 * A buffer is a growing byte array that is used again and again, so that encoding does not allocate
 * an array of a chunk's size each time. Not safe for several threads.
 */
final class Buffer {
  /** The largest array that every JVM allocates, less what Blosc's header needs. */
  static final int MAX = Integer.MAX_VALUE - 16;

  private byte[] bytes = new byte[0];
  private int length;
  private byte[] beside = new byte[0];

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
   * Returns the storage of at least that size that keeps what is in use.
   *
   * @throws IllegalArgumentException if that is 2 GiB or more
   */
  byte[] reserve(long capacity) {
    if (capacity > MAX) {
      throw new IllegalArgumentException(
          capacity + " bytes in one object: at most " + MAX + " can be; choose smaller chunks");
    }
    if (capacity > bytes.length) {
      // A little more than asked for: chunks of one array differ a little in size.
      long step = Math.max(64, Long.highestOneBit(capacity) / 8);
      long rounded = (capacity + step - 1) / step * step;
      if (length == 0) {
        bytes = new byte[(int) Math.min(MAX, rounded)];
      } else {
        long grown = Math.max(rounded, bytes.length + bytes.length / 2L);
        bytes = Arrays.copyOf(bytes, (int) Math.min(MAX, grown));
      }
    }
    return bytes;
  }

  /**
   * Does what {@link #reserve} does, for decoding what ends when it ends.
   *
   * @throws HeapLimit.Exceeded if it is more than this process should hold of one chunk
   */
  byte[] reserveMore(long capacity) {
    HeapLimit.check(capacity, "the chunk");
    return reserve(capacity);
  }

  /** Returns room of exactly that length for a piece of what is encoded, with whatever in it. */
  byte[] beside(int piece) {
    if (beside.length != piece) {
      beside = new byte[piece];
    }
    return beside;
  }

  /** Takes over what another buffer holds, which is not used any more. */
  void adopt(Buffer other) {
    bytes = other.bytes;
    length = other.length;
  }

  /** Takes an array that somebody else made instead of copying it, unless it is the smaller one. */
  void adopt(byte[] other) {
    if (other.length > bytes.length) {
      bytes = other;
    } else {
      System.arraycopy(other, 0, bytes, 0, other.length);
    }
    length = other.length;
  }

  void append(byte[] source, int offset, int count) {
    reserve((long) length + count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }
}
