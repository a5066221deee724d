package org.arcoforge.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;

/**
 * A source reader is one open source file: its description, and regions of its variables' values.
 * Safe for many threads at once unless the implementation serializes itself; memory held between
 * calls is bounded. Values are given as stored (packed, big-endian turned to little-endian),
 * never-written parts as the variable's fill value.
 */
public interface SourceReader extends Closeable {
  /**
   * Returns what the file holds; computed once.
   *
   * @throws FormatException if the header is damaged, or holds what cannot be described exactly
   */
  SourceDescription describe() throws IOException;

  /**
   * Reads a box of a variable into a part of a block of the variable's type.
   *
   * @param region the box in the variable's elements
   * @param target a block of the same type and rank
   * @param at where the box begins in the target
   * @throws FormatException if data are damaged or need an unsupported filter
   * @throws IllegalArgumentException if there is no such variable or the box is not within it
   */
  void read(String variable, Region region, Block target, long[] at) throws IOException;

  /**
   * Returns a chunk as it is stored, in the encoding that {@link SourceVariable#storage()} names;
   * empty if this one was never written or is encoded in another way, so that its values must be
   * read. The bytes are not decoded: damage in them goes unnoticed here.
   *
   * @param index in the grid of that storage
   * @throws FormatException if the file's structure is damaged
   */
  default Optional<byte[]> chunk(String variable, long... index) throws IOException {
    return Optional.empty();
  }

  /** Reads a box into a block of its own. */
  default Block read(String variable, Region region) throws IOException {
    SourceVariable v =
        describe()
            .variable(variable)
            .orElseThrow(() -> new IllegalArgumentException("no variable '" + variable + "'"));
    Block block = Block.allocate(v.variable().type(), region.size());
    read(variable, region, block, new long[region.rank()]);
    return block;
  }

  /** Returns whether this is one file, and not a data set that many requests or objects make up. */
  default boolean isOneFile() {
    return true;
  }

  @Override
  void close() throws IOException;
}
