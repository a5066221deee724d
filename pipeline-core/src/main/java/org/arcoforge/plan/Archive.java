package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;

/** The scanned files of a pattern in the order of their positions, and what is missing. */
final class Archive {
  private static final int SHOWN = 5;

  private final Recipe recipe;
  private final List<SourceRecord> records;
  private final Map<Long, SourceRecord> byPosition = new HashMap<>();
  private final Set<Long> missing = new TreeSet<>();
  private final List<Set<Long>> skipped = new ArrayList<>();

  /**
   * Sorts the records and applies {@code policies.missing_files}.
   *
   * @throws PlanException if files failed, or more are missing than the policy allows
   */
  Archive(Recipe recipe, List<SourceRecord> records, List<SourceFailure> failures) {
    this.recipe = recipe;
    this.records = new ArrayList<>(records);
    this.records.sort(Comparator.comparingLong(SourceRecord::position));
    pattern().dims().forEach(d -> skipped.add(new TreeSet<>()));
    judge(failures);
    for (SourceRecord r : this.records) {
      byPosition.put(r.position(), r);
    }
    this.records.removeIf(r -> isSkipped(pattern().position(r.position())));
    if (this.records.isEmpty()) {
      throw PlanException.sources(
          "none of the " + pattern().size() + " files of the pattern is there");
    }
  }

  private void judge(List<SourceFailure> failures) {
    List<SourceFailure> sorted = new ArrayList<>(failures);
    sorted.sort(Comparator.comparingLong(SourceFailure::position));
    Policies policies = recipe.policies();
    List<SourceFailure> fatal =
        policies.missingFiles() == Policies.MissingFilePolicy.ERROR
            ? sorted
            : sorted.stream().filter(f -> !f.notFound()).toList();
    if (fatal.stream().anyMatch(f -> f.kind() == SourceFailure.Kind.RECIPE)) {
      throw PlanException.recipe(
          describe(fatal.stream().filter(f -> f.kind() == SourceFailure.Kind.RECIPE).toList()));
    }
    if (!fatal.isEmpty()) {
      throw PlanException.sources(describe(fatal));
    }
    if (sorted.size() > policies.missingFileLimit()) {
      throw PlanException.sources(
          sorted.size()
              + " files are missing, and policies: {missing_files: {limit: "
              + policies.missingFileLimit()
              + "}} allows fewer:\n"
              + describe(sorted));
    }
    for (SourceFailure f : sorted) {
      if (policies.missingFiles() == Policies.MissingFilePolicy.SKIP) {
        skip(f);
      } else {
        missing.add(f.position());
      }
    }
  }

  private void skip(SourceFailure f) {
    List<Integer> concat = concatDims();
    if (concat.size() != 1) {
      throw PlanException.recipe(
          f.message()
              + "\npolicies: {missing_files: skip} needs one concat dimension, the pattern has "
              + concat.size()
              + "; write fill");
    }
    skipped.get(concat.get(0)).add(pattern().position(f.position()).index().get(concat.get(0)));
  }

  private String describe(List<SourceFailure> failures) {
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
    if (failures.stream().allMatch(SourceFailure::notFound)) {
      s.append("\nwrite policies: {missing_files: fill} or {missing_files: skip} to go on without");
    }
    return s.toString();
  }

  FilePattern pattern() {
    return recipe.pattern();
  }

  Recipe recipe() {
    return recipe;
  }

  /** All files there are, by position. */
  List<SourceRecord> records() {
    return records;
  }

  /** Positions to fill. */
  Set<Long> missing() {
    return missing;
  }

  /** Which dimensions of the pattern are concat dimensions. */
  List<Integer> concatDims() {
    List<Integer> dims = new ArrayList<>();
    for (int d = 0; d < pattern().dims().size(); d++) {
      if (pattern().dims().get(d).kind() == PatternDim.Kind.CONCAT) {
        dims.add(d);
      }
    }
    return dims;
  }

  /** Place in the pattern of the concat dimension of that name, or -1. */
  int concatDim(String name) {
    for (int d : concatDims()) {
      if (pattern().dims().get(d).name().equals(name)) {
        return d;
      }
    }
    return -1;
  }

  /** The indices along a dimension of the pattern that are not skipped. */
  long[] indices(int patternDim) {
    long n = pattern().dims().get(patternDim).keys().size();
    return java.util.stream.LongStream.range(0, n)
        .filter(i -> !skipped.get(patternDim).contains(i))
        .toArray();
  }

  private boolean isSkipped(Position position) {
    for (int d = 0; d < skipped.size(); d++) {
      if (skipped.get(d).contains(position.index().get(d))) {
        return true;
      }
    }
    return false;
  }

  @org.jspecify.annotations.Nullable
  SourceRecord at(long position) {
    return byPosition.get(position);
  }

  /** The row-major number of an index vector. */
  long number(long[] index) {
    long n = 0;
    for (int d = 0; d < index.length; d++) {
      n = n * pattern().dims().get(d).keys().size() + index[d];
    }
    return n;
  }

  /** For messages: URL and position. */
  String label(SourceRecord r) {
    return r.url() + ", " + pattern().label(pattern().position(r.position()));
  }
}
