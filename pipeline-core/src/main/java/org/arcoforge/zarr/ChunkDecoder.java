package org.arcoforge.zarr;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.HeapLimit;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of one chunk into its elements. Has no state. */
record ChunkDecoder(ElementForm form, List<ByteCodec> codecs, Transpose order, List<Long> shape) {
  /** Returns the whole chunk, not clipped; a block of its own. */
  Block decode(byte[] bytes, int offset, int length) throws ZarrException {
    long[] lengths = shape.stream().mapToLong(Long::longValue).toArray();
    try {
      long elements = 1;
      for (long n : lengths) {
        elements = Math.multiplyExact(elements, n);
      }
      int expected = Math.toIntExact(form.bytes(elements));
      HeapLimit.check(expected < 0 ? elements : expected, "the chunk");
      Buffer decoded = unwrap(codecs, bytes, offset, length, expected);
      Block stored = form.decode(decoded.bytes(), decoded.length(), order.stored(lengths));
      return order.undo(stored, lengths);
    } catch (RuntimeException e) { // of libraries, too
      throw new ZarrException(e.getMessage() + ": damaged or too large", e);
    }
  }

  /**
   * Returns some elements of a chunk, in its order; null where all must be decoded for them.
   *
   * @param from number of the first element
   * @param to number after that of the last
   * @param decoded which the block uses
   * @param part shape of what is returned
   */
  @Nullable Block decodePart(ObjectBytes bytes, int from, int to, Buffer decoded, long... part)
      throws IOException {
    if (form.kind() != ElementForm.Kind.NUMBER || !order.axes().isEmpty() || codecs.size() != 1) {
      return null;
    }
    try {
      int expected = 1;
      for (long n : shape) {
        expected = Math.multiplyExact(expected, Math.toIntExact(n));
      }
      int size = form.size();
      boolean isDone =
          codecs
              .get(0)
              .decodePart(
                  bytes, Math.multiplyExact(expected, size), from * size, to * size, decoded);
      return isDone ? form.decode(decoded.bytes(), decoded.length(), part) : null;
    } catch (RuntimeException e) { // of libraries, too
      throw new ZarrException(e.getMessage() + ": damaged or too large", e);
    }
  }

  /** Undoes byte codecs, the last one first. The result is never the given array. */
  static Buffer unwrap(List<ByteCodec> codecs, byte[] bytes, int offset, int length, int expected)
      throws ZarrException {
    Buffer current = new Buffer();
    if (codecs.isEmpty()) {
      current.adopt(Arrays.copyOfRange(bytes, offset, offset + length));
      return current;
    }
    for (int i = codecs.size() - 1; i >= 0; i--) {
      Buffer next = new Buffer();
      codecs.get(i).decode(bytes, offset, length, i == 0 ? expected : -1, next);
      current = next;
      bytes = next.bytes();
      offset = 0;
      length = next.length();
    }
    return current;
  }
}
