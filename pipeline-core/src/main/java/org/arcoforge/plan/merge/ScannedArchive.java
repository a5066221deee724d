package org.arcoforge.plan.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.recipe.ConcatDimNames;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.VariableEncoding;
import org.arcoforge.view.FileView;

/**
 * A scanned archive holds the scanned files of a pattern in the order of their positions, and what
 * is missing.
 */
public final class ScannedArchive {
  private static final int SHOWN = 5;

  private final Recipe recipe;
  private final List<SourceRecord> records;
  private final List<SourceRecord> views = new ArrayList<>();
  private final List<SourceRecord> headers;
  private final Set<Long> missing = new TreeSet<>();
  private final Set<Long> skippedFiles = new TreeSet<>();
  private final List<Set<Long>> skipped = new ArrayList<>();
  private final List<Integer> concatDims = new ArrayList<>();
  private final ConcatDimNames concatNames;
  private final long[] sizes;
  private final long[] strides;

  /**
   * Sorts the records and applies {@code policies.missing_files}.
   *
   * @throws org.arcoforge.recipe.RefusedException if files failed, or more are missing than the
   *     policy allows
   */
  public ScannedArchive(Recipe recipe, List<SourceRecord> records, List<SourceFailure> failures) {
    this.recipe = recipe;
    this.records = new ArrayList<>(records);
    this.records.sort(Comparator.comparingLong(SourceRecord::position));
    pattern().dims().forEach(d -> skipped.add(new TreeSet<>()));
    // Keys are counted once: dates are counted by the calendar, and there may be a million files.
    sizes = pattern().dims().stream().mapToLong(d -> d.keys().size()).toArray();
    strides = new long[sizes.length];
    concatNames = new ConcatDimNames(pattern());
    long stride = 1;
    for (int d = sizes.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= sizes[d];
      PatternDim dim = pattern().dims().get(d);
      if (dim.kind() == PatternDim.Kind.CONCAT) {
        concatDims.add(0, d);
      }
    }
    judge(failures);
    this.records.removeIf(r -> isSkipped(r.position()));
    Set<FileView> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    FileView last = null;
    for (SourceRecord r : this.records) {
      if (r.view() != last && seen.add(r.view())) {
        views.add(r);
      }
      last = r.view();
    }
    headers = DistinctHeaders.of(views);
    if (this.records.isEmpty()) {
      throw RefusedException.sources(
          "none of the " + pattern().size() + " files of the pattern is there");
    }
  }

  private void judge(List<SourceFailure> failures) {
    List<SourceFailure> sorted = new ArrayList<>(failures);
    sorted.sort(Comparator.comparingLong(SourceFailure::position));
    Policies policies = recipe.policies();
    sorted.stream()
        .filter(f -> f.kind() == SourceFailure.Kind.ALL)
        .findFirst()
        .ifPresent(
            f -> {
              throw RefusedException.sources(f.message());
            });
    if (sorted.size() > 1
        && sorted.size() == pattern().size()
        && sorted.stream().allMatch(SourceFailure::notFound)) {
      throw RefusedException.sources(
          noneExists("none of the " + sorted.size() + " files exists", sorted.get(0)));
    }
    checkKinds(sorted);
    List<SourceFailure> fatal =
        policies.holes() == Policies.MissingFilePolicy.ERROR
            ? sorted
            : sorted.stream().filter(f -> !f.notFound()).toList();
    if (fatal.stream().anyMatch(f -> f.kind() == SourceFailure.Kind.RECIPE)) {
      throw RefusedException.recipe(
          describe(fatal.stream().filter(f -> f.kind() == SourceFailure.Kind.RECIPE).toList()));
    }
    if (!fatal.isEmpty()) {
      throw RefusedException.sources(describe(fatal));
    }
    if (sorted.size() > policies.missingFileLimit()) {
      throw RefusedException.sources(
          sorted.size()
              + " files are missing, and policies: {missing_files: {limit: "
              + policies.missingFileLimit()
              + "}} allows no more than that; write policies: {missing_files: {"
              + (policies.missingFiles() == policies.holes() ? "policy: " : "policy: wait, holes: ")
              + policies.holes().name().toLowerCase(Locale.ROOT)
              + ", limit: "
              + sorted.size()
              + "}} to allow them:\n"
              + list(sorted));
    }
    for (SourceFailure f : sorted) {
      if (policies.holes() == Policies.MissingFilePolicy.SKIP) {
        skip(f);
      } else {
        missing.add(f.position());
      }
    }
  }

