package org.arcoforge.beam;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;

/**
 * Blocks of tiles that are used again: most tiles are of one size, and neither clearing nor
 * collecting so large arrays is free. Holds no more than the step may use.
 */
final class TileBuffers {
  private final long most;
  private final Deque<byte[]> free = new ArrayDeque<>();
  private long held;

  TileBuffers(long mostBytes) {
    this.most = mostBytes;
  }

  /** A block of whatever values. */
  Block take(DataType type, long... shape) {
    long bytes = type.size();
    for (long n : shape) {
      bytes *= n;
    }
    byte[] found = bytes == 0 ? null : find(bytes);
    return found == null ? Block.allocate(type, shape) : Block.wrap(type, found, shape);
  }

  private synchronized byte @org.jspecify.annotations.Nullable [] find(long bytes) {
    for (Iterator<byte[]> all = free.iterator(); all.hasNext(); ) {
      byte[] one = all.next();
      if (one.length == bytes) {
        all.remove();
        held -= one.length;
        return one;
      }
    }
    return null;
  }

  /** Gives a block back that nobody reads any more. */
  synchronized void give(Block block) {
    byte[] bytes = block.bytes();
    if (bytes.length == 0) { // texts
      return;
    }
    free.addFirst(bytes);
    held += bytes.length;
    while (held > most) { // the one that was not wanted for longest
      held -= free.removeLast().length;
    }
  }
}
