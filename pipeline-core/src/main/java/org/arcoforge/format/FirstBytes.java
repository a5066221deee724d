package org.arcoforge.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.arcoforge.source.ByteSource;

/** Reads the beginning of a file, by which formats are told apart. */
public final class FirstBytes {
  private static final int SHOWN = 60;

  private FirstBytes() {}

  /** Returns the first bytes, one character each; fewer if the file is shorter. */
  public static String latin(ByteSource source, int most) throws IOException {
    byte[] bytes = new byte[(int) Math.min(most, source.size())];
    source.read(0, bytes, 0, bytes.length);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * Returns what a server sent as printable characters, for messages: {@code . It begins: '…'}.
   * Nothing for a local file, in which a feedstock of others must not be able to read by way of its
   * messages.
   */
  public static String shown(ByteSource source) throws IOException {
    if (!source.url().matches("(?i)https?://.*")) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (char c : latin(source, SHOWN).toCharArray()) {
      text.append(c >= ' ' && c < 127 ? c : '.');
    }
    return ". It begins: '" + text + "'";
  }
}
