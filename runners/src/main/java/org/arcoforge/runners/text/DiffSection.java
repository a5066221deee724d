package org.arcoforge.runners.text;

import java.util.List;

/**
 * A diff section is one table of a comparison, for people.
 *
 * @param title what it is about
 * @param columns titles; one that begins with {@code >} is of numbers
 * @param rows as many texts each as there are columns
 * @param more what is not shown, or how many there are; empty if nothing is to be said
 */
record DiffSection(String title, List<String> columns, List<List<String>> rows, String more) {
  DiffSection {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  String text() {
    StringBuilder text = new StringBuilder(title).append('\n');
    if (!rows.isEmpty()) {
      TextTable table = new TextTable(columns.toArray(String[]::new));
      rows.forEach(row -> table.row(row.toArray(String[]::new)));
      table.lines().forEach(line -> text.append("  ").append(line).append('\n'));
    }
    if (!more.isEmpty()) {
      text.append("  ").append(more).append('\n');
    }
    return text.toString();
  }

  String markdown() {
    StringBuilder text = new StringBuilder("**").append(title).append("**\n\n");
    if (!rows.isEmpty()) {
      columns.forEach(c -> text.append("| ").append(c.replaceFirst("^>", "")).append(' '));
      text.append("|\n");
      columns.forEach(c -> text.append(c.startsWith(">") ? "|--:" : "|---"));
      text.append("|\n");
      for (List<String> row : rows) {
        row.forEach(cell -> text.append("| ").append(escaped(cell)).append(' '));
        text.append("|\n");
      }
      text.append('\n');
    }
    if (!more.isEmpty()) {
      text.append(escaped(more)).append("\n\n");
    }
    return text.toString();
  }

  /** What data say must not become markup. */
  private static String escaped(String cell) {
    return cell.replaceAll("[\\r\\n]+", " ").replaceAll("([\\\\|`*_<>\\[\\]])", "\\\\$1");
  }
}