  /** What a key of a merge dim stands for must not be missing altogether, whatever the policy. */
  private void checkKinds(List<SourceFailure> failures) {
    for (int d = 0; d < sizes.length; d++) {
      if (pattern().dims().get(d).kind() != PatternDim.Kind.MERGE || sizes[d] == 1) {
        continue;
      }
      Map<Long, Long> missing = new HashMap<>();
      for (SourceFailure f : failures) {
        long all = f.notFound() ? missing.merge(index(f.position(), d), 1L, Long::sum) : 0;
        if (all == pattern().size() / sizes[d]) {
          String name = pattern().dims().get(d).name();
          throw RefusedException.sources(
              noneExists(
                  "none of the files of "
                      + name
                      + "="
                      + pattern().keys(pattern().position(f.position())).get(name)
                      + " exists",
                  f));
        }
      }
    }
  }

  /** Returns what to look at if files are asked for in vain. */
  public static String noneExists(String which, SourceFailure example) {
    return which + ": is the url right? For example " + example.message();
  }

  private void skip(SourceFailure f) {
    List<Integer> concat = concatDims();
    if (concat.size() != 1) {
      throw RefusedException.recipe(
          f.message()
              + "\npolicies: {missing_files: skip} needs one concat dimension, the pattern has "
              + concat.size()
              + "; write policies: {missing_files: fill}");
    }
    skippedFiles.add(f.position());
    skipped.get(concat.get(0)).add(index(f.position(), concat.get(0)));
  }

  private String describe(List<SourceFailure> failures) {
    boolean some =
        failures.size() < pattern().size() && failures.stream().allMatch(SourceFailure::notFound);
    return list(failures)
        + (some
            ? "\nwrite policies: {missing_files: fill}"
                + (concatDims.size() == 1 ? " or {missing_files: skip}" : "")
                + " to go on without"
            : "");
  }

  private String list(List<SourceFailure> failures) {
    StringBuilder s = new StringBuilder();
    for (SourceFailure f : failures.subList(0, Math.min(SHOWN, failures.size()))) {
      s.append(s.length() == 0 ? "" : "\n")
          .append(f.message())
          .append(", ")
          .append(pattern().label(pattern().position(f.position())));
    }
    if (failures.size() > SHOWN) {
      s.append("\nand ").append(failures.size() - SHOWN).append(" more files");
    }
    return s.toString();
  }

  public FilePattern pattern() {
    return recipe.pattern();
  }

  public Recipe recipe() {
    return recipe;
  }

  /** Returns whether the author wants a type that may round. */
  public boolean isLossy(String variable) {
    VariableEncoding wish = recipe.target().encoding().get(variable);
    return wish != null && wish.dtype() != null;
  }

  /** Returns all files there are, by position. */
  public List<SourceRecord> records() {
    return records;
  }

  /**
   * Returns the first file of each view, by position. Files of one archive mostly share a few
   * views, so that what only depends on them is done for these.
   */
  List<SourceRecord> views() {
    return views;
  }

  /**
   * Returns what {@link #views} does, of views that differ in more than what global attributes say.
   */
  public List<SourceRecord> headers() {
    return headers;
  }

  /** Returns positions to fill. */
  public Set<Long> missing() {
    return missing;
  }

  /**
   * Returns positions of missing files that are left out, and all files of their index with them.
   */
  public Set<Long> skippedFiles() {
    return skippedFiles;
  }

  /** Returns which dimensions of the pattern are concat dims. */
  public List<Integer> concatDims() {
    return concatDims;
  }

  /**
   * Returns the place in the pattern of the concat dimension that runs along one of the data, or
   * -1.
   */
  public int concatDim(String name) {
    return concatNames.of(name);
  }

  /** Returns the indices along a dimension of the pattern that are not skipped. */
  public long[] indices(int patternDim) {
    return java.util.stream.LongStream.range(0, sizes[patternDim])
        .filter(i -> !skipped.get(patternDim).contains(i))
        .toArray();
  }

  private boolean isSkipped(long position) {
    for (int d = 0; d < skipped.size(); d++) {
      if (!skipped.get(d).isEmpty() && skipped.get(d).contains(index(position, d))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the place along a dimension of the pattern of a row-major number. */
  public long index(long position, int patternDim) {
    return position / strides[patternDim] % sizes[patternDim];
  }

  /** Returns the part of a row-major number that these dimensions of the pattern make. */
  long part(long position, List<Integer> patternDims) {
    long part = 0;
    for (int d : patternDims) {
      part += index(position, d) * strides[d];
    }
    return part;
  }

  /** Returns the number of keys along a dimension of the pattern. */
  public long size(int patternDim) {
    return sizes[patternDim];
  }

  /** Returns the row-major number of an index vector. */
  long number(long[] index) {
    long n = 0;
    for (int d = 0; d < index.length; d++) {
      n += index[d] * strides[d];
    }
    return n;
  }

  /** Returns URL and position for messages. */
  public String label(SourceRecord r) {
    return r.url() + ", " + pattern().label(pattern().position(r.position()));
  }
}
