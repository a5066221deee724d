package org.arcoforge.plan.merge;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.pattern.Spelling;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.AbsentName;

/**
 * Checks that each name which a transform looks for is in at least one file of the pattern. A
 * sensor or a dimension may be called otherwise in some files, but a name that is in none was
 * misspelled.
 */
public final class NamesOfTransforms {
  private NamesOfTransforms() {}

  /**
   * Checks them, whatever the order of the files.
   *
   * @throws RefusedException if no file has a name
   */
  public static void check(ScannedArchive archive) {
    Set<Sought> nowhere = null;
    for (SourceRecord r : archive.views()) {
      if (nowhere == null) {
        nowhere = new HashSet<>(sought(r));
      } else if (!nowhere.isEmpty()) {
        nowhere.retainAll(sought(r));
      }
      if (nowhere.isEmpty()) {
        return;
      }
    }
    if (nowhere != null) {
      refuse(archive, nowhere);
    }
  }

  private record Sought(int transform, String name) {}

  private static Collection<Sought> sought(SourceRecord r) {
    return r.view().absent().stream().map(a -> new Sought(a.transform(), a.name())).toList();
  }

  private static void refuse(ScannedArchive archive, Set<Sought> nowhere) {
    SourceRecord first = archive.views().get(0);
    AbsentName name =
        first.view().absent().stream()
            .filter(a -> nowhere.contains(new Sought(a.transform(), a.name())))
            .findFirst()
            .orElseThrow();
    Set<String> known = new TreeSet<>();
    for (SourceRecord r : archive.views()) {
      for (AbsentName a : r.view().absent()) {
        if (a.transform() == name.transform() && a.name().equals(name.name())) {
          known.addAll(a.known());
        }
      }
    }
    boolean one = archive.records().size() == 1;
    List<String> near = Spelling.nearest(name.name(), known).stream().toList();
    throw RefusedException.recipe(
            first.url()
                + ": transforms: "
                + name.kind()
                + " names '"
                + name.name()
                + "', which is not in "
                + (one
                    ? "the file; "
                    : "this file nor in any other of " + archive.records().size() + "; ")
                + (near.isEmpty() ? "" : "did you mean '" + near.get(0) + "'? ")
                + "there are "
                + String.join(", ", known)
                + "; write `where: present` beside '"
                + name.kind()
                + "' if the name need not be in any")
        .at(List.of("transforms", name.transform() + "", name.kind(), name.name()));
  }
}
