package org.arcoforge.commit;

import java.io.Serializable;
import java.util.List;
import org.arcoforge.array.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * Proof that one tile of one array is written: each of its objects with its digest.
 *
 * @param array name
 * @param tile number of the tile in the array's plan
 * @param objects what was written, keys relative to the store
 * @param statistics of the tile's values; null for texts
 * @param bytesRead from sources
 */
public record Receipt(
    String array, long tile, List<Written> objects, @Nullable Statistics statistics, long bytesRead)
    implements Serializable {
  /** Copies the list. */
  public Receipt {
    objects = List.copyOf(objects);
  }

  /** One object: key, bytes and CRC-32C. */
  public record Written(String key, long size, long crc32c) implements Serializable {}
}
