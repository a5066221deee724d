package org.arcoforge.bake.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.history.VersionDiff.SourceChange;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.source.Sources;
import org.jspecify.annotations.Nullable;

/** Compares the files that two versions are made of, told by their URLs without secrets. */
final class FileComparison {
  private FileComparison() {}

  /** Returns what changed; null if the sources of either version are not known. */
  static @Nullable SourceChange between(VersionContents a, VersionContents b) {
    PlanFile.Loaded was = a.run();
    PlanFile.Loaded is = b.run();
    if (was == null || is == null) {
      return null;
    }
    Map<String, Long> before = positions(was);
    Map<String, Long> after = positions(is);
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    after.forEach(
        (key, n) -> {
          Long old = before.get(key);
          if (old == null) {
            added.add(shown(is, n));
          } else if (taken(was, old) != taken(is, n)
              || !was.sources().matches(old, is.sources(), n)) {
            changed.add(shown(is, n));
          }
        });
    before.forEach(
        (key, n) -> {
          if (!after.containsKey(key)) {
            gone.add(shown(was, n));
          }
        });
    return new SourceChange(before.size(), after.size(), added, changed, gone);
  }

  private static int taken(PlanFile.Loaded run, long position) {
    return run.plan().recipe().pattern().taken(position);
  }

  private static String shown(PlanFile.Loaded run, long position) {
    FilePattern pattern = run.plan().recipe().pattern();
    return pattern.shownUrl(pattern.position(position));
  }

  /** Where the files that were there are in the pattern, by what tells them from others. */
  private static Map<String, Long> positions(PlanFile.Loaded run) {
    FilePattern pattern = run.plan().recipe().pattern();
    FilePattern first = pattern.choosing(0); // which of several alternatives is taken may change
    Map<String, Long> positions = new LinkedHashMap<>();
    for (long n = 0; n < pattern.size(); n++) {
      if (!run.plan().missing().contains(n)) {
        positions.put(Sources.key(first.url(first.position(n))), n);
      }
    }
    return positions;
  }
}
