package org.arcoforge.format;

import java.io.Serializable;
import java.util.List;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Variable;

/**
 * A source variable is one variable of a source file, with how it is stored.
 *
 * @param variable name, type, dimensions and attributes as they are in the file (packed values stay
 *     packed)
 * @param chunk shape of the pieces that are decoded as a whole, in elements; for contiguous storage
 *     a shape that can be read cheaply by itself (any box may be read)
 * @param filters names of the filters in the order of encoding, as {@code [shuffle, deflate]};
 *     empty for plain bytes
 * @param storedBytes bytes of its values in the file, compressed; -1 if unknown
 * @param storage whether and how its chunks could be taken over as they are
 */
public record SourceVariable(
    Variable variable,
    List<Long> chunk,
    List<String> filters,
    long storedBytes,
    ChunkStorage storage)
    implements Serializable {
  /** Copies the lists; checks that the chunk has the variable's rank. */
  public SourceVariable {
    chunk = List.copyOf(chunk);
    filters = List.copyOf(filters);
    if (chunk.size() != variable.rank()) {
      throw new IllegalArgumentException(
          variable.name() + ": chunk " + chunk + " for rank " + variable.rank());
    }
  }

  /** Makes a variable whose chunks cannot be taken over. */
  public SourceVariable(
      Variable variable, List<Long> chunk, List<String> filters, long storedBytes) {
    this(variable, chunk, filters, storedBytes, ChunkStorage.unknown());
  }

  /** Returns the grid of source chunks. */
  public ChunkGrid grid() {
    return ChunkGrid.of(variable.shape(), chunk.stream().mapToLong(c -> Math.max(1, c)).toArray());
  }
}
