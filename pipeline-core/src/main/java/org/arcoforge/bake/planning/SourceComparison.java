package org.arcoforge.bake.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.source.Sources;

/**
 * Compares the files that are published with those there are now, told by their URLs without
 * secrets.
 *
 * @param gone URLs of published files that are not there now
 * @param changed URLs of published files whose size, time or entity tag is another one now, or that
 *     were missing when they were published
 * @param changedPositions where these are in the pattern now
 * @param before for each position now the position that the file had; -1 if it is new
 */
record SourceComparison(
    List<String> gone, List<String> changed, Set<Long> changedPositions, long[] before) {
  static SourceComparison of(PlanFile.Loaded old, FilePattern pattern, ScanResults scans) {
    FilePattern published = old.plan().recipe().pattern();
    FilePattern firstPublished = published.choosing(0);
    FilePattern first = pattern.choosing(0);
    Map<String, Long> positions = new HashMap<>();
    for (long n = 0; n < published.size(); n++) {
      positions.put(key(firstPublished, n), n);
    }
    Map<Long, SourceRecord> found = new HashMap<>();
    scans.records().forEach(r -> found.put(r.position(), r));
    long[] before = new long[Math.toIntExact(pattern.size())];
    List<String> changed = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    Set<Long> positionsNow = new HashSet<>();
    for (int n = 0; n < before.length; n++) {
      String url = pattern.url(pattern.position(n));
      Long was = positions.remove(key(first, n));
      before[n] = was == null ? -1 : was;
      SourceRecord now = found.get((long) n);
      if (was == null) {
        continue;
      }
      boolean wasMissing = old.plan().missing().contains(was);
      if (now == null) {
        if (!wasMissing) {
          gone.add(url);
        }
      } else if (wasMissing
          || published.taken(was) != pattern.taken(n)
          || !old.sources().matches(was, now.fingerprint())) {
        changed.add(now.url());
        positionsNow.add((long) n);
      }
    }
    positions.values().stream()
        .sorted()
        .filter(n -> !old.plan().missing().contains(n))
        .forEach(n -> gone.add(published.url(published.position(n))));
    return new SourceComparison(gone, changed, positionsNow, before);
  }

  /** Of alternatives the first one stands for all: which is taken may change. */
  private static String key(FilePattern pattern, long number) {
    return Sources.key(pattern.url(pattern.position(number)));
  }
}
