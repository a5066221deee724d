package org.arcoforge.recipe;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index selection says which elements of a dimension are taken, by number from 0; negative
 * numbers count from the end, as in Python.
 */
public sealed interface IndexSelection extends Serializable {
  /** This takes one element, whose dimension goes away. */
  record One(long index) implements IndexSelection {}

  /** This takes several elements, in the order given. */
  record Several(List<Long> indices) implements IndexSelection {
    /** Copies the list. */
    public Several {
      indices = List.copyOf(indices);
    }
  }

  /**
   * This takes a half-open slice as Python's, {@code start:stop:step}.
   *
   * @param step not 0; backwards if negative
   */
  record Slice(@Nullable Long start, @Nullable Long stop, @Nullable Long step)
      implements IndexSelection {
    /** Checks the step. */
    public Slice {
      if (step != null && step == 0) {
        throw new IllegalArgumentException("'step': expected a whole number, not 0");
      }
    }
  }
}
