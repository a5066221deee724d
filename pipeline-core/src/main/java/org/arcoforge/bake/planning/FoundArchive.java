package org.arcoforge.bake.planning;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.scan.ScanResults;
import org.arcoforge.pattern.DateText;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.plan.merge.SourceFailure;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.Target;

/**
 * A found archive is what a scan tells of a recipe's pattern: which of several alternatives each
 * file is, and where the archive ends so far. Files at the end that are not there yet are no longer
 * in its pattern.
 *
 * @param recipe whose pattern names the files that are there, and holes among them
 * @param scans of them, by their positions in that pattern
 * @param notes for people: what is not there yet, and which files are not the first choice
 */
record FoundArchive(Recipe recipe, ScanResults scans, List<String> notes) {
  /** The archive as a scan of the whole pattern, or of its examples, found it. */
  static FoundArchive of(BakeConfig config, ScanResults scans) {
    FoundArchive found = new FoundArchive(config.recipe(), scans, List.of());
    if (config.recipe().policies().missingFiles() == Policies.MissingFilePolicy.WAIT) {
      found = found.ending(began(config));
    }
    return found.chosen().telling(config.recipe().target().mode());
  }

  /** With a note of files that can change unnoticed, where later bakes ask which have changed. */
  private FoundArchive telling(Target.Mode mode) {
    List<SourceRecord> mute =
        scans.records().stream()
            .filter(r -> r.fingerprint().etag().isEmpty() && r.fingerprint().modified() == 0)
            .toList();
    if (mode != Target.Mode.APPEND || mute.isEmpty()) {
      return this;
    }
    List<String> more = new ArrayList<>(notes);
    more.add(
        mute.size()
            + (mute.size() == 1 ? " source tells" : " sources tell")
            + " neither an entity tag nor when it was changed ("
            + mute.get(0).url()
            + (mute.size() == 1 ? "" : ", …")
            + "): one that is replaced by another of the same size is not noticed; to read all of"
            + " them again, bake with --force");
    return new FoundArchive(recipe, scans, more);
  }

  private static LocalDateTime began(BakeConfig config) {
    return LocalDateTime.ofInstant(config.run().began(), ZoneOffset.UTC);
  }

  /** Whether the file at a position may be one that is not there yet. */
  static boolean mayWait(BakeConfig config, long number) {
    Recipe recipe = config.recipe();
    if (recipe.policies().missingFiles() != Policies.MissingFilePolicy.WAIT) {
      return false;
    }
    FilePattern pattern = recipe.pattern();
    int d = dated(pattern);
    Keys.Dates dates = (Keys.Dates) pattern.dims().get(d).keys();
    long index = pattern.position(number).index().get(d);
    return recipe.policies().mayWait(dates.at(index), now(dates, began(config)));
  }

  /** The dimension that has an end: the open one, else the last of dates. */
  private static int dated(FilePattern pattern) {
    int found = -1;
    for (int d = 0; d < pattern.dims().size(); d++) {
      PatternDim dim = pattern.dims().get(d);
      if (dim.kind() == PatternDim.Kind.CONCAT && dim.keys() instanceof Keys.Dates dates) {
        if (dates.open() != null) {
          return d;
        }
        found = d;
      }
    }
    if (found < 0) {
      throw RefusedException.recipe(
          "policies: {missing_files: {policy: wait}} needs a concat dimension of `dates`, whose end"
              + " may not be there yet; write policies: {missing_files: skip}, or the dates");
    }
    return found;
  }

  private static LocalDateTime now(Keys.Dates dates, LocalDateTime began) {
    return dates.open() == null ? began : dates.open().nowOf(dates.end());
  }

  private FoundArchive ending(LocalDateTime began) {
    FilePattern pattern = recipe.pattern();
    int d = dated(pattern);
    PatternDim dim = pattern.dims().get(d);
    Keys.Dates dates = (Keys.Dates) dim.keys();
    LocalDateTime now = now(dates, began);
    Set<Long> missing = new TreeSet<>();
    for (SourceFailure f : scans.failures()) {
      if (f.kind() == SourceFailure.Kind.NOT_FOUND) {
        missing.add(pattern.position(f.position()).index().get(d));
      }
    }
    long size = dates.size();
    long end = size;
    while (end > 0
        && missing.contains(end - 1)
        && recipe.policies().mayWait(dates.at(end - 1), now)) {
      end--;
    }
    if (end == size || end == 0) { // if nothing is there at all, that is told
      return this;
    }
    PatternDim shorter =
        dim.withKeys(new Keys.Dates(dates.start(), dates.at(end - 1), dates.step(), dates.open()));
    List<PatternDim> dims = new ArrayList<>(pattern.dims());
    dims.set(d, shorter);
    FilePattern trimmed = pattern.toBuilder().dims(dims).build();
    List<SourceRecord> records = new ArrayList<>();
    for (SourceRecord r : scans.records()) {
      List<Long> index = pattern.position(r.position()).index();
      if (index.get(d) < end) {
        records.add(r.toBuilder().position(trimmed.number(index)).build());
      }
    }
    List<SourceFailure> failures = new ArrayList<>();
    for (SourceFailure f : scans.failures()) {
      List<Long> index = pattern.position(f.position()).index();
      if (f.kind() == SourceFailure.Kind.ALL || index.get(d) < end) {
        long number = f.kind() == SourceFailure.Kind.ALL ? 0 : trimmed.number(index);
        failures.add(f.at(number, f.message()));
      }
    }
    String note =
        "policies: {missing_files: wait}: "
            + (size - end == 1 ? "the file of " : (size - end) + " steps, from ")
            + DateText.text(dates.at(end))
            + (size - end == 1 ? "" : " to " + DateText.text(dates.at(size - 1)) + ",")
            + (size - end == 1 ? " is" : " are")
            + " not there yet; '"
            + dim.name()
            + "' ends with the file of "
            + DateText.text(dates.at(end - 1));
    return new FoundArchive(
        recipe.toBuilder().pattern(trimmed).build(),
        new ScanResults(records, failures),
        List.of(note));
  }

  private FoundArchive chosen() {
    FilePattern pattern = recipe.pattern();
    if (pattern.alternatives() < 2) {
      return this;
    }
    TreeMap<Long, Integer> taken = new TreeMap<>();
    scans.records().forEach(r -> taken.put(r.position(), r.alternative()));
    FilePattern chosen = pattern.taking(taken);
    List<String> all = new ArrayList<>(notes);
    for (int k = 1; k < pattern.alternatives(); k++) {
      int alternative = k;
      List<SourceRecord> files =
          scans.records().stream().filter(r -> r.alternative() == alternative).toList();
      if (!files.isEmpty()) {
        all.add(
            files.size()
                + " of "
                + scans.records().size()
                + " files are alternative "
                + (k + 1)
                + " of "
                + pattern.alternatives()
                + ", as those before it are not there: from "
                + files.get(0).url()
                + (files.size() > 1 ? " to " + files.get(files.size() - 1).url() : ""));
      }
    }
    return new FoundArchive(recipe.toBuilder().pattern(chosen).build(), scans, all);
  }
}
