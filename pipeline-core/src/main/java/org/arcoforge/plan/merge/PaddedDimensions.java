package org.arcoforge.plan.merge;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.cf.FillAdvice;
import org.arcoforge.pattern.Spelling;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;

/** Tells how long the dimensions become that are not joined but padded by policy. */
public final class PaddedDimensions {
  private final ScannedArchive archive;
  private final Map<String, Long> lengths = new TreeMap<>();

  /** Finds their lengths. */
  public PaddedDimensions(ScannedArchive archive) {
    this.archive = archive;
    for (String name : archive.recipe().policies().padded()) {
      if (archive.concatDim(name) >= 0) {
        throw RefusedException.recipe(
            "policies: pad names '" + name + "', along which the files are joined; leave it out");
      }
      lengths.put(name, -1L);
    }
    TreeSet<String> known = new TreeSet<>();
    for (SourceRecord r : lengths.isEmpty() ? List.<SourceRecord>of() : archive.headers()) {
      lengths.replaceAll((name, longest) -> Math.max(longest, length(r.view(), name)));
      r.view().variables().values().forEach(v -> known.addAll(v.variable().dimensionNames()));
    }
    known.removeIf(name -> archive.concatDim(name) >= 0);
    lengths.forEach(
        (name, longest) -> {
          if (longest < 0) {
            throw RefusedException.recipe(
                "policies: pad names the dimension '"
                    + name
                    + "', which is not in the data; "
                    + Spelling.hint(name, known));
          }
        });
  }

  private static long length(FileView view, String name) {
    for (VariableView v : view.variables().values()) {
      int axis = v.variable().axis(name);
      if (axis >= 0) {
        return v.variable().dimensions().get(axis).length();
      }
    }
    return -1;
  }

  /** Returns the longest of each, by name. */
  public Map<String, Long> lengths() {
    return lengths;
  }

  /** Returns how many files are shorter, by name; only of dimensions of which some are. */
  public Map<String, Long> files() {
    Map<String, Long> files = new TreeMap<>();
    lengths.forEach(
        (name, longest) -> {
          long shorter =
              archive.records().stream()
                  .filter(r -> length(r.view(), name) >= 0 && length(r.view(), name) < longest)
                  .count();
          if (shorter > 0) {
            files.put(name, shorter);
          }
        });
    return files;
  }

  /**
   * Checks that what is padded has a value to be padded with.
   *
   * @throws RefusedException if a variable has not
   */
  public void check(MergedVariable v) {
    if (v.dims().stream().noneMatch(lengths::containsKey)) {
      return;
    }
    DataType type = v.encoding().type();
    if (v.encoding().fill() != null || type.isFloat() || type == DataType.STRING) {
      return;
    }
    for (SourceRecord r : v.sources()) {
      for (Dimension d : r.view().required(v.name()).variable().dimensions()) {
        if (d.length() < lengths.getOrDefault(d.name(), 0L)) {
          throw RefusedException.recipe(
              "variable '"
                  + v.name()
                  + "' is to be padded along '"
                  + d.name()
                  + "' ("
                  + d.length()
                  + " long in "
                  + archive.label(r)
                  + ", "
                  + lengths.get(d.name())
                  + " in others), and "
                  + type.id()
                  + " has no fill value; write "
                  + FillAdvice.line(v.name(), type, v.attributes()));
        }
      }
    }
  }
}
