package org.arcoforge.zarr;

import java.util.Arrays;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.HeapLimit;

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
