package org.arcoforge.text;

/**
 * Cuts texts to what a list or a line has room for, and never between the halves of a character.
 */
public final class CutText {
  private CutText() {}

  /** Returns the text, or its beginning and an ellipsis: at most so many UTF-16 units together. */
  public static String of(String text, int most) {
    return text.length() <= most ? text : beginning(text, most - 1) + "…";
  }

  /**
   * Returns the text in one line with single blanks; a longer one ends after a word, if there is
   * one in its second half, and has an ellipsis after at most so many UTF-16 units.
   */
  public static String atWord(String text, int most) {
    String line = text.replaceAll("\\s+", " ").strip();
    if (line.length() <= most) {
      return line;
    }
    int end = line.lastIndexOf(' ', most);
    return (end > most / 2 ? line.substring(0, end) : beginning(line, most)) + "…";
  }

  private static String beginning(String text, int units) {
    boolean isCutInTwo = units > 0 && Character.isHighSurrogate(text.charAt(units - 1));
    return text.substring(0, isCutInTwo ? units - 1 : units);
  }
}
