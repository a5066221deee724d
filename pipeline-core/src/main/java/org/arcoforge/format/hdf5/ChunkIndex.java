package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.arcoforge.array.ChunkGrid;

/** Reads the chunk index of a dataset, of any of the six kinds, into a table. */
final class ChunkIndex {
  private final MetadataBytes file;
  private final Layout layout;
  private final ChunkGrid grid;
  private final long[] max;
  private final int chunkBytes;
  private final boolean filtered;
  private final ChunkTable table = new ChunkTable();

  private ChunkIndex(
      MetadataBytes file, Layout layout, Dataspace space, int chunkBytes, boolean filtered) {
    this.file = file;
    this.layout = layout;
    this.grid = ChunkGrid.of(space.shape(), layout.chunk());
    this.max = space.max();
    this.chunkBytes = chunkBytes;
    this.filtered = filtered;
  }

  /**
   * Returns all chunks of a dataset.
   *
   * @param space the dataset's extent
   * @param chunkBytes bytes of a decoded chunk
   */
  static ChunkTable read(
      MetadataBytes file, Layout layout, Dataspace space, int chunkBytes, boolean filtered)
      throws IOException {
    ChunkIndex index = new ChunkIndex(file, layout, space, chunkBytes, filtered);
    if (layout.address() != Cursor.UNDEFINED) {
      index.read();
    }
    return index.table.finish(file);
  }

  private void read() throws IOException {
    long address = layout.address();
    switch (layout.index()) {
      case BTREE1 -> node(address, new HashSet<>());
      case SINGLE -> add(0, address, filtered ? layout.size() : chunkBytes, layout.mask());
      case IMPLICIT -> {
        for (long i = 0; i < Math.min(allocated(), file.size() / chunkBytes); i++) {
          element(i, address + i * chunkBytes, chunkBytes, 0);
        }
      }
      case FIXED -> new FixedArray(file, this::element, chunkBytes).read(address);
      case EXTENSIBLE -> new ExtensibleArray(file, this::element, chunkBytes).read(address);
      case BTREE2 -> BTree2.walk(file, address, this::record);
    }
  }

  /**
   * Returns stored bytes where one look tells: a single chunk, or an index of one node; else -1.
   */
  static long cheapBytes(MetadataBytes file, Layout layout, Dataspace space, int chunkBytes)
      throws IOException {
    if (layout.address() == Cursor.UNDEFINED) {
      return 0;
    }
    return switch (layout.index()) {
      case SINGLE -> layout.size() >= 0 ? layout.size() : chunkBytes;
      case BTREE1 ->
          file.read(layout.address() + 5, 1).u8() == 0
              ? read(file, layout, space, chunkBytes, true).bytes()
              : -1;
      default -> -1;
    };
  }

  /** Chunks that early allocation made room for: those of the largest extent. */
  private long allocated() {
    long n = 1;
    for (int d = 0; d < max.length; d++) {
      n = Math.multiplyExact(n, (max[d] + grid.chunk(d) - 1) / grid.chunk(d));
    }
    return n;
  }

  /**
   * A chunk by its number in arrays: row-major in the grid of the largest extent, with the
   * unlimited dimension, if there is one, made the slowest.
   */
  private void element(long number, long address, long size, int mask) throws IOException {
    int rank = grid.rank();
    long[] index = new long[rank];
    int growing = -1;
    for (int d = 0; d < rank; d++) {
      growing = max[d] < 0 ? d : growing;
    }
    long rest = number;
    boolean inside = true;
    for (int d = rank - 1; d >= 0; d--) {
      if (d != growing) {
        long count = (max[d] + grid.chunk(d) - 1) / grid.chunk(d);
        index[d] = rest % count;
        rest /= count;
        inside &= index[d] < grid.count(d);
      }
    }
    if (growing >= 0) {
      index[growing] = rest;
      inside &= rest < grid.count(growing);
    }
    if (inside) {
      add(grid.linear(index), address, size, mask);
    }
  }

  private void add(long number, long address, long size, int mask) throws IOException {
    if (address == Cursor.UNDEFINED || number < 0 || number >= grid.count()) {
      return; // not written, or left over from a larger extent
    }
    boolean plain = layout.plainEdges() && reachesOut(number);
    long stored = plain ? chunkBytes : size;
    if (!file.holds(address, stored)) {
      throw file.corrupt(
          "chunk "
              + Arrays.toString(grid.index(number))
              + " should be "
              + stored
              + " bytes at "
              + address
              + ", beyond the end of the file; it is cut off or damaged: fetch it again");
    }
    table.add(number, address, stored, plain ? -1 : mask);
  }

  private boolean reachesOut(long number) {
    long[] index = grid.index(number);
    for (int d = 0; d < index.length; d++) {
      if ((index[d] + 1) * grid.chunk(d) > grid.shape(d)) {
        return true;
      }
    }
    return false;
  }

  /** Version 1 B-trees have one key a chunk: stored size, filter mask, offsets in elements. */
  private void node(long address, Set<Long> seen) throws IOException {
    if (!seen.add(address)) {
      throw file.corrupt("a chunk B-tree contains itself");
    }
    int head = 8 + 2 * file.offsetSize();
    Cursor prefix = file.read(address, head);
    prefix.signature("TREE");
    int type = prefix.u8();
    int level = prefix.u8();
    int n = prefix.u16();
    if (type != 1) {
      throw file.corrupt("a chunk B-tree is of type " + type);
    }
    int rank = grid.rank();
    Cursor in = file.read(address + head, n * (16L + 8L * rank + file.offsetSize()));
    long[] index = new long[rank];
    for (int i = 0; i < n; i++) {
      long size = in.u32();
      int mask = (int) in.u32();
      boolean inside = true;
      for (int d = 0; d < rank; d++) {
        long offset = in.uint(8);
        index[d] = offset / grid.chunk(d);
        if (level == 0 && offset % grid.chunk(d) != 0) {
          throw file.corrupt("a chunk at element " + offset + " of dimension " + d);
        }
        inside &= index[d] >= 0 && index[d] < grid.count(d);
      }
      in.skip(8);
      long child = in.offset();
      if (level > 0) {
        node(child, seen);
      } else if (inside) {
        add(grid.linear(index), child, size, mask);
      }
    }
  }

  private void record(Cursor in, int type) throws IOException {
    long address = in.offset();
    long size = chunkBytes;
    int mask = 0;
    int rank = grid.rank();
    if (type == 11) {
      size = in.uint(in.remaining() - 4 - 8 * rank);
      mask = (int) in.u32();
    }
    long[] index = new long[rank];
    boolean inside = true;
    for (int d = 0; d < rank; d++) {
      index[d] = in.uint(8); // in chunks, other than in version 1
      inside &= index[d] >= 0 && index[d] < grid.count(d);
    }
    if (inside) {
      add(grid.linear(index), address, size, mask);
    }
  }
}
