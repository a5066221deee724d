package org.arcoforge.format;

import java.io.Serializable;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.CodecSpec;
import org.jspecify.annotations.Nullable;

/**
 * Chunk storage says how the values of a variable are stored, as far as a Zarr store could take
 * chunks over without decoding them.
 *
 * @param grid of the chunks that are stored by themselves, whole also where they reach beyond the
 *     end, row-major; null if there are none. Its extent may be less than the variable's.
 * @param codec what the chunks went through, or what comes nearest to it; null if there is no such
 *     codec
 * @param obstacle why chunks cannot be taken over, to follow the name of the variable; empty if
 *     they can, or if there are none
 */
public record ChunkStorage(@Nullable ChunkGrid grid, @Nullable CodecSpec codec, String obstacle)
    implements Serializable {
  private static final ChunkStorage UNKNOWN =
      new ChunkStorage(null, null, "is in a format whose chunks no Zarr store can take over");

  /** Returns the storage of a format that has nothing like the chunks of Zarr. */
  public static ChunkStorage unknown() {
    return UNKNOWN;
  }

  /** Returns the storage of chunks that a store can take over. */
  public static ChunkStorage of(ChunkGrid grid, CodecSpec codec) {
    return new ChunkStorage(grid, codec, "");
  }

  /**
   * Returns the storage of chunks that went through more than a codec can say, so that they must be
   * decoded.
   */
  public static ChunkStorage near(ChunkGrid grid, CodecSpec codec, String obstacle) {
    return new ChunkStorage(grid, codec, obstacle);
  }

  /** Returns the storage of values in one piece, which are neither compressed nor in chunks. */
  public static ChunkStorage contiguous() {
    return new ChunkStorage(null, CodecSpec.none(), "");
  }

  /** Returns the storage of chunks that Zarr has no codec for. */
  public static ChunkStorage refused(String obstacle) {
    return new ChunkStorage(null, null, obstacle);
  }
}
