package org.arcoforge.array;

import com.google.auto.value.AutoBuilder;
import java.io.Serializable;
import java.util.List;

/**
 * An array layout is a variable together with how a store lays it out: chunks, shards, fill value
 * and codec.
 *
 * @param variable name, stored type, dimensions, and CF attributes except {@code _FillValue}
 * @param chunk shape of the smallest piece that is read as a whole, in elements
 * @param shard shape of an object that holds several chunks, a multiple of {@code chunk}; empty
 *     where each chunk is an object
 * @param fill what an element holds that was not written
 * @param fillIsMissing whether {@code fill} is the variable's CF {@code _FillValue}, so that
 *     readers mask it
 * @param codec compressor of the chunks
 */
public record ArrayLayout(
    Variable variable,
    List<Long> chunk,
    List<Long> shard,
    FillValue fill,
    boolean fillIsMissing,
    CodecSpec codec)
    implements Serializable {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if ranks differ or a shard is no multiple of the chunk
   */
  public ArrayLayout {
    chunk = List.copyOf(chunk);
    shard = List.copyOf(shard);
    if (chunk.size() != variable.rank() || (!shard.isEmpty() && shard.size() != variable.rank())) {
      throw new IllegalArgumentException(variable.name() + ": chunk " + chunk + ", shard " + shard);
    }
    for (int d = 0; d < shard.size(); d++) {
      if (shard.get(d) % chunk.get(d) != 0) {
        throw new IllegalArgumentException(
            variable.name() + ": shard " + shard + " is no multiple of chunk " + chunk);
      }
    }
  }

  /** Returns the grid of chunks. */
  public ChunkGrid chunks() {
    return grid(chunk);
  }

  /** Returns the grid of stored objects: of shards where there are shards, else of chunks. */
  public ChunkGrid objects() {
    return grid(shard.isEmpty() ? chunk : shard);
  }

  private ChunkGrid grid(List<Long> cell) {
    return ChunkGrid.of(variable.shape(), cell.stream().mapToLong(Long::longValue).toArray());
  }

  /** Returns a builder of a layout without shards. */
  public static Builder builder() {
    return new AutoBuilder_ArrayLayout_Builder().shard(List.of());
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    return new AutoBuilder_ArrayLayout_Builder(this);
  }

  /** Builds a {@link ArrayLayout}; without shards if none are set. */
  @AutoBuilder
  public interface Builder {
    /** Sets {@link ArrayLayout#variable()}. */
    Builder variable(Variable variable);

    /** Sets {@link ArrayLayout#chunk()}. */
    Builder chunk(List<Long> chunk);

    /** Sets {@link ArrayLayout#shard()}. */
    Builder shard(List<Long> shard);

    /** Sets {@link ArrayLayout#fill()}. */
    Builder fill(FillValue fill);

    /** Sets {@link ArrayLayout#fillIsMissing()}. */
    Builder fillIsMissing(boolean fillIsMissing);

    /** Sets {@link ArrayLayout#codec()}. */
    Builder codec(CodecSpec codec);

    /** Returns the value; what has no default must be set. */
    ArrayLayout build();
  }
}
