package org.arcoforge.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.arcoforge.array.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Turns characters of files into texts: NULs at the end are padding; blanks are kept, as xarray
 * does.
 */
public final class CharText {
  private CharText() {}

  /**
   * Returns the attributes of characters once they are texts: the character set is used up, and
   * with it the fill value. xarray compares a {@code _FillValue} of bytes with what it has decoded,
   * so that it stands for missing only where no {@code _Encoding} is given.
   */
  public static Attributes attributes(Attributes stored) {
    return stored.has("_Encoding") ? stored.without("_Encoding", "_FillValue") : stored;
  }

  /**
   * Returns the text of some bytes.
   *
   * @param encoding the name of the character set; null for UTF-8 or, where the bytes are none, ISO
   *     8859-1
   */
  public static String decode(byte[] bytes, @Nullable String encoding) {
    return decode(bytes, 0, bytes.length, encoding);
  }

  public static String decode(byte[] bytes, int offset, int length, @Nullable String encoding) {
    int end = offset + length;
    while (end > offset && bytes[end - 1] == 0) {
      end--;
    }
    if (encoding != null) {
      try {
        return new String(bytes, offset, end - offset, Charset.forName(encoding));
      } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
        // Not a name that is known here: as if none were given.
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, offset, end - offset))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, offset, end - offset, StandardCharsets.ISO_8859_1);
    }
  }
}
