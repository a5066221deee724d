package org.arcoforge.beam;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.Position;
import org.arcoforge.pattern.Urls;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.SourceRecord;
import org.arcoforge.recipe.Recipe;

/** A plan made in this process from headers only; nothing is written. */
public final class PlanPreview {
  private final BakeConfig config;
  private final LongConsumer progress;

  private PlanPreview(BakeConfig config, LongConsumer progress) {
    this.config = config;
    this.progress = progress;
  }

  /**
   * Plans.
   *
   * @param progress told how many headers are read
   * @param all read every header, also where {@code items_per_file} says what is in them
   * @throws org.arcoforge.plan.PlanException if no plan can be made
   */
  public static Plan plan(BakeConfig config, LongConsumer progress, boolean all)
      throws IOException {
    return new PlanPreview(config, progress).plan(all);
  }

  /** The recipe with the files that its glob finds; the recipe itself if it has none. */
  public static Recipe resolve(BakeConfig config) throws IOException {
    Recipe recipe = config.recipe();
    if (!(recipe.pattern().urls() instanceof Urls.Glob glob)) {
      return recipe;
    }
    List<String> found = Readers.of(config).opener().glob(glob.glob());
    if (found.isEmpty()) {
      throw new org.arcoforge.source.SourceNotFoundException(
          glob.glob(), "no file matches this glob");
    }
    return recipe.toBuilder().pattern(Urls.Glob.resolve(recipe.pattern(), found)).build();
  }

  /** Closes the source files that a bake left open in this process, and forgets its plan. */
  public static void close(BakeConfig config) throws IOException {
    PlanFile.forget(config);
    Tally.forget(config);
    Readers.close(config);
  }

  private Plan plan(boolean all) throws IOException {
    FilePattern pattern = config.recipe().pattern();
    List<Long> numbers = new ArrayList<>();
    boolean trusted = !all && isTrusted(pattern);
    for (long n = 0; n < pattern.size(); n++) {
      if (!trusted || isExample(pattern, pattern.position(n))) {
        numbers.add(n);
      }
    }
    List<Scanner.Scan> scans =
        new Scanner(config.recipe(), Readers.of(config))
            .scan(numbers, config.resources().threads(), progress);
    if (trusted) {
      if (scans.stream().anyMatch(s -> s.record() == null || s.record().view().differsByFile())) {
        return plan(true);
      }
      scans = extrapolate(pattern, scans);
    }
    return Planning.plan(config, scans);
  }

  private static boolean isTrusted(FilePattern pattern) {
    return pattern.dims().stream()
        .allMatch(d -> d.kind() == PatternDim.Kind.MERGE || d.itemsPerFile() > 0);
  }

  /** One file for each key of the merge dimensions. */
  private static boolean isExample(FilePattern pattern, Position position) {
    for (int d = 0; d < pattern.dims().size(); d++) {
      if (pattern.dims().get(d).kind() == PatternDim.Kind.CONCAT && position.index().get(d) != 0) {
        return false;
      }
    }
    return true;
  }

  private List<Scanner.Scan> extrapolate(FilePattern pattern, List<Scanner.Scan> examples) {
    Map<List<Long>, SourceRecord> byMerge = new HashMap<>();
    for (Scanner.Scan s : examples) {
      SourceRecord r = java.util.Objects.requireNonNull(s.record());
      byMerge.put(mergeIndex(pattern, pattern.position(r.position())), r);
    }
    List<Scanner.Scan> scans = new ArrayList<>();
    for (long n = 0; n < pattern.size(); n++) {
      Position position = pattern.position(n);
      SourceRecord r = java.util.Objects.requireNonNull(byMerge.get(mergeIndex(pattern, position)));
      scans.add(
          new Scanner.Scan(
              new SourceRecord(
                  n, pattern.url(position), r.fingerprint(), r.view(), Map.of(), r.digests()),
              null));
    }
    return scans;
  }

  private static List<Long> mergeIndex(FilePattern pattern, Position position) {
    List<Long> index = new ArrayList<>(position.index());
    for (int d = 0; d < pattern.dims().size(); d++) {
      if (pattern.dims().get(d).kind() == PatternDim.Kind.CONCAT) {
        index.set(d, 0L);
      }
    }
    return index;
  }
}
