package org.arcoforge.format.netcdf3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.format.ByteSwap;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.ByteSource.Piece;

/**
 * Reads a box of big-endian elements that lie at fixed strides in a file. What is contiguous in the
 * file and in the target is read in place by one request; boxes with small gaps are read through a
 * buffer of at most 4 MiB and picked from it; where gaps are large, each run is a piece of its own,
 * and pieces are asked for together. Of a local file, where a request costs next to nothing, no
 * more is read at a time than stays in the processor's cache until it is where it belongs.
 */
final class StridedRead {
  private static final int FAR_BUFFER = 4 << 20;
  private static final int NEAR_BUFFER = 256 << 10; // half of a small second-level cache
  // Reading over a gap is cheaper than another request up to about here.
  private static final long SMALL_GAP = 16 << 10;
  private static final long MOST_WASTE = 4;
  private static final long LARGE_GAP = 64 << 10; // whatever its share
  private static final int MOST_PIECES = 1024; // asked for together
  private static final ThreadLocal<byte[]> BUFFERS = ThreadLocal.withInitial(() -> new byte[0]);

  private final ByteSource source;
  private final List<Piece> pieces = new ArrayList<>(); // in the order of the file
  private final List<Runnable> picks = new ArrayList<>(); // what is done with them
  private int buffered; // bytes of the buffer that pieces have
  private final int buffer; // bytes of it at most
  private final long most; // bytes that are asked for at once
  private long asked; // bytes of the pieces so far
  private final int width;
  private final int rank;
  private final long[] size;
  private final long[] stride;
  private final byte[] target;
  private final long[] targetStride; // in bytes
  // From dimension d on: bytes wanted, bytes from the first to the last, and whether …
  private final long[] wanted;
  private final long[] span;
  private final boolean[] dense; // … it is worth reading as one range
  private final boolean[] direct; // … file and target are both contiguous

  private StridedRead(ByteSource source, Netcdf3Variable v, Region region, Block block) {
    this.source = source;
    boolean near = source.path().isPresent();
    buffer = near ? NEAR_BUFFER : FAR_BUFFER;
    most = near ? NEAR_BUFFER : Long.MAX_VALUE;
    width = v.width();
    rank = region.rank();
    size = region.size();
    stride = v.strides().stream().mapToLong(Long::longValue).toArray();
    target = block.bytes();
    targetStride = new long[rank];
    wanted = new long[rank + 1];
    span = new long[rank + 1];
    dense = new boolean[rank + 1];
    direct = new boolean[rank + 1];
    long t = width;
    wanted[rank] = width;
    span[rank] = width;
    dense[rank] = true;
    direct[rank] = true;
    for (int d = rank - 1; d >= 0; d--) {
      targetStride[d] = t;
      t *= block.shape(d);
      wanted[d] = wanted[d + 1] * size[d];
      span[d] = span[d + 1] + (size[d] - 1) * stride[d];
      boolean together =
          size[d] == 1
              || stride[d] - span[d + 1] <= SMALL_GAP
              || (stride[d] <= MOST_WASTE * wanted[d + 1] && stride[d] - span[d + 1] <= LARGE_GAP);
      dense[d] = dense[d + 1] && together;
      direct[d] =
          direct[d + 1]
              && (size[d] == 1 || (stride[d] == wanted[d + 1] && targetStride[d] == wanted[d + 1]));
    }
  }

  /**
   * Reads a box.
   *
   * @param block a block of elements as wide as the variable's
   * @param at where the box begins in it
   */
  static void read(ByteSource source, Netcdf3Variable v, Region region, Block block, long[] at)
      throws IOException {
    if (region.isEmpty()) {
      return;
    }
    StridedRead read = new StridedRead(source, v, region, block);
    long from = v.begin();
    long to = 0;
    for (int d = 0; d < read.rank; d++) {
      from += region.start(d) * read.stride[d];
      to += at[d] * read.targetStride[d];
    }
    try {
      read.box(0, from, Math.toIntExact(to));
      read.flush();
    } catch (IOException | RuntimeException e) {
      BUFFERS.remove(); // somebody may still be writing into it
      throw e;
    }
  }

  private void box(int d, long from, int to) throws IOException {
    if (direct[d]) {
      int end = Math.addExact(to, Math.toIntExact(wanted[d]));
      long f = from;
      for (int t = to; t < end; ) {
        int n = (int) Math.min(end - t, most);
        int place = t;
        makeRoom(n);
        ask(
            new Piece(f, target, t, n),
            () -> ByteSwap.copy(target, place, target, place, n, width));
        f += n;
        t += n;
      }
      return;
    }
    // Indices of this dimension that one buffer takes together.
    long together = 1;
    if (dense[d] && span[d + 1] <= buffer) {
      together = Math.min(size[d], (buffer - span[d + 1]) / Math.max(1, stride[d]) + 1);
    }
    for (long i = 0; i < size[d]; i += together) {
      long n = Math.min(together, size[d] - i);
      long f = from + i * stride[d];
      int t = Math.toIntExact(to + i * targetStride[d]);
      if (n == 1 && !(dense[d + 1] && span[d + 1] <= buffer && !direct[d + 1])) {
        box(d + 1, f, t);
      } else {
        through(d, n, f, t);
      }
    }
  }

  /** Reads {@code n} indices of dimension {@code d} through the buffer. */
  private void through(int d, long n, long from, int to) throws IOException {
    int bytes = Math.toIntExact(span[d + 1] + (n - 1) * stride[d]);
    makeRoom(bytes);
    if (buffered + bytes > buffer) {
      flush();
    }
    byte[] held = BUFFERS.get();
    if (held.length < buffered + bytes) {
      flush(); // into the one that there is
      held = new byte[Math.max(bytes, Math.min(buffer, 2 * held.length))];
      BUFFERS.set(held);
    }
    byte[] through = held;
    int at = buffered;
    buffered += bytes;
    ask(
        new Piece(from, through, at, bytes),
        () -> {
          for (int i = 0; i < n; i++) {
            int f = at + (int) (i * stride[d]);
            pick(through, d + 1, f, Math.toIntExact(to + i * targetStride[d]));
          }
        });
  }

  /** Reads the pieces so far, if they and another one are too much to be asked for at once. */
  private void makeRoom(int bytes) throws IOException {
    if (pieces.size() == MOST_PIECES || asked + bytes > most) {
      flush();
    }
  }

  private void ask(Piece piece, Runnable pick) {
    pieces.add(piece);
    picks.add(pick);
    asked += piece.length();
  }

  /** Reads the pieces so far, and puts them where they belong. */
  private void flush() throws IOException {
    if (!pieces.isEmpty()) {
      source.readAll(pieces);
    }
    picks.forEach(Runnable::run);
    pieces.clear();
    picks.clear();
    buffered = 0;
    asked = 0;
  }

  private void pick(byte[] buffer, int d, int from, int to) {
    if (direct[d]) {
      ByteSwap.copy(buffer, from, target, to, (int) wanted[d], width);
      return;
    }
    for (int i = 0; i < size[d]; i++) {
      pick(buffer, d + 1, (int) (from + i * stride[d]), (int) (to + i * targetStride[d]));
    }
  }
}
