package org.arcoforge.recipe;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A label selection says which elements of a dimension are taken, by values of its coordinate. A
 * label is a {@link Long}, {@link Double}, {@link Boolean} or {@link String}; of a time it is an
 * ISO 8601 date, whole or the beginning of one ({@code 2000}, {@code 2000-01}), in whatever
 * calendar the coordinate has.
 */
public sealed interface LabelSelection extends Serializable {
  /** This takes one element, whose dimension goes away, or all in it if the label is a period. */
  record One(Object label) implements LabelSelection {}

  /** This takes the elements of several labels, in the order given. */
  record Several(List<Object> labels) implements LabelSelection {
    /** Copies the list. */
    public Several {
      labels = List.copyOf(labels);
    }
  }

  /**
   * This takes all from one label to another, both included, in the direction of the coordinate.
   */
  record Range(@Nullable Object start, @Nullable Object stop, long step) implements LabelSelection {
    /** Checks the step. */
    public Range {
      if (step < 1) {
        throw new IllegalArgumentException("'step': expected a whole number from 1");
      }
    }
  }

  /**
   * This takes the elements whose coordinates are nearest to labels, and the larger of two that are
   * as near.
   *
   * @param single whether the dimension goes away
   * @param tolerance how far they may be, in the coordinate's units; null for any distance
   */
  record Nearest(List<Object> labels, boolean single, @Nullable Double tolerance)
      implements LabelSelection {
    /** Copies the list. */
    public Nearest {
      labels = List.copyOf(labels);
    }
  }
}
