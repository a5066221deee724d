package org.arcoforge.array;

import java.io.Serializable;

/** A dimension is a named axis with its length in elements. */
public record Dimension(String name, long length) implements Serializable {
  /** Checks that there is a name and that the length is not negative. */
  public Dimension {
    if (name.isEmpty() || length < 0) {
      throw new IllegalArgumentException("not a dimension: '" + name + "' of length " + length);
    }
  }
}
