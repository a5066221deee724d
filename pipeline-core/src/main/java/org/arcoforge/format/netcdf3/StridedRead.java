package org.arcoforge.format.netcdf3;

import java.io.IOException;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.format.ByteSwap;
import org.arcoforge.source.ByteSource;

/**
 * Reads a box of big-endian elements that lie at fixed strides in a file. What is contiguous in the
 * file and in the target is read in place by one request; boxes with small gaps are read through a
 * buffer of at most 4 MiB and picked from it; where gaps are large, each run is a request.
 */
final class StridedRead {
  private static final int BUFFER = 4 << 20;
  // Reading over a gap is cheaper than another request up to about here.
  private static final long SMALL_GAP = 16 << 10;
  private static final long MOST_WASTE = 4;
  private static final ThreadLocal<byte[]> BUFFERS = ThreadLocal.withInitial(() -> new byte[0]);

  private final ByteSource source;
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
      boolean near =
          size[d] == 1
              || stride[d] <= MOST_WASTE * wanted[d + 1]
              || stride[d] - span[d + 1] <= SMALL_GAP;
      dense[d] = dense[d + 1] && near;
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
    read.box(0, from, Math.toIntExact(to));
  }

  private void box(int d, long from, int to) throws IOException {
    if (direct[d]) {
      int n = Math.toIntExact(wanted[d]);
      source.read(from, target, to, n);
      ByteSwap.copy(target, to, target, to, n, width);
      return;
    }
    // Indices of this dimension that one buffer takes together.
    long together = 1;
    if (dense[d] && span[d + 1] <= BUFFER) {
      together = Math.min(size[d], (BUFFER - span[d + 1]) / Math.max(1, stride[d]) + 1);
    }
    for (long i = 0; i < size[d]; i += together) {
      long n = Math.min(together, size[d] - i);
      long f = from + i * stride[d];
      int t = Math.toIntExact(to + i * targetStride[d]);
      if (n == 1 && !(dense[d + 1] && span[d + 1] <= BUFFER && !direct[d + 1])) {
        box(d + 1, f, t);
      } else {
        through(d, n, f, t);
      }
    }
  }

  /** Reads {@code n} indices of dimension {@code d} through the buffer. */
  private void through(int d, long n, long from, int to) throws IOException {
    int bytes = Math.toIntExact(span[d + 1] + (n - 1) * stride[d]);
    byte[] buffer = BUFFERS.get();
    if (buffer.length < bytes) {
      buffer = new byte[bytes];
      BUFFERS.set(buffer);
    }
    source.read(from, buffer, 0, bytes);
    for (int i = 0; i < n; i++) {
      pick(buffer, d + 1, (int) (i * stride[d]), Math.toIntExact(to + i * targetStride[d]));
    }
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
