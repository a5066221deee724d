package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.jspecify.annotations.Nullable;

/**
 * Tells which objects of a planned store differ from those of a published one: those beyond its
 * extent, and those that other files fill, or files that have changed.
 *
 * @param touched all of them, by array
 * @param replaced those of them that hold other values within the published extent, by array
 */
public record TouchedObjects(Map<String, ObjectSet> touched, Map<String, ObjectSet> replaced) {
  /**
   * Compares two plans, object by object.
   *
   * @param before gives the position that a file of the planned store had in the published one; -1
   *     if it had none
   * @param changed whether a file of the planned store is another one than was published
   */
  public static TouchedObjects of(
      Plan published, Plan planned, LongUnaryOperator before, LongPredicate changed) {
    Map<String, ObjectSet> touched = new TreeMap<>();
    Map<String, ObjectSet> replaced = new TreeMap<>();
    for (PlannedArray now : planned.arrays()) {
      ObjectSet.Builder all = new ObjectSet.Builder();
      ObjectSet.Builder other = new ObjectSet.Builder();
      PlannedArray was =
          published.arrays().stream()
              .filter(a -> a.name().equals(now.name()))
              .filter(a -> Growth.isAlike(a.layout(), now.layout()))
              .findFirst()
              .orElse(null);
      ChunkGrid objects = now.layout().objects();
      for (long[] index : Indices.of(objects.all())) {
        Region region = objects.region(index);
        Region kept = was == null ? null : within(was.layout(), region);
        boolean replaces =
            was == null
                || (kept != null && differs(published, was, planned, now, kept, before, changed));
        if (replaces) {
          other.add(objects.linear(index));
        }
        if (replaces || kept == null || !region.equals(kept)) {
          all.add(objects.linear(index));
        }
      }
      touched.put(now.name(), all.build());
      replaced.put(now.name(), other.build());
    }
    return new TouchedObjects(touched, replaced);
  }

  /**
   * Returns the same with objects that are to be written whatever the plans say.
   *
   * @param more by array; those of other arrays do not count
   */
  public TouchedObjects plus(Map<String, ObjectSet> more, Map<String, ObjectSet> moreReplaced) {
    return new TouchedObjects(union(touched, more), union(replaced, moreReplaced));
  }

  private static Map<String, ObjectSet> union(
      Map<String, ObjectSet> sets, Map<String, ObjectSet> more) {
    Map<String, ObjectSet> all = new TreeMap<>(sets);
    all.replaceAll((name, set) -> set.plus(more.getOrDefault(name, ObjectSet.ofRuns())));
    return all;
  }

  /** The part of a region that an array has; null if it has none of it. */
  private static @Nullable Region within(ArrayLayout array, Region region) {
    Region part = region.intersect(Region.whole(array.variable().shape()));
    return part.isEmpty() ? null : part;
  }

  private static boolean differs(
      Plan published,
      PlannedArray was,
      Plan planned,
      PlannedArray now,
      Region region,
      LongUnaryOperator before,
      LongPredicate changed) {
    Block known = was.values();
    Block after = now.values();
    if (known != null || after != null) {
      return known == null || after == null || !known.part(region).equals(after.part(region));
    }
    List<Fragment> old = new ArrayList<>();
    List<Fragment> next = new ArrayList<>();
    published.fragments(was, region, old::add);
    planned.fragments(now, region, next::add);
    if (old.size() != next.size()) {
      return true;
    }
    for (int n = 0; n < old.size(); n++) {
      Fragment a = old.get(n);
      Fragment b = next.get(n);
      if (a.filled() != b.filled()
          || !a.target().equals(b.target())
          || !a.source().equals(b.source())
          || before.applyAsLong(b.position()) != a.position()
          || changed.test(b.position())) {
        return true;
      }
    }
    return false;
  }
}
