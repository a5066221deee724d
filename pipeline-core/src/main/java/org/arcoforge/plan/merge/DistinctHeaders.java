package org.arcoforge.plan.merge;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.view.FileView;

/**
 * Groups files whose views share all but global attributes, for each file says when and by whom it
 * was made, which decides nothing about its variables.
 */
final class DistinctHeaders {
  /** Of so many that share variables and yet differ, others are not compared with all. */
  private static final int COMPARED = 8;

  private DistinctHeaders() {}

  /** Returns the first file of each group, in their order. */
  static List<SourceRecord> of(List<SourceRecord> views) {
    IdentityHashMap<Object, List<FileView>> known = new IdentityHashMap<>();
    List<SourceRecord> first = new ArrayList<>();
    for (SourceRecord r : views) {
      List<FileView> alike = known.computeIfAbsent(r.view().variables(), v -> new ArrayList<>());
      if (alike.stream().noneMatch(v -> isAlike(v, r.view()))) {
        first.add(r);
        if (alike.size() < COMPARED) {
          alike.add(r.view());
        }
      }
    }
    return first;
  }

  private static boolean isAlike(FileView a, FileView b) {
    return a.groups() == b.groups()
        && CfReferences.LISTS.stream()
            .allMatch(key -> a.attributes().get(key).equals(b.attributes().get(key)));
  }
}
