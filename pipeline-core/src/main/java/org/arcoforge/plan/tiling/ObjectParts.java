package org.arcoforge.plan.tiling;

import org.arcoforge.array.ArrayLayout;

/**
 * Says how much of an object must be in memory while it is made of its values as they come, in
 * bands along its first dimension.
 */
public interface ObjectParts {
  /** Objects that are made so at the same time, at most: each is an open file. */
  int MOST = 256;

  /** This is where objects are made of all of their values at once. */
  ObjectParts NONE = layout -> 0;

  /** Returns bytes for each object of an array; 0 if all of its values must be there. */
  long bytes(ArrayLayout layout);
}
