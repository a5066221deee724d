package org.arcoforge.zarr;

import java.util.Optional;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;

/**
 * Turns values of one array into stored objects. Not safe for several threads: it reuses its
 * buffers; make one per thread.
 */
public interface ArrayEncoder {
  /** Returns an encoder for that array in Zarr format 2 or 3. */
  static ArrayEncoder of(ArrayLayout layout, int zarrFormat) {
    return of(layout, zarrFormat, EncoderBuffers.own());
  }

  /** Makes an encoder in storage that other encoders of the same thread use as well. */
  static ArrayEncoder of(ArrayLayout layout, int zarrFormat, EncoderBuffers buffers) {
    return new ObjectEncoder(layout, zarrFormat, buffers);
  }

  /**
   * Returns the key of the object at {@code index} in {@link ArrayLayout#objects()}, relative to
   * the store's root.
   */
  String key(long... index);

  /**
   * Encodes one object. Values beyond the array's edge are the fill value.
   *
   * @param tile values of the array's type; must cover the object's region (clipped to the array)
   * @param origin the array element that the tile's first element is
   * @param index which object
   * @return the object's bytes; valid until the buffers are used again
   */
  Encoded encode(Block tile, long[] origin, long... index);

  /**
   * Returns an encoder of one object, padded to its whole shape, by parts; empty where objects are
   * small, sharded, or encoded by codecs that need all bytes at once.
   */
  Optional<PartEncoder> parts();

  /**
   * Returns whether a reader sees the same if an object is not there: every element has the bits of
   * the fill value, and the metadata hold that value (in format 2 they do only where it is the CF
   * {@code _FillValue}, and never a NaN with a payload).
   *
   * @param object the values of just that object, clipped to the array, or of a part of it
   */
  boolean isAllFill(Block object);

  /** Encoded bytes: the first {@code length} of {@code bytes}. */
  @SuppressWarnings("ArrayRecordComponent") // a view of a buffer, never compared
  record Encoded(byte[] bytes, int length) {}
}
