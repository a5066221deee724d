package org.arcoforge.bake.tile;

import org.arcoforge.array.Dimension;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.plan.Fragment;
import org.arcoforge.recipe.Policies;
import org.arcoforge.view.VariableView;

/** Tells what a file holds of a region that is padded beyond the file's own lengths. */
final class PaddedRead {
  private PaddedRead() {}

  /** Whether a region goes beyond a variable along padded dimensions, and along no others. */
  static boolean isNeeded(Policies policies, VariableView v, Region source) {
    Variable variable = v.variable();
    if (policies.padded().isEmpty() || variable.rank() != source.rank()) {
      return false;
    }
    boolean beyond = false;
    for (int d = 0; d < source.rank(); d++) {
      Dimension dimension = variable.dimensions().get(d);
      if (source.end(d) > dimension.length()) {
        if (!policies.padded().contains(dimension.name())) {
          return false;
        }
        beyond = true;
      }
    }
    return beyond;
  }

  /** The part of a fragment that is within the variable; empty boxes if there is none. */
  static Fragment held(Fragment fragment, VariableView v) {
    Region source = fragment.source();
    long[] size = source.size();
    for (int d = 0; d < size.length; d++) {
      long length = v.variable().dimensions().get(d).length();
      size[d] = Math.max(0, Math.min(size[d], length - source.start(d)));
    }
    return new Fragment(
        fragment.position(),
        Region.of(source.start(), size),
        Region.of(fragment.target().start(), size),
        fragment.filled());
  }
}
