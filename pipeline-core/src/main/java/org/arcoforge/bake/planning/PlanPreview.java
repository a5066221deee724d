package org.arcoforge.bake.planning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.scan.HeaderScanner;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.merge.SourceFailure;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.recipe.Policies;

/** Makes a plan in this process from headers only; nothing is written. */
public final class PlanPreview {
  private final WorkerSession session;
  private final LongConsumer progress;

  private PlanPreview(WorkerSession session, LongConsumer progress) {
    this.session = session;
    this.progress = progress;
  }

  /**
   * A preview is a plan, with what was looked at for it.
   *
   * @param plan what a bake would do
   * @param headers of so many files; of the others {@code items_per_file} and their dates tell
   * @param read so many of these; the others were kept from an earlier scan, and are still right
   */
  public record Preview(Plan plan, long headers, long read) {}

  /**
   * Plans from the headers of a bake's sources.
   *
   * @param progress told how many headers are read
   * @param all read every header, also where {@code items_per_file} says what is in them
   * @throws org.arcoforge.recipe.RefusedException if no plan can be made
   */
  public static Plan plan(WorkerSession session, LongConsumer progress, boolean all)
      throws IOException {
    return preview(session, progress, all).plan();
  }

  /** Plans, and tells what was looked at for it; see {@link #plan}. */
  public static Preview preview(WorkerSession session, LongConsumer progress, boolean all)
      throws IOException {
    return new PlanPreview(session, progress).plan(all);
  }

  /** Returns the headers of all of a bake's sources. */
  public static ScanResults scan(WorkerSession session, LongConsumer progress) throws IOException {
    return scanned(session, progress).build();
  }

  /** Returns what {@link #scan} does, for who adds to it. */
  public static ScanResults.Builder scanned(WorkerSession session, LongConsumer progress)
      throws IOException {
    ScanResults.Builder builder = new ScanResults.Builder();
    HeaderScanner.of(session)
        .scan(
            LongStream.range(0, session.config().recipe().pattern().size()),
            session.config().resources().threads(),
            progress,
            builder::add);
    return builder;
  }

  private Preview plan(boolean all) throws IOException {
    FilePattern pattern = session.config().recipe().pattern();
    boolean trusted = !all && isTrusted(pattern);
    LongStream numbers =
        LongStream.range(0, pattern.size())
            .filter(
                n ->
                    !trusted || isExample(pattern, n) || FoundArchive.mayWait(session.config(), n));
    HeaderScanner scanner = HeaderScanner.of(session);
    ScanResults.Builder builder = new ScanResults.Builder();
    scanner.scan(numbers, session.config().resources().threads(), progress, builder::add);
    ScanResults looked = builder.build();
    long headers = looked.records().size() + (long) looked.failures().size();
    FoundArchive found = FoundArchive.of(session.config(), looked);
    try (WorkerSession settled = session.with(session.config().withRecipe(found.recipe()))) {
      return plan(settled, found, trusted, headers, scanner);
    }
  }

  private Preview plan(
      WorkerSession settled,
      FoundArchive found,
      boolean trusted,
      long headers,
      HeaderScanner scanner)
      throws IOException {
    FilePattern pattern = found.recipe().pattern();
    ScanResults scans = found.scans();
    if (trusted) {
      if (isDecided(scans)) {
        return new Preview(Planning.plan(settled, scans), headers, scanner.read());
      }
      if (!scans.failures().isEmpty()
          || scans.records().stream().anyMatch(r -> r.view().differsByFile())) {
        return plan(true);
      }
      scans = extrapolate(pattern, scans.records());
    }
    Plan plan = Planning.plan(settled, scans).withWarnings(found.notes());
    progress.accept(pattern.size());
    return new Preview(plan, headers, scanner.read());
  }

  private static boolean isTrusted(FilePattern pattern) {
    return pattern.dims().stream()
        .allMatch(d -> d.kind() == PatternDim.Kind.MERGE || d.itemsPerFile() > 0);
  }

  /** Whether what has failed already says that there is no plan, however the other files are. */
  private boolean isDecided(ScanResults scans) {
    boolean allowed =
        session.config().recipe().policies().holes() != Policies.MissingFilePolicy.ERROR;
    return scans.failures().stream()
        .anyMatch(f -> f.kind() != SourceFailure.Kind.NOT_FOUND || !allowed);
  }

  /**
   * One file for each key of the merge dimensions; and the last, which is the likeliest to lack.
   */
  private static boolean isExample(FilePattern pattern, long number) {
    if (number == pattern.size() - 1) {
      return true;
    }
    Position position = pattern.position(number);
    for (int d = 0; d < pattern.dims().size(); d++) {
      if (pattern.dims().get(d).kind() == PatternDim.Kind.CONCAT && position.index().get(d) != 0) {
        return false;
      }
    }
    return true;
  }

  private ScanResults extrapolate(FilePattern pattern, List<SourceRecord> examples) {
    Map<List<Long>, SourceRecord> byMerge = new HashMap<>();
    for (SourceRecord r : examples) {
      byMerge.putIfAbsent(mergeIndex(pattern, pattern.position(r.position())), r);
    }
    List<SourceRecord> records = new ArrayList<>();
    for (long n = 0; n < pattern.size(); n++) {
      Position position = pattern.position(n);
      SourceRecord r = java.util.Objects.requireNonNull(byMerge.get(mergeIndex(pattern, position)));
      records.add(
          SourceRecord.builder()
              .position(n)
              .url(pattern.shownUrl(position))
              .fingerprint(r.fingerprint())
              .view(r.view())
              .digests(r.digests())
              .build());
    }
    return new ScanResults(records, List.of());
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
