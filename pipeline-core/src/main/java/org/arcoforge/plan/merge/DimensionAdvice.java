package org.arcoforge.plan.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.array.Variable;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;

/** Tells what to write where the dimensions of one file are not those of the others. */
final class DimensionAdvice {
  private DimensionAdvice() {}

  /**
   * Returns what gives a variable the dimensions that it has in the first file: another order, or
   * other names; else what goes on without it.
   *
   * @param wanted names in the first file
   * @param found the variable as it is in the other one
   * @param view of the other file
   */
  static String of(String name, List<String> wanted, Variable found, FileView view) {
    List<String> has = found.dimensionNames();
    if (new HashSet<>(has).equals(new HashSet<>(wanted))) {
      return "write transforms: [{transpose: [" + String.join(", ", wanted) + ", ...]}]";
    }
    String drop =
        "write transforms: [{drop: [" + name + "]}], or leave the file to a recipe of its own";
    if (has.size() == wanted.size()) {
      List<String> renamed = new ArrayList<>();
      for (int d = 0; d < has.size(); d++) {
        if (!has.get(d).equals(wanted.get(d))) {
          if (isTaken(wanted.get(d), view)) {
            return drop;
          }
          renamed.add(has.get(d) + ": " + wanted.get(d));
        }
      }
      return "write transforms: [{rename: {"
          + String.join(", ", renamed)
          + "}}] if they are the same";
    }
    return drop;
  }

  private static boolean isTaken(String dimension, FileView view) {
    return view.variable(dimension).isPresent()
        || view.variables().values().stream()
            .anyMatch(v -> v.variable().dimensionNames().contains(dimension));
  }

  /** Returns what to write where files are not equally long along a dimension. */
  static String ofLength(String dimension, ScannedArchive archive) {
    Set<String> along = new TreeSet<>();
    boolean joined = false; // what is not must be equal in all files, and so equally long
    for (SourceRecord r : archive.headers()) {
      for (VariableView v : r.view().variables().values()) {
        List<String> names = v.variable().dimensionNames();
        if (names.contains(dimension)) {
          along.add(v.variable().name());
          joined |= names.stream().anyMatch(name -> archive.concatDim(name) >= 0);
        }
      }
    }
    String others =
        (joined ? "policies: {pad: {" + dimension + ": max}} to pad it with the fill value, " : "")
            + joining(dimension, archive);
    return "write "
        + others
        + (others.isEmpty() ? "" : "or ")
        + "transforms: [{drop: ["
        + String.join(", ", along)
        + "]}] to go without what lies along it";
  }

  /** What joins the files along one more of their dimensions; empty where no line does. */
  private static String joining(String dimension, ScannedArchive archive) {
    List<PatternDim> dims = archive.pattern().dims();
    if (dims.size() != 1 || dims.get(0).kind() != PatternDim.Kind.CONCAT) {
      return "";
    }
    if (dims.get(0).itemsPerFile() != 0) {
      return "";
    }
    String joined = dims.get(0).name();
    Set<String> both = Set.of(dimension, joined);
    for (SourceRecord r : archive.headers()) {
      boolean any = false;
      for (VariableView v : r.view().variables().values()) {
        List<String> names = v.variable().dimensionNames();
        if (names.containsAll(both)) {
          return ""; // each file would fill one block of a square
        }
        any |= names.contains(joined);
      }
      if (!any) {
        return "";
      }
    }
    List<String> all = new ArrayList<>(List.of(joined));
    all.addAll(dims.get(0).also());
    all.add(dimension);
    return "concat: [" + String.join(", ", all) + "] in `dims` to join the files along it too, ";
  }
}
