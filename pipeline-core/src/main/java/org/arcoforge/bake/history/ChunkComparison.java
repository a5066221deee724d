package org.arcoforge.bake.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Region;
import org.arcoforge.bake.history.VersionDiff.ChunkChange;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.ObjectIndex;
import org.jspecify.annotations.Nullable;

/** Compares the objects of arrays by the digests that manifests tell. */
final class ChunkComparison {
  private ChunkComparison() {}

  private static final int MOST_EXAMPLES = 5;

  /** Returns the arrays of both versions; none if either has no manifest. */
  static List<ChunkChange> between(VersionContents a, VersionContents b) {
    if (a.manifest() == null || b.manifest() == null) {
      return List.of();
    }
    TreeSet<String> names = new TreeSet<>(a.manifest().arrays().keySet());
    names.addAll(b.manifest().arrays().keySet());
    List<ChunkChange> all = new ArrayList<>();
    for (String name : names) {
      all.add(
          new Comparison(name, Side.of(a, name), Side.of(b, name)).of(a.manifest(), b.manifest()));
    }
    return all;
  }

  /** A side is one version's grid of an array; it has none where there is no such array. */
  private record Side(
      VersionContents version, @Nullable ArrayLayout layout, @Nullable ObjectIndex index) {
    static Side of(VersionContents version, String array) {
      ArrayLayout layout = version.layout().array(array).orElse(null);
      return new Side(
          version,
          layout,
          layout == null ? null : ObjectIndex.of(layout, version.layout().zarrFormat()));
    }

    long number(String key) {
      return index == null ? -1 : index.number(key);
    }

    @Nullable Region region(String key) {
      long number = number(key);
      return number < 0 || layout == null
          ? null
          : layout.objects().region(layout.objects().index(number));
    }

    String extent(String key) {
      Region region = region(key);
      return region == null || layout == null ? "" : text(version.labels(), layout, region);
    }
  }

  private static final class Comparison {
    private final String array;
    private final Side a;
    private final Side b;
    private final List<ChunkChange.Example> examples = new ArrayList<>();
    private long unchanged;
    private long added;
    private long extended;
    private long replaced;
    private long removed;

    Comparison(String array, Side a, Side b) {
      this.array = array;
      this.a = a;
      this.b = b;
    }

    ChunkChange of(Manifest before, Manifest after) {
      Map<String, Manifest.Entry> was = new HashMap<>();
      before.arrays().getOrDefault(array, List.of()).forEach(row -> was.put(row.key(), row));
      List<Manifest.Entry> rows = new ArrayList<>(after.arrays().getOrDefault(array, List.of()));
      rows.sort(java.util.Comparator.comparingLong(row -> b.number(row.key())));
      for (Manifest.Entry row : rows) {
        Manifest.Entry old = was.remove(row.key());
        if (old == null) {
          added++;
          example(row.key(), "added", b);
        } else if (Objects.equals(old.written(), row.written())) {
          unchanged++;
        } else if (isLarger(row.key())) {
          extended++;
          example(row.key(), "extended", b);
        } else {
          replaced++;
          example(row.key(), "replaced", b);
        }
      }
      removed = was.size();
      was.keySet().stream()
          .sorted(java.util.Comparator.comparingLong(a::number))
          .limit(MOST_EXAMPLES)
          .forEach(key -> example(key, "removed", a));
      return new ChunkChange(array, unchanged, added, extended, replaced, removed, examples);
    }

    private boolean isLarger(String key) {
      Region old = a.region(key);
      Region now = b.region(key);
      return old != null && now != null && now.elements() > old.elements();
    }

    private void example(String key, String what, Side side) {
      if (examples.size() < MOST_EXAMPLES) {
        examples.add(new ChunkChange.Example(key, what, side.extent(key)));
      }
    }
  }

  /** A box by what is at its ends; a whole axis is left out. */
  static String text(AxisLabels labels, ArrayLayout layout, Region region) {
    List<String> parts = new ArrayList<>();
    for (int d = 0; d < region.rank(); d++) {
      if (region.size(d) == layout.variable().dimensions().get(d).length()) {
        continue;
      }
      String dimension = layout.variable().dimensions().get(d).name();
      String path = labels.path(layout.variable().name(), dimension);
      String from = labels.at(path, region.start(d)).orElse("");
      String to = labels.at(path, region.end(d) - 1).orElse("");
      if (from.isEmpty() || to.isEmpty()) { // indices, the end not among them
        parts.add(path + " " + region.start(d) + ":" + region.end(d));
      } else {
        parts.add(path + " " + from + (from.equals(to) ? "" : " … " + to));
      }
    }
    return parts.isEmpty() ? "all" : String.join(", ", parts);
  }
}
