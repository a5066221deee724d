package org.arcoforge.runners.schedule;

/** Quotes texts for YAML. */
final class QuotedYaml {
  private QuotedYaml() {}

  /** Returns a text in double quotes. */
  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
