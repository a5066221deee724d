package org.arcoforge.array;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A chunk grid divides an array into chunks of one shape, in elements, clipped at the upper edges;
 * it is immutable. Chunk indices and linear numbers are row-major. Rank 0 has one chunk.
 */
public final class ChunkGrid implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] shape;
  private final long[] chunk;

  private ChunkGrid(long[] shape, long[] chunk) {
    this.shape = shape;
    this.chunk = chunk;
  }

  /**
   * Returns the grid of chunks of shape {@code chunk} over an array of shape {@code shape}.
   *
   * @throws IllegalArgumentException if the ranks differ, a length is negative or a chunk is below
   *     1
   */
  public static ChunkGrid of(long[] shape, long[] chunk) {
    if (shape.length != chunk.length) {
      throw new IllegalArgumentException(
          "shape "
              + Arrays.toString(shape)
              + " and chunk "
              + Arrays.toString(chunk)
              + " differ in rank");
    }
    for (int d = 0; d < shape.length; d++) {
      if (shape[d] < 0 || chunk[d] < 1) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(shape) + " cannot be cut into " + Arrays.toString(chunk));
      }
    }
    return new ChunkGrid(shape.clone(), chunk.clone());
  }

  /** Returns the number of dimensions. */
  public int rank() {
    return shape.length;
  }

  /** Returns a copy of the array's shape. */
  public long[] shape() {
    return shape.clone();
  }

  /** Returns a copy of the chunk's shape, not clipped. */
  public long[] chunk() {
    return chunk.clone();
  }

  /** Returns the length of the array in dimension {@code d}. */
  public long shape(int d) {
    return shape[d];
  }

  /** Returns the length of a chunk in dimension {@code d}. */
  public long chunk(int d) {
    return chunk[d];
  }

  /** Returns the number of chunks in dimension {@code d}. */
  public long count(int d) {
    return (shape[d] + chunk[d] - 1) / chunk[d];
  }

  /** Returns the number of chunks in all. */
  public long count() {
    long n = 1;
    for (int d = 0; d < shape.length; d++) {
      n = Math.multiplyExact(n, count(d));
    }
    return n;
  }

  /** Returns elements of the chunk at {@code index}, clipped to the array. */
  public Region region(long... index) {
    long[] start = new long[rank()];
    long[] size = new long[rank()];
    for (int d = 0; d < rank(); d++) {
      start[d] = index[d] * chunk[d];
      size[d] = Math.min(chunk[d], shape[d] - start[d]);
    }
    return Region.of(start, size);
  }

  /** Returns the box of chunk indices that meet {@code elements}. */
  public Region covering(Region elements) {
    long[] start = new long[rank()];
    long[] size = new long[rank()];
    for (int d = 0; d < rank(); d++) {
      start[d] = elements.start(d) / chunk[d];
      size[d] = elements.size(d) == 0 ? 0 : (elements.end(d) - 1) / chunk[d] + 1 - start[d];
    }
    return Region.of(start, size);
  }

  /** Returns the elements of a box of chunk indices, clipped to the array. */
  public Region elements(Region chunks) {
    long[] start = new long[rank()];
    long[] size = new long[rank()];
    for (int d = 0; d < rank(); d++) {
      start[d] = chunks.start(d) * chunk[d];
      size[d] = Math.max(0, Math.min(chunks.end(d) * chunk[d], shape[d]) - start[d]);
    }
    return Region.of(start, size);
  }

  /** Returns the box of all chunk indices. */
  public Region all() {
    long[] counts = new long[rank()];
    for (int d = 0; d < rank(); d++) {
      counts[d] = count(d);
    }
    return Region.whole(counts);
  }

  /** Returns the row-major number of a chunk. */
  public long linear(long... index) {
    long n = 0;
    for (int d = 0; d < rank(); d++) {
      n = n * count(d) + index[d];
    }
    return n;
  }

  /** Returns the chunk index of a row-major number. */
  public long[] index(long linear) {
    long[] index = new long[rank()];
    for (int d = rank() - 1; d >= 0; d--) {
      index[d] = linear % count(d);
      linear /= count(d);
    }
    return index;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ChunkGrid g
        && Arrays.equals(shape, g.shape)
        && Arrays.equals(chunk, g.chunk);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(chunk);
  }

  @Override
  public String toString() {
    return Arrays.toString(shape) + " in chunks of " + Arrays.toString(chunk);
  }
}
