package org.arcoforge.cf;

/**
 * Says whether the JVM makes vectors of loops that only compare, mask and add integers in arrays of
 * bytes: then they are faster than what is done with registers by hand, and slower where it does
 * not.
 */
final class VectorLoops {
  /** That of Java 17 does not, that of Java 25 does; those between were not measured. */
  private static final int FIRST = 25;

  private static final boolean ARE_MADE = Runtime.version().feature() >= FIRST;

  private VectorLoops() {}

  static boolean areMade() {
    return ARE_MADE;
  }
}
