package org.arcoforge.runners.text;

/** Cuts texts to what a line of a table can hold. */
final class CutText {
  private CutText() {}

  /** Returns the text, or its beginning and an ellipsis: at most so many characters. */
  static String of(String text, int most) {
    return text.length() > most ? text.substring(0, most - 1) + "…" : text;
  }
}
