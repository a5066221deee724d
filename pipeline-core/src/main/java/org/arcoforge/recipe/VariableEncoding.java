package org.arcoforge.recipe;

import java.io.Serializable;
import java.util.Map;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.jspecify.annotations.Nullable;

/**
 * What the author wants for one variable; null is no wish.
 *
 * @param codec compressor
 * @param dtype type to store, a lossy cast if it cannot hold all values
 * @param fillValue CF {@code _FillValue} to store: a {@link Long}, {@link Double} or {@link String}
 * @param chunks elements of a chunk by dimension, as in {@link Target#chunks()}
 */
public record VariableEncoding(
    @Nullable CodecSpec codec,
    @Nullable DataType dtype,
    @Nullable Object fillValue,
    @Nullable Map<String, Long> chunks)
    implements Serializable {}
