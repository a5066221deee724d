package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Turns stored texts into strings. */
final class Texts {
  private Texts() {}

  /**
   * Returns a text in a field of fixed length.
   *
   * @param padding 0 ends at the first NUL, 1 is padded by NULs, 2 by spaces
   */
  static String fixed(byte[] bytes, int offset, int length, int padding, Charset charset) {
    int end = offset + length;
    if (padding == 0) {
      for (int i = offset; i < end; i++) {
        if (bytes[i] == 0) {
          end = i;
        }
      }
    }
    byte pad = (byte) (padding == 2 ? ' ' : 0);
    while (end > offset && bytes[end - 1] == pad) {
      end--;
    }
    return decode(bytes, offset, end - offset, charset);
  }

  /** Returns a text of variable length: its length and heap identifier are next in {@code in}. */
  static String variable(GlobalHeap heap, Cursor in) throws IOException {
    long length = in.u32();
    Cursor id = in.sub(in.remaining());
    Cursor probe = id.again();
    if (length == 0 || probe.offset() == 0) {
      return "";
    }
    byte[] bytes = heap.get(id).bytes(length);
    return fixed(bytes, 0, bytes.length, 0, StandardCharsets.UTF_8);
  }

  /**
   * Decodes strictly in the charset; what is not valid UTF-8 is taken as Latin-1, as old files have
   * it.
   */
  static String decode(byte[] bytes, int offset, int length, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
  }
}
