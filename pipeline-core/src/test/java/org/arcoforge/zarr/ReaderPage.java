package org.arcoforge.zarr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.arcoforge.zarr.ReaderCase.Way;

/** A page has tables of what a reader reads, as Markdown, amid what people write. */
final class ReaderPage {
  private static final String BEGIN = "<!-- tables: begin -->\n";
  private static final String END = "<!-- tables: end -->\n";

  private final Map<String, Map<String, Map<String, String>>> tables = new LinkedHashMap<>();
  private final Map<String, Integer> causes = new LinkedHashMap<>();

  /** Fills one cell; rows and columns come in the order in which they are first named. */
  void add(String table, String row, String column, Map<Way, Set<String>> outcomes) {
    Map<String, Map<String, String>> rows =
        tables.computeIfAbsent(table, t -> new LinkedHashMap<>());
    rows.computeIfAbsent(row, r -> new LinkedHashMap<>()).put(column, cell(outcomes));
  }

  private String cell(Map<Way, Set<String>> outcomes) {
    Map<String, List<String>> ways = new LinkedHashMap<>();
    outcomes.forEach(
        (way, all) ->
            ways.computeIfAbsent(
                    all.stream().map(this::word).collect(Collectors.joining(" or ")),
                    text -> new ArrayList<>())
                .add(way.title));
    if (ways.size() == 1) {
      return ways.keySet().iterator().next();
    }
    return ways.entrySet().stream()
        .map(e -> String.join(", ", e.getValue()) + ": " + e.getKey())
        .collect(Collectors.joining("; "));
  }

  private String word(String outcome) {
    return switch (outcome) {
      case ReaderTrial.EXACT -> outcome;
      case ReaderTrial.WRONG -> "**" + outcome + "**";
      default -> "[" + causes.computeIfAbsent(outcome, o -> causes.size() + 1) + "]";
    };
  }

  /** Puts the tables where the page has its own. */
  String in(Path page) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(page + " needs a line " + BEGIN + "and after it a line " + END);
    }
    return text.substring(0, begin + BEGIN.length()) + markdown() + text.substring(end);
  }

  private String markdown() {
    StringBuilder text = new StringBuilder();
    tables.forEach((title, rows) -> table(text, title, rows));
    text.append("\n### What was thrown\n");
    causes.forEach(
        (cause, n) -> text.append(String.format(Locale.ROOT, "\n%d. `` %s ``", n, cause)));
    return text.append("\n\n").toString();
  }

  private static void table(
      StringBuilder text, String title, Map<String, Map<String, String>> rows) {
    List<String> columns =
        rows.values().stream().flatMap(r -> r.keySet().stream()).distinct().toList();
    text.append("\n### ").append(title).append("\n\n| |");
    columns.forEach(column -> text.append(' ').append(column).append(" |"));
    text.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    rows.forEach(
        (row, cells) -> {
          text.append("| ").append(row).append(" |");
          columns.forEach(c -> text.append(' ').append(cells.getOrDefault(c, "")).append(" |"));
          text.append('\n');
        });
  }
}
