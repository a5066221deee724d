package org.arcoforge.bake.planning;

import org.arcoforge.array.Variable;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.plan.Growth;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.view.VariableView;
import org.jspecify.annotations.Nullable;

/**
 * A differing file is the first one since a version was published whose variable is stored
 * otherwise than in the files of that version.
 */
final class DifferingFile {
  private DifferingFile() {}

  /**
   * Returns which one it is and in what it differs, to go on with in a sentence; empty if none
   * does.
   *
   * @param name of the variable
   */
  static String of(String name, ScanResults scans, SourceComparison sources) {
    Variable first = null;
    for (SourceRecord record : scans.records()) {
      if (!isNew(record, sources) && first == null) {
        first = variable(record, name);
      }
    }
    for (SourceRecord record : scans.records()) {
      Variable now = variable(record, name);
      if (first != null && now != null && isNew(record, sources)) {
        String difference = Growth.difference(first, now);
        if (!difference.isEmpty()) {
          return " (" + record.url() + ", position " + record.position() + ": " + difference + ")";
        }
      }
    }
    return "";
  }

  private static boolean isNew(SourceRecord record, SourceComparison sources) {
    return sources.before()[Math.toIntExact(record.position())] < 0
        || sources.changedPositions().contains(record.position());
  }

  private static @Nullable Variable variable(SourceRecord record, String name) {
    return record.view().variable(name).map(VariableView::variable).orElse(null);
  }
}
