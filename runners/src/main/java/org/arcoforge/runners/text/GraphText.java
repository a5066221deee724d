package org.arcoforge.runners.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.arcoforge.catalog.graph.GraphAnswer;

/** Writes what was found in a catalog's graph: a row an answer. */
public final class GraphText {
  private GraphText() {}

  /** Returns the rows, or a line that says that there are none. */
  public static List<String> lines(List<GraphAnswer> answers) {
    if (answers.isEmpty()) {
      return List.of("nothing found");
    }
    TextTable table = new TextTable("DATA SET", "RELATION", "WHAT", "LOOKED AFTER BY");
    Set<String> datasets = new LinkedHashSet<>();
    for (GraphAnswer answer : answers) {
      table.row(
          answer.dataset(),
          answer.relation(),
          answer.what(),
          String.join(", ", answer.maintainers()));
      datasets.add(answer.dataset());
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(HumanSizes.count(datasets.size(), "data set"));
    return lines;
  }
}
