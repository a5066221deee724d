package org.arcoforge.plan.merge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.cf.FillAdvice;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.tiling.ConcatAxis;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.RefusedException;

/** Finds the files that lack a variable which others have. */
public final class MissingVariables {
  private final ScannedArchive archive;
  private final List<ConcatAxis> axes;

  public MissingVariables(ScannedArchive archive, List<ConcatAxis> axes) {
    this.archive = archive;
    this.axes = axes;
  }

  /** Returns positions to fill; empty where every file has it. */
  public Set<Long> of(MergedVariable v) {
    long owned = v.sources().stream().filter(r -> v.owns(archive, r.position())).count();
    long expected = 1;
    for (int d : v.varying()) {
      expected *= archive.indices(d).length;
    }
    Set<Long> absent = new TreeSet<>();
    if (owned < expected) {
      Set<Long> have = new HashSet<>();
      v.sources().forEach(r -> have.add(r.position()));
      collect(v, 0, v.fixed().clone(), have, absent);
    }
    return absent;
  }

  private void collect(MergedVariable v, int i, long[] index, Set<Long> have, Set<Long> absent) {
    if (i < v.varying().size()) {
      int d = v.varying().get(i);
      for (long at : archive.indices(d)) {
        index[d] = at;
        collect(v, i + 1, index, have, absent);
      }
      return;
    }
    long position = archive.number(index);
    if (have.contains(position)) {
      return;
    }
    boolean coordinate = axes.stream().anyMatch(a -> a.name().equals(v.name()));
    if (!archive.missing().contains(position) && !coordinate) {
      refuse(v, position);
      absent.add(position);
    }
    boolean fillable = v.encoding().fill() != null || v.encoding().type().isFloat();
    if (!fillable && !coordinate) {
      throw RefusedException.recipe(
          "variable '"
              + v.name()
              + "' is missing at "
              + where(position)
              + ", and "
              + v.encoding().type().id()
              + " has no fill value; write "
              + FillAdvice.line(v.name(), v.encoding().type(), v.attributes()));
    }
  }

  /** URL and position of a file, whether it is there or not. */
  private String where(long position) {
    Position p = archive.pattern().position(position);
    return archive.pattern().shownUrl(p) + ", " + archive.pattern().label(p);
  }

  private void refuse(MergedVariable v, long position) {
    if (archive.recipe().policies().missingVariables() == Policies.MissingVariablePolicy.FILL) {
      return;
    }
    throw RefusedException.sources(
        "variable '"
            + v.name()
            + "' is not in "
            + where(position)
            + ", but in "
            + archive.label(v.sources().get(0))
            + "; write policies: {missing_variables: fill}, or transforms: [{drop: ["
            + v.name()
            + "]}]");
  }
}
