package org.arcoforge.recipe;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.arcoforge.array.CodecSpec;
import org.jspecify.annotations.Nullable;

/** A target says what the store looks like: chunks, shards, codecs, format and mode. */
@AutoValue
@SuppressWarnings("AutoValueImmutableFields") // the builder copies them, unmodifiable
public abstract class Target implements Serializable {
  /** Chunks of about this many bytes where {@link #chunks} is empty. */
  public static final long STANDARD_CHUNK_BYTES = 100_000_000;

  /** The mode says what a bake does to what is published. */
  public enum Mode {
    /** Makes a new version. */
    CREATE,
    /** Extends the published version. */
    APPEND
  }

  /**
   * Returns elements of a chunk by dimension; -1 (also for dimensions not named) is the whole axis.
   * Empty: automatic.
   */
  public abstract Map<String, Long> chunks();

  /**
   * Returns uncompressed bytes of an automatic chunk, about; used where {@link #chunks} is empty.
   */
  public abstract long autoChunkBytes();

  /**
   * Returns elements of a shard by dimension, as {@link #chunks}; empty: no shards. Zarr 3 only.
   */
  public abstract Map<String, Long> shards();

  /** Returns the version of the Zarr format, 2 or 3. */
  public abstract int zarrFormat();

  /**
   * Returns the codec for all variables that have no other; it may be the wish {@link
   * CodecSpec#source()}.
   */
  public abstract CodecSpec codec();

  /** Returns what the author wants for single variables, by name. */
  public abstract Map<String, VariableEncoding> encoding();

  /**
   * Returns whether a chunk of nothing but the fill value is written; if not, it is recorded as
   * left out.
   */
  public abstract boolean writeEmptyChunks();

  /** Returns the mode: a new version, or an extension of the published one. */
  public abstract Mode mode();

  /** Returns which versions a sweep keeps; null: all. */
  public abstract @Nullable Retention keep();

  /**
   * Returns a builder of the default: automatic chunks of 100 MB, no shards, Zarr 3, Blosc-LZ4,
   * create.
   */
  public static Builder builder() {
    return new AutoValue_Target.Builder()
        .chunks(Map.of())
        .autoChunkBytes(STANDARD_CHUNK_BYTES)
        .shards(Map.of())
        .zarrFormat(3)
        .codec(CodecSpec.standard())
        .encoding(Map.of())
        .writeEmptyChunks(true)
        .mode(Mode.CREATE);
  }

  /** Returns a builder with these values. */
  public abstract Builder toBuilder();

  /** Builds a {@link Target}. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** See {@link Target#chunks()}. */
    public abstract Builder chunks(Map<String, Long> chunks);

    /** See {@link Target#autoChunkBytes()}. */
    public abstract Builder autoChunkBytes(long bytes);

    /** See {@link Target#shards()}. */
    public abstract Builder shards(Map<String, Long> shards);

    /** See {@link Target#zarrFormat()}. */
    public abstract Builder zarrFormat(int format);

    /** See {@link Target#codec()}. */
    public abstract Builder codec(CodecSpec codec);

    /** See {@link Target#encoding()}. */
    public abstract Builder encoding(Map<String, VariableEncoding> encoding);

    /** See {@link Target#writeEmptyChunks()}. */
    public abstract Builder writeEmptyChunks(boolean write);

    /** See {@link Target#mode()}. */
    public abstract Builder mode(Mode mode);

    /** See {@link Target#keep()}. */
    public abstract Builder keep(@Nullable Retention keep);

    /** Adds a length to the chunks: elements along that dimension, -1 for the whole axis. */
    public Builder chunk(String dimension, long elements) {
      return chunks(with(chunks(), dimension, elements));
    }

    /** Adds a length to the shards: elements along that dimension, -1 for the whole axis. */
    public Builder shard(String dimension, long elements) {
      return shards(with(shards(), dimension, elements));
    }

    /** Adds what is wanted for a variable. */
    public Builder encode(String variable, VariableEncoding wanted) {
      return encoding(with(encoding(), variable, wanted));
    }

    abstract Map<String, Long> chunks();

    abstract Map<String, Long> shards();

    abstract Map<String, VariableEncoding> encoding();

    abstract Target autoBuild();

    /**
     * Returns the target.
     *
     * @throws IllegalArgumentException if numbers are out of range, or shards are asked of Zarr 2
     */
    public Target build() {
      chunks(copy(chunks()));
      shards(copy(shards()));
      encoding(copy(encoding()));
      Target target = autoBuild();
      if (target.zarrFormat() != 2 && target.zarrFormat() != 3) {
        throw new IllegalArgumentException("zarr_format is 2 or 3, not " + target.zarrFormat());
      }
      if (target.zarrFormat() == 2 && !target.shards().isEmpty()) {
        throw new IllegalArgumentException("shards need zarr_format: 3");
      }
      if (target.autoChunkBytes() < 1) {
        throw new IllegalArgumentException("chunks of " + target.autoChunkBytes() + " bytes");
      }
      for (Map<String, Long> lengths : java.util.List.of(target.chunks(), target.shards())) {
        lengths.forEach(
            (dim, n) -> {
              if (n != -1 && n < 1) {
                throw new IllegalArgumentException(
                    "a chunk of "
                        + n
                        + " along '"
                        + dim
                        + "': expected 1 or more, or -1 for the whole axis");
              }
            });
      }
      return target;
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
      Map<String, V> more = new LinkedHashMap<>(map);
      more.put(key, value);
      return more;
    }

    private static <V> Map<String, V> copy(Map<String, V> map) {
      return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
  }
}
