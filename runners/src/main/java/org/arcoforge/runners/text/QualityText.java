package org.arcoforge.runners.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.arcoforge.array.Statistics;
import org.arcoforge.quality.QualityFlag;
import org.arcoforge.quality.QualityReport;
import org.arcoforge.quality.VariableQuality;

/** Writes a quality report for people: what looks wrong first, then a row for each variable. */
public final class QualityText {
  private QualityText() {}

  /** Returns the lines. */
  public static List<String> lines(QualityReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(report.title() + (report.version().isEmpty() ? "" : ", version " + report.version()));
    List<QualityFlag> flags = report.flags();
    if (flags.isEmpty()) {
      lines.add("nothing looks wrong");
    }
    for (QualityFlag f : flags) {
      lines.add("looks wrong (" + f.kind().word() + "): '" + f.variable() + "': " + f.text());
    }
    TextTable table = new TextTable("variable", "units", ">min", ">mean", ">max", ">missing");
    for (VariableQuality v : report.variables()) {
      Statistics s = v.statistics();
      if (s == null) {
        table.row(v.variable().name(), v.units(), "", "", "", "");
      } else {
        table.row(
            v.variable().name(),
            v.units(),
            number(s.min()),
            number(s.mean()),
            number(s.max()),
            Long.toString(s.missing()));
      }
    }
    table.lines().forEach(lines::add);
    for (VariableQuality v : report.variables()) {
      v.allNotes().forEach(n -> lines.add("note: '" + v.variable().name() + "': " + n));
    }
    return lines;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
