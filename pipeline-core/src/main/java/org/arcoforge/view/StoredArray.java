package org.arcoforge.view;

import java.util.List;
import java.util.Optional;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.format.ChunkStorage;

/**
 * This is a variable of the file as it is: the leaf that is read.
 *
 * @param variable name in the file
 * @param chunk shape of the file's chunks, in elements
 * @param storage whether and how these could be taken over as they are
 */
public record StoredArray(String variable, List<Long> chunk, ChunkStorage storage)
    implements LazyArray {
  /** Copies the list. */
  public StoredArray {
    chunk = List.copyOf(chunk);
  }

  /** Makes an array whose chunks cannot be taken over. */
  public StoredArray(String variable, List<Long> chunk) {
    this(variable, chunk, ChunkStorage.unknown());
  }

  @Override
  public Optional<ChunkStorage> storedAs() {
    return Optional.of(storage);
  }

  @Override
  public Optional<StoredBox> stored(Region region) {
    return Optional.of(new StoredBox(this, region));
  }

  @Override
  public void read(Region region, Block target, long[] at, StoredValues file) {
    file.read(variable, region, target, at);
  }

  @Override
  public double copies() {
    return 0;
  }

  @Override
  public boolean isKey() {
    return false;
  }

  @Override
  public boolean differsByFile() {
    return false;
  }
}
