package org.arcoforge.pattern;

import java.io.Serializable;
import java.util.List;

/**
 * A position is one file's place in a pattern.
 *
 * @param number row-major, zero-based
 * @param index zero-based place along each dimension of the pattern, slowest first
 */
public record Position(long number, List<Long> index) implements Serializable {
  /** Copies the list. */
  public Position {
    index = List.copyOf(index);
  }
}
