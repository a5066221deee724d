package org.arcoforge.pattern;

/** Turns a glob into a regular expression with the same meaning, without groups that capture. */
final class GlobRegex {
  private GlobRegex() {}

  static String of(String glob) {
    StringBuilder regex = new StringBuilder();
    int depth = 0;
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 3;
        continue;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
        continue;
      }
      int close = c == '[' ? glob.indexOf(']', i + 1) : -1;
      if (close > 0) {
        String chosen = glob.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[");
        regex.append('[').append(chosen.startsWith("!") ? "^" + chosen.substring(1) : chosen);
        regex.append(']');
        i = close + 1;
        continue;
      }
      switch (c) {
        case '*' -> regex.append("[^/]*");
        case '?' -> regex.append("[^/]");
        case '{' -> regex.append("(?:");
        case '}' -> regex.append(depth > 0 ? ")" : "\\}");
        case ',' -> regex.append(depth > 0 ? "|" : ",");
        case '\\' -> {
          i++;
          quote(i < glob.length() ? glob.charAt(i) : '\\', regex);
        }
        default -> quote(c, regex);
      }
      depth += c == '{' ? 1 : c == '}' && depth > 0 ? -1 : 0;
      i++;
    }
    return regex.append(")".repeat(depth)).toString();
  }

  private static void quote(char c, StringBuilder regex) {
    if (!Character.isLetterOrDigit(c) && c < 128) {
      regex.append('\\');
    }
    regex.append(c);
  }
}
