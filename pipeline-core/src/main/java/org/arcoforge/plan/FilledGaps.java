package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.merge.ScannedArchive;

/** Lists what a plan leaves empty by policy; the first of them, for there may be many. */
final class FilledGaps {
  private static final int LISTED = 100;

  private FilledGaps() {}

  /** Missing files by position, then the variables that files lack. */
  static List<FilledGap> of(ScannedArchive archive, List<PlannedArray> arrays) {
    List<FilledGap> holes = new ArrayList<>();
    add(holes, archive, archive.missing(), "", "missing_files: fill");
    add(holes, archive, archive.skippedFiles(), "", "missing_files: skip");
    for (PlannedArray array : arrays) {
      List<Long> lacking =
          array.absent().asSet().stream().filter(p -> !archive.missing().contains(p)).toList();
      add(holes, archive, lacking, array.name(), "missing_variables: fill");
    }
    return holes;
  }

  private static void add(
      List<FilledGap> holes,
      ScannedArchive archive,
      Iterable<Long> positions,
      String variable,
      String policy) {
    FilePattern pattern = archive.pattern();
    for (long number : positions) {
      if (holes.size() == LISTED) {
        return;
      }
      Position position = pattern.position(number);
      holes.add(
          new FilledGap(pattern.shownUrl(position), pattern.label(position), variable, policy));
    }
  }
}
