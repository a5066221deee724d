package org.arcoforge.recipe;

import java.io.Serializable;
import java.util.Map;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A variable encoding holds what the author wants for one variable; null means no wish.
 *
 * @param codec compressor, or the wish {@link CodecSpec#source()}
 * @param dtype type to store, a lossy cast if it cannot hold all values
 * @param fillValue CF {@code _FillValue} to store: a {@link Long}, {@link Double} or {@link String}
 * @param chunks elements of a chunk by dimension, as in {@link Target#chunks()}
 */
public record VariableEncoding(
    @Nullable CodecSpec codec,
    @Nullable DataType dtype,
    @Nullable Object fillValue,
    @Nullable Map<String, Long> chunks)
    implements Serializable {
  /** Returns an encoding without wishes; add them with the methods below. */
  public static VariableEncoding standard() {
    return new VariableEncoding(null, null, null, null);
  }

  /** Returns the same with another compressor. */
  public VariableEncoding withCodec(CodecSpec other) {
    return new VariableEncoding(other, dtype, fillValue, chunks);
  }

  /** Returns the same with another type to store. */
  public VariableEncoding withDtype(DataType other) {
    return new VariableEncoding(codec, other, fillValue, chunks);
  }

  /** Returns the same with another fill value: a {@link Long}, {@link Double} or {@link String}. */
  public VariableEncoding withFillValue(Object other) {
    return new VariableEncoding(codec, dtype, other, chunks);
  }

  /** Returns the same with other chunks, elements by dimension. */
  public VariableEncoding withChunks(Map<String, Long> other) {
    return new VariableEncoding(codec, dtype, fillValue, other);
  }
}
