package org.arcoforge.recipe;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which elements of a dimension, by number from 0, negative numbers from the end, as in Python. */
public sealed interface IndexSelection extends Serializable {
  /** One element; the dimension goes away. */
  record One(long index) implements IndexSelection {}

  /** Those elements, in that order. */
  record Several(List<Long> indices) implements IndexSelection {
    /** Copies the list. */
    public Several {
      indices = List.copyOf(indices);
    }
  }

  /**
   * A half-open slice as Python's, {@code start:stop:step}.
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
