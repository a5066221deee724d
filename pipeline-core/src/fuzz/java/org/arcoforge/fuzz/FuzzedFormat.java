package org.arcoforge.fuzz;

import java.util.List;
import java.util.Random;

/** One format under test: files that are right, how they are spoilt, and how they are read. */
interface FuzzedFormat {
  String name();

  /** Files that can be read, small ones. */
  List<Input> seeds() throws Exception;

  /** A spoilt copy of a seed; the same for the same random numbers. */
  Input mutant(Input seed, Random random) throws Exception;

  /**
   * Reads all that a bake would read, of large variables two parts; throws what the reader throws.
   */
  void read(Input input) throws Exception;

  /** Whether what was thrown is an error that callers of the reader are told of. */
  default boolean isDeclared(Throwable thrown) {
    return thrown instanceof org.arcoforge.source.SourceException;
  }
}
