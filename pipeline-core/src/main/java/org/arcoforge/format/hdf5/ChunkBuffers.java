package org.arcoforge.format.hdf5;

import org.arcoforge.array.HeapLimit;

/**
 * Holds the buffers of one thread, reused from chunk to chunk so that decoding makes no garbage.
 */
final class ChunkBuffers {
  /** More than this is not kept after use. */
  private static final int KEEP = 64 << 20;

  private static final ThreadLocal<ChunkBuffers> OWN = ThreadLocal.withInitial(ChunkBuffers::new);

  private byte[] read = new byte[0];
  private byte[] first = new byte[0];
  private byte[] second = new byte[0];
  private byte[] slab = new byte[0];

  static ChunkBuffers own() {
    return OWN.get();
  }

  /** Returns a buffer for bytes as they are in the file. */
  byte[] read(int length) {
    if (read.length < length) {
      read = grown(length);
    }
    return read;
  }

  /** Returns one of the two buffers for decoded bytes that is not {@code used}. */
  byte[] other(byte[] used, int length) {
    if (used == first) {
      if (second.length < length) {
        second = grown(length);
      }
      return second;
    }
    if (first.length < length) {
      first = grown(length);
    }
    return first;
  }

  /** Returns a small buffer beside them. */
  byte[] slab(int length) {
    if (slab.length < length) {
      slab = new byte[length];
    }
    return slab;
  }

  /** Lets go of unusually large buffers. */
  void trim() {
    if (read.length > KEEP) {
      read = new byte[0];
    }
    if (first.length > KEEP) {
      first = new byte[0];
    }
    if (second.length > KEEP) {
      second = new byte[0];
    }
  }

  private static byte[] grown(int length) {
    HeapLimit.check(length, "a chunk");
    return new byte[(int) Math.min(Integer.MAX_VALUE - 16, (long) length + length / 8 + 64)];
  }
}
