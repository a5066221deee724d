package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.arcoforge.view.AbsentName;

/** Collects the names that transforms did not find in one file, for who sees all files. */
final class AbsentNames {
  private final boolean onlyFile;
  private final List<AbsentName> found = new ArrayList<>();
  private int transform;
  private boolean anywhere;

  /**
   * None so far.
   *
   * @param onlyFile whether the pattern has no other file, so that an absent name is an error now
   */
  AbsentNames(boolean onlyFile) {
    this.onlyFile = onlyFile;
  }

  /** The names that come are of a transform at that place, and need not be {@code anywhere}. */
  void of(int place, boolean needNotBeAnywhere) {
    transform = place;
    anywhere = needNotBeAnywhere;
  }

  /** Returns whether a name may be absent here; then it is noted. */
  boolean mayBe(String kind, String name, Collection<String> known) {
    if (!anywhere && onlyFile) {
      return false;
    }
    if (!anywhere) {
      found.add(new AbsentName(transform, kind, name, List.copyOf(new TreeSet<>(known))));
    }
    return true;
  }

  List<AbsentName> found() {
    return found;
  }
}
