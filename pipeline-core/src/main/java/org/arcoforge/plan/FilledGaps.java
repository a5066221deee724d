package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.merge.ScannedArchive;

/** Lists what a plan leaves empty by policy; the first of them, for there may be many. */
final class FilledGaps {
  private static final int LISTED = 100;
  private static final int SHOWN = 3;

  private FilledGaps() {}

  /** Returns missing files by position, then the variables that files lack. */
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

  /**
   * Returns one sentence for each policy that leaves something empty or out: how much, and of what.
   */
  static List<String> sentences(ScannedArchive archive, List<PlannedArray> arrays) {
    List<String> all = new ArrayList<>();
    String files = " of " + archive.pattern().size() + " files ";
    say(all, archive, archive.missing(), "missing_files: fill", files + "are not there, and empty");
    say(all, archive, archive.skippedFiles(), "missing_files: skip", files + "are left out");
    for (PlannedArray array : arrays) {
      List<Long> lacking =
          array.absent().asSet().stream().filter(p -> !archive.missing().contains(p)).toList();
      String what = files + "lack '" + array.name() + "', which is empty there";
      say(all, archive, lacking, "missing_variables: fill", what);
    }
    return all;
  }

  private static void say(
      List<String> all,
      ScannedArchive archive,
      Collection<Long> positions,
      String policy,
      String what) {
    if (!positions.isEmpty()) {
      FilePattern pattern = archive.pattern();
      String shown =
          positions.stream()
              .limit(SHOWN)
              .map(p -> pattern.shownUrl(pattern.position(p)))
              .collect(Collectors.joining(", "));
      int more = positions.size() - SHOWN;
      all.add(
          "policies: {"
              + policy
              + "}: "
              + positions.size()
              + what
              + ": "
              + shown
              + (more > 0 ? " and " + more + " more" : ""));
    }
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
