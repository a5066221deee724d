package org.arcoforge.cf;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Variable;

/**
 * This is a tree of groups in which the names in attributes are looked up: variables by their
 * paths, and the attributes of each group. Nothing is said of values.
 *
 * @param variables of all groups, by path, in order
 * @param attributes of the root
 * @param groups attributes of the groups below it, by path
 */
public record DescribedGroups(
    Map<String, Variable> variables, Attributes attributes, Map<String, Attributes> groups) {
  /** Returns the paths of all variables. */
  Set<String> paths() {
    return variables.keySet();
  }

  /** Returns all variables, in order. */
  Collection<Variable> all() {
    return variables.values();
  }
}
