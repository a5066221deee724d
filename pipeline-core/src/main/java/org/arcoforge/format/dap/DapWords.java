package org.arcoforge.format.dap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.arcoforge.format.FormatException;

/** Splits a DDS, a DAS or an error into words, marks and quoted texts, read forward. */
final class DapWords {
  /** This is a word, a mark or a quoted text; quoted texts are never marks. */
  record Word(String text, boolean quoted) {}

  private static final Word END = new Word("", false);

  private final String url;
  private final String what;
  private final List<Word> words = new ArrayList<>();
  private int at;

  /**
   * Splits a document.
   *
   * @param what it is, for messages
   * @param marks the characters that are words by themselves
   */
  DapWords(String url, String what, String text, String marks) throws FormatException {
    this.url = url;
    this.what = what;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '"') {
        i = quoted(text, i + 1);
      } else if (Character.isWhitespace(c)) {
        i++;
      } else if (c == '#' && (i == 0 || text.charAt(i - 1) == '\n')) {
        i = end(text, i, "\n"); // a comment
      } else if (marks.indexOf(c) >= 0) {
        words.add(new Word(String.valueOf(c), false));
        i++;
      } else {
        int from = i;
        i = end(text, i, marks + "\" \t\r\n");
        words.add(new Word(text.substring(from, i), false));
      }
    }
  }

  private static int end(String text, int from, String marks) {
    int i = from;
    while (i < text.length() && marks.indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  /** Servers write a backslash before quotes and backslashes, libdap octal numbers, too. */
  private int quoted(String text, int from) throws FormatException {
    StringBuilder value = new StringBuilder();
    int i = from;
    while (i < text.length() && text.charAt(i) != '"') {
      char c = text.charAt(i++);
      if (c == '\\' && i < text.length()) {
        if (text.substring(i, Math.min(text.length(), i + 3)).matches("[0-3][0-7]{2}")) {
          c = (char) Integer.parseInt(text.substring(i, i + 3), 8);
          i += 3;
        } else if (text.charAt(i) == '"' || text.charAt(i) == '\\') {
          c = text.charAt(i++);
        }
      }
      value.append(c);
    }
    if (i >= text.length()) {
      throw damaged("it ends within a text");
    }
    words.add(new Word(value.toString(), true));
    return i + 1;
  }

  boolean atEnd() {
    return at >= words.size();
  }

  Word peek() {
    return atEnd() ? END : words.get(at);
  }

  Word next() throws FormatException {
    if (atEnd()) {
      throw damaged("it ends too early");
    }
    return words.get(at++);
  }

  /** Returns whether the next word is that one, in any case of letters; then it is passed over. */
  boolean skip(String word) {
    Word next = peek();
    if (next.quoted() || !next.text().toLowerCase(Locale.ROOT).equals(word)) {
      return false;
    }
    at++;
    return true;
  }

  void need(String word) throws FormatException {
    if (!skip(word)) {
      throw damaged("expected '" + word + "', found '" + peek().text() + "'");
    }
  }

  FormatException damaged(String why) {
    StringBuilder beginning = new StringBuilder();
    for (int i = 0; i < Math.min(12, words.size()); i++) {
      beginning.append(i == 0 ? "" : " ").append(words.get(i).text());
    }
    return FormatException.corrupt(
        url,
        "the server's "
            + what
            + " cannot be understood: "
            + why
            + "; is this the URL of an OPeNDAP (DAP 2) data set, without .html? It begins: '"
            + beginning
            + "'");
  }
}
