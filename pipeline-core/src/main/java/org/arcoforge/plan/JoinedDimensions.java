package org.arcoforge.plan;

import java.util.List;
import java.util.TreeSet;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.Spelling;
import org.arcoforge.plan.merge.MergedVariable;
import org.arcoforge.plan.merge.ScannedArchive;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.FileView;

/** Checks files that are joined along several dimensions of the data at once. */
final class JoinedDimensions {
  private JoinedDimensions() {}

  /** Checks that there are such dimensions, before it is asked what differs along them. */
  static void checkNames(ScannedArchive archive) {
    TreeSet<String> known = new TreeSet<>();
    for (PatternDim dim : archive.pattern().dims()) {
      for (String name : dim.also()) {
        if (known.isEmpty()) {
          archive.headers().forEach(r -> known.addAll(dimensions(r.view())));
        }
        if (!known.contains(name)) {
          throw RefusedException.recipe(
              "pattern: concat names the dimension '"
                  + name
                  + "', which no variable has; "
                  + Spelling.hint(name, known));
        }
      }
    }
  }

  private static List<String> dimensions(FileView view) {
    return view.variables().values().stream()
        .flatMap(v -> v.variable().dimensionNames().stream())
        .toList();
  }

  static void check(ScannedArchive archive, List<MergedVariable> variables) {
    for (int d = 0; d < archive.pattern().dims().size(); d++) {
      PatternDim dim = archive.pattern().dims().get(d);
      if (!dim.also().isEmpty()) {
        check(archive, d, dim, variables);
      }
    }
  }

  private static void check(
      ScannedArchive archive, int patternDim, PatternDim dim, List<MergedVariable> variables) {
    for (MergedVariable v : variables) {
      List<String> along =
          v.dims().stream().filter(name -> archive.concatDim(name) == patternDim).toList();
      if (along.size() > 1) {
        throw RefusedException.recipe(
            "variable '"
                + v.name()
                + "' has the dimensions "
                + along
                + ", along which the files are joined at once: each file would fill one block of a"
                + " square that is empty elsewhere; write transforms: [{drop: ["
                + v.name()
                + "]}], or a recipe of its own");
      }
    }
    if (archive.recipe().policies().order() != Policies.OrderPolicy.ERROR) {
      throw RefusedException.recipe(
          "policies: order moves or leaves out elements of one dimension, but "
              + dim.name()
              + " and "
              + String.join(", ", dim.also())
              + " belong together; leave `order` out");
    }
  }
}
