package org.arcoforge.runners.text;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.arcoforge.pattern.Redaction;

/**
 * Writes to people and terminals, showing characters which are not seen, move the cursor or turn
 * the direction of writing as their numbers ({@code \u001b}): names and texts from files and
 * servers pass through it. New lines and tabulators stay. Secrets that this process holds are taken
 * out, whoever wrote them.
 */
public final class CleanWriter extends FilterWriter {
  private boolean silent;

  /** Cleans what it writes to another. */
  public CleanWriter(Writer out) {
    super(out);
  }

  /** Writes nothing any more: the last word has been said. */
  public void silence() {
    synchronized (lock) {
      silent = true;
    }
  }

  @Override
  public void write(int c) throws IOException {
    write(String.valueOf((char) c));
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    write(new String(text, offset, length));
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    String clean = clean(Redaction.withoutSecrets(text.substring(offset, offset + length)));
    synchronized (lock) {
      if (!silent) {
        out.write(clean);
      }
    }
  }

  /** Returns a text in which every character is seen. */
  public static String clean(String text) {
    StringBuilder s = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int length = Character.charCount(c);
      if (isSeen(c)) {
        s.appendCodePoint(c);
      } else {
        for (int k = i; k < i + length; k++) {
          s.append(String.format(Locale.ROOT, "\\u%04x", (int) text.charAt(k)));
        }
      }
      i += length;
    }
    return s.toString();
  }

  private static boolean isSeen(int c) {
    if (c == '\n' || c == '\t' || (c >= ' ' && c <= '~')) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE ->
          c == '\r' && System.lineSeparator().indexOf(c) >= 0;
      default -> true;
    };
  }
}
