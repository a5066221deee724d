package org.arcoforge.view;

import org.arcoforge.array.Block;
import org.arcoforge.array.Region;

/**
 * Stored values are read here: the values of one file's variables, by name and region. The planner
 * describes what is to be done with them; whoever implements this reads them, and wraps what goes
 * wrong in an unchecked exception of its own.
 */
@FunctionalInterface
public interface StoredValues {
  /**
   * Reads a box of a variable of the file into a part of a block.
   *
   * @param variable name in the file
   * @param region the box in the variable's elements
   * @param target a block of the variable's type and rank
   * @param at where the box begins in the target
   */
  void read(String variable, Region region, Block target, long[] at);
}
