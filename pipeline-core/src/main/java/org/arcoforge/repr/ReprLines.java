package org.arcoforge.repr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Lays out the lines of a repr: widths, indents, and what is left out where there is too much. */
final class ReprLines {
  /** Characters of a line. */
  static final int WIDTH = 80;

  private static final int ROWS = 12;
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private ReprLines() {}

  /** Returns the width of the column that holds these names. */
  static int column(Collection<String> names) {
    return Math.max(7, names.stream().mapToInt(String::length).max().orElse(0)) + 6;
  }

  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Returns a title and its rows, the middle of many left out. */
  static List<String> section(String title, int column, List<String> lines) {
    List<String> rows = new ArrayList<>();
    if (lines.size() <= ROWS) {
      rows.add(title);
      rows.addAll(lines);
      return rows;
    }
    rows.add(title + " (" + ROWS + "/" + lines.size() + ")");
    rows.addAll(lines.subList(0, ROWS / 2));
    rows.add(padded("    ...", column) + " ...");
    rows.addAll(lines.subList(lines.size() - ROWS / 2, lines.size()));
    return rows;
  }

  /** Returns an attribute in one line. */
  static String attribute(String name, String value, int column) {
    String text = value.replace("\t", "\\t").replace("\n", "\\n");
    String line = padded("    " + name + ":", column) + " " + text;
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3) + "...";
  }

  /** Returns items with commas between, in as many lines as needed. */
  static String wrapped(List<String> items, int indent) {
    StringBuilder text = new StringBuilder();
    int length = 0;
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i) + (i < items.size() - 1 ? ", " : "");
      length += item.length();
      if (indent + length > WIDTH && text.length() > 0) {
        text.setLength(text.length() - 1);
        text.append('\n').append(" ".repeat(indent));
        length = item.length();
      }
      text.append(item);
    }
    return text.toString();
  }

  /** Returns bytes in powers of 1000, without decimals. */
  static String size(double bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    // Ties go to the even number, as in Python.
    return String.format(Locale.ROOT, "%d%s", (long) Math.rint(value), UNITS[unit]);
  }
}
