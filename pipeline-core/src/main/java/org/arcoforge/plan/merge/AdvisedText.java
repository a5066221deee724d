package org.arcoforge.plan.merge;

/** Writes texts of files into the lines that messages propose. */
final class AdvisedText {
  private AdvisedText() {}

  /** Returns a text in quotes, as YAML reads it. */
  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
