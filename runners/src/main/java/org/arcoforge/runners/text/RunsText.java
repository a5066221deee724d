package org.arcoforge.runners.text;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.arcoforge.bake.runs.RunRecord;
import org.arcoforge.text.CutText;

/** Prints what runs came to, as a table. */
public final class RunsText {
  private static final int LONGEST = 60;

  private RunsText() {}

  /** Prints a line for each run. */
  public static void print(List<RunRecord> runs, PrintWriter out) {
    if (runs.isEmpty()) {
      out.println("no run has left a record; bakes do with --scheduled");
      return;
    }
    TextTable table =
        new TextTable(
            "began",
            "feedstock",
            "recipe",
            "status",
            ">objects",
            ">read",
            ">written",
            ">seconds",
            ">cost",
            "version",
            "problem");
    for (RunRecord run : runs) {
      String problem = run.firstProblem().replaceAll("\\s+", " ");
      table.row(
          run.began(),
          run.feedstock(),
          run.recipe(),
          run.status().toString(),
          String.valueOf(run.chunksWritten()),
          HumanSizes.text(run.bytesRead()),
          HumanSizes.text(run.bytesWritten()),
          String.format(Locale.ROOT, "%.1f", run.seconds()),
          run.currency().isEmpty()
              ? ""
              : String.format(Locale.ROOT, "%.2f %s", run.cost(), run.currency()),
          run.version(),
          CutText.of(problem, LONGEST));
    }
    table.lines().forEach(out::println);
  }

  /** Returns a duration in days, hours or minutes. */
  public static String words(Duration time) {
    if (time.toHours() >= 48) {
      return time.toDays() + " days";
    }
    return time.toMinutes() >= 120 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
  }
}
