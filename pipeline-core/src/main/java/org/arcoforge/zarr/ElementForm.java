package org.arcoforge.zarr;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;

/**
 * An element form says how elements are bytes in a decoded chunk.
 *
 * @param size bytes of an element; 0 for {@link Kind#VLEN_UTF8}
 */
record ElementForm(DataType type, Kind kind, int size, boolean bigEndian) {
  enum Kind {
    NUMBER,
    VLEN_UTF8,
    /** NumPy's {@code U}: UTF-32, padded with zeros. */
    FIXED_UTF32,
    /** Returns NumPy's {@code S}: bytes, here of UTF-8, padded with zeros. */
    FIXED_BYTES
  }

  static ElementForm number(DataType type, boolean bigEndian) {
    return new ElementForm(type, Kind.NUMBER, type.size(), bigEndian && type.size() > 1);
  }

  static ElementForm text(Kind kind, int size, boolean bigEndian) {
    return new ElementForm(DataType.STRING, kind, size, bigEndian);
  }

  ElementForm withOrder(boolean big) {
    return new ElementForm(type, kind, size, big && (kind == Kind.FIXED_UTF32 || type.size() > 1));
  }

  /** Returns bytes of that many elements, or -1 if that is not known. */
  long bytes(long elements) {
    return kind == Kind.VLEN_UTF8 ? -1 : elements * size;
  }

  /**
   * Returns elements of a chunk.
   *
   * @param bytes may be kept by the block and be turned round in place
   */
  Block decode(byte[] bytes, int length, long... shape) throws ZarrException {
    int count = 1;
    for (long n : shape) {
      count = Math.toIntExact(count * n);
    }
    if (kind == Kind.VLEN_UTF8) {
      return Block.wrap(VlenUtf8.decode(bytes, 0, length, count), shape);
    }
    ByteCodec.checkLength("it", length, Math.toIntExact(bytes(count)));
    if (kind == Kind.NUMBER) {
      if (bigEndian) {
        reverse(bytes, length, size);
      }
      return Block.wrap(type, bytes, shape);
    }
    String[] texts = new String[count];
    for (int i = 0; i < count; i++) {
      texts[i] = fixed(bytes, i * size);
    }
    return Block.wrap(texts, shape);
  }

  private String fixed(byte[] bytes, int offset) throws ZarrException {
    int unit = kind == Kind.FIXED_UTF32 ? 4 : 1;
    int end = offset + size;
    while (end > offset && isZero(bytes, end - unit, unit)) {
      end -= unit;
    }
    Charset charset =
        unit == 1 ? StandardCharsets.UTF_8 : Charset.forName(bigEndian ? "UTF-32BE" : "UTF-32LE");
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes, offset, end - offset)).toString();
    } catch (CharacterCodingException e) {
      throw new ZarrException("a text is no " + charset + ": " + e.getMessage(), e);
    }
  }

  private static boolean isZero(byte[] bytes, int offset, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[offset + i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Turns the bytes of each element round, in place. */
  static void reverse(byte[] bytes, int length, int size) {
    for (int at = 0; at + size <= length; at += size) {
      for (int i = at, j = at + size - 1; i < j; i++, j--) {
        byte b = bytes[i];
        bytes[i] = bytes[j];
        bytes[j] = b;
      }
    }
  }
}
