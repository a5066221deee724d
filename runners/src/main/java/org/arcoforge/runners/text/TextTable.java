package org.arcoforge.runners.text;

import java.util.ArrayList;
import java.util.List;

/** Writes rows of texts in columns as wide as needed; a column without any text is left out. */
final class TextTable {
  private final List<String[]> rows = new ArrayList<>();
  private final boolean[] right;

  /** Makes a table; titles that begin with {@code >} are those of columns aligned to the right. */
  TextTable(String... titles) {
    right = new boolean[titles.length];
    String[] first = titles.clone();
    for (int c = 0; c < titles.length; c++) {
      right[c] = titles[c].startsWith(">");
      first[c] = right[c] ? titles[c].substring(1) : titles[c];
    }
    rows.add(first);
  }

  /** Adds a row of as many texts as there are titles. */
  void row(String... texts) {
    rows.add(texts.clone());
  }

  /** Returns the titles, and the rows below them. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.length; c++) {
        int column = c;
        if (rows.stream().skip(1).allMatch(r -> r[column].isEmpty())) {
          continue;
        }
        int width = rows.stream().mapToInt(r -> r[column].length()).max().orElse(0);
        String blank = " ".repeat(width - row[c].length());
        line.append(right[c] ? blank + row[c] : row[c] + blank).append("  ");
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
