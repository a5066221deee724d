package org.arcoforge.plan;

import java.util.List;

/**
 * A planned piece is what is read of one file at a time to fill a tile: a fragment of whole source
 * chunks, where the tile holds these as a whole.
 *
 * @param fragment the piece itself
 * @param remainders the parts of the same source chunks that later tiles need, as these tiles would
 *     read them; none if the piece is made of whole chunks, is the last one that needs them, or
 *     nothing is kept
 */
public record PlannedPiece(Fragment fragment, List<Fragment> remainders) {
  /** Copies the list. */
  public PlannedPiece {
    remainders = List.copyOf(remainders);
  }

  /**
   * Returns the smallest fragment that holds the piece and all its remainders: one read for all of
   * them.
   */
  public Fragment withRemainders() {
    Fragment all = fragment;
    for (Fragment part : remainders) {
      all = all.hull(part);
    }
    return all;
  }
}
