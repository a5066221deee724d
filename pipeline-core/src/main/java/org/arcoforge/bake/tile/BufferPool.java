package org.arcoforge.bake.tile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.zarr.EncoderBuffers;
import org.jspecify.annotations.Nullable;

/**
 * Keeps blocks of tiles to be used again: most tiles are of one size, and neither clearing nor
 * collecting so large arrays is free. Holds no more than the step may use.
 */
final class BufferPool implements EncoderBuffers.Pool {
  private final OldGeneration heap = OldGeneration.ofHeap();
  private final long most;
  private final Deque<byte[]> free = new ArrayDeque<>();
  private long held; // bytes of those that are free
  private long used; // bytes of those that are not

  BufferPool(long mostBytes) {
    this.most = mostBytes;
  }

  /** Returns a block of whatever values, to be given back. */
  Block take(DataType type, long... shape) {
    long bytes = type.size();
    for (long n : shape) {
      bytes *= n;
    }
    return bytes == 0 || bytes > Integer.MAX_VALUE
        ? Block.allocate(type, shape)
        : Block.wrap(type, take((int) bytes), shape);
  }

  /**
   * Returns a block of whatever values, to be given back, whose array may be longer: for what is of
   * many sizes, which would each be kept else.
   */
  Block room(DataType type, long... shape) {
    long bytes = type.size();
    for (long n : shape) {
      bytes *= n;
    }
    return bytes == 0 || bytes > Integer.MAX_VALUE / 2
        ? take(type, shape)
        : Block.wrap(type, atLeast((int) bytes), shape);
  }

  private byte[] atLeast(int length) {
    byte[] found = find(length, 2L * length);
    int step = Math.max(1, Integer.highestOneBit(length) / 4);
    return found == null ? made((length + step - 1) / step * step) : found;
  }

  @Override
  public byte[] take(int length) {
    byte[] found = find(length, length);
    return found == null ? made(length) : found;
  }

  private byte[] made(int length) {
    synchronized (this) {
      used += length;
      trim();
    }
    return new byte[length];
  }

  /** Takes the smallest free array that fits. */
  private synchronized byte @Nullable [] find(long least, long longest) {
    byte[] best = null;
    for (byte[] one : free) {
      boolean fits = one.length >= least && one.length <= longest;
      if (fits && (best == null || one.length < best.length)) {
        best = one;
      }
      if (best != null && best.length == least) {
        break;
      }
    }
    if (best != null) {
      remove(best);
      held -= best.length;
      used += best.length;
    }
    return best;
  }

  private void remove(byte[] array) {
    for (Iterator<byte[]> all = free.iterator(); all.hasNext(); ) {
      if (all.next() == array) {
        all.remove();
        return;
      }
    }
  }

  /** Gives a block back that nobody reads any more. */
  void give(Block block) {
    if (block.bytes().length > 0) { // texts have none
      give(block.bytes());
    }
  }

  /** Gives all blocks of a tile back; nothing where there is none. */
  void give(@Nullable Tile tile) {
    for (int n = 0; tile != null && n < tile.count(); n++) {
      give(tile.block(n));
    }
  }

  @Override
  public void give(byte[] bytes) {
    heap.bound(takenBack(bytes));
  }

  /** Takes it back, and returns the bytes of all that are used or kept. */
  private synchronized long takenBack(byte[] bytes) {
    used -= bytes.length;
    held += bytes.length;
    free.addFirst(bytes);
    trim();
    return held + used;
  }

  /** Lets go of those that were not wanted for longest. */
  private void trim() {
    while (held > 0 && held + used > most) {
      held -= free.removeLast().length;
    }
  }
}
