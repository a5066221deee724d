package org.arcoforge.zarr;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Encodes texts by the {@code vlen-utf8} codec of numcodecs and Zarr 3: the number of texts, then
 * each with its length in bytes before it; all numbers 32 bits, little-endian.
 */
final class VlenUtf8 {
  private VlenUtf8() {}

  static void encode(String[] texts, int count, Buffer target) {
    CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder(); // refuses unpaired surrogates
    target.length(0);
    target.reserve(4 + 16L * count);
    putInt(target.bytes(), 0, count);
    int at = 4;
    target.length(at);
    for (int i = 0; i < count; i++) {
      String text = texts[i];
      byte[] out = target.reserve(at + 4 + 3L * text.length());
      ByteBuffer room = ByteBuffer.wrap(out, at + 4, out.length - at - 4);
      utf8.reset();
      if (utf8.encode(CharBuffer.wrap(text), room, true).isError()) {
        throw new IllegalArgumentException("element " + i + " is no Unicode text: " + text);
      }
      putInt(out, at, room.position() - at - 4);
      at = room.position();
      target.length(at);
    }
  }

  static String[] decode(byte[] bytes, int offset, int length, int count) throws ZarrException {
    int end = offset + length;
    if (length < 4 || getInt(bytes, offset) != count) {
      throw new ZarrException(
          "vlen-utf8 should hold "
              + count
              + " texts, found "
              + (length < 4 ? length + " bytes" : getInt(bytes, offset) + " texts")
              + ": damaged");
    }
    if (length - 4L < 4L * count) {
      throw new ZarrException(
          "vlen-utf8 of " + length + " bytes cannot hold " + count + " texts: damaged");
    }
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    String[] texts = new String[count];
    int at = offset + 4;
    for (int i = 0; i < count; i++) {
      int n = end - at < 4 ? -1 : getInt(bytes, at);
      if (n < 0 || n > end - at - 4) {
        throw new ZarrException("vlen-utf8 ends within text " + i + " of " + count + ": damaged");
      }
      try {
        texts[i] = n == 0 ? "" : utf8.decode(ByteBuffer.wrap(bytes, at + 4, n)).toString();
      } catch (CharacterCodingException e) {
        throw new ZarrException("text " + i + " of " + count + " is no UTF-8: damaged", e);
      }
      at += 4 + n;
    }
    return texts;
  }

  private static void putInt(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >>> (8 * i));
    }
  }

  private static int getInt(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | bytes[at + 3] << 24;
  }
}
