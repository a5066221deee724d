package org.arcoforge.view;

import java.io.Serializable;
import java.util.List;

/**
 * This is a name that a transform looked for in a file and did not find. That is an error if no
 * file has it, which only who sees all files can tell.
 *
 * @param transform its place in the recipe's list
 * @param kind its key, such as {@code rename}
 * @param name what it looked for
 * @param known the names that the file had then, sorted
 */
public record AbsentName(int transform, String kind, String name, List<String> known)
    implements Serializable {
  /** Copies the list. */
  public AbsentName {
    known = List.copyOf(known);
  }
}
