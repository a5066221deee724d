package org.arcoforge.catalog.page;

/** Shortens texts for lists: one line, cut at a word. */
final class ShortText {
  private static final int MOST = 280;

  private ShortText() {}

  /** Returns the beginning of a text, with single blanks. */
  static String of(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    if (line.length() <= MOST) {
      return line;
    }
    int end = line.lastIndexOf(' ', MOST);
    int cut = end > MOST / 2 ? end : MOST;
    // Never between the halves of a character.
    return line.substring(0, Character.isHighSurrogate(line.charAt(cut - 1)) ? cut - 1 : cut) + "…";
  }
}
