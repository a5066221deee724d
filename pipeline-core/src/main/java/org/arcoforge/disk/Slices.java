package org.arcoforge.disk;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Memory outside of the heap for the slices in which files are written: as many as files were
 * written at once, kept for the next.
 */
final class Slices {
  /** Bytes of a slice: one call to the file system. */
  static final int BYTES = 1 << 19;

  /** Blocks of a file system are at most as large; else its files go through the page cache. */
  static final int MOST_BLOCK = 1 << 16;

  private static final ConcurrentLinkedDeque<ByteBuffer> FREE = new ConcurrentLinkedDeque<>();

  private Slices() {}

  /** Returns an empty slice, aligned to any block. */
  static ByteBuffer take() {
    ByteBuffer free = FREE.pollFirst();
    return free != null
        ? free.clear()
        : ByteBuffer.allocateDirect(BYTES + MOST_BLOCK).alignedSlice(MOST_BLOCK).slice(0, BYTES);
  }

  /** Takes back a slice that nobody uses any more. */
  static void free(ByteBuffer slice) {
    FREE.addFirst(slice);
  }
}
