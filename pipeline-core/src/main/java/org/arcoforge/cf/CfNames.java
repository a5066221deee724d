package org.arcoforge.cf;

import java.util.Set;
import org.arcoforge.array.GroupPath;

/**
 * Resolves a variable's name in an attribute as CF 1.8, section 2.7 does: by absolute or relative
 * path, or as the nearest of that name, in the same group or outwards.
 */
final class CfNames {
  private final Set<String> known;

  /** Makes a resolver, where {@code known} are the paths of all variables. */
  CfNames(Set<String> known) {
    this.known = known;
  }

  /** Returns the path that a word in an attribute of a group or of a variable in it means. */
  String find(String group, String word) {
    if (word.startsWith("/")) {
      return word.substring(1);
    }
    if (word.contains("/")) {
      return relative(group, word);
    }
    for (String at : GroupPath.upwards(group)) {
      if (known.contains(GroupPath.in(at, word))) {
        return GroupPath.in(at, word);
      }
    }
    return GroupPath.in(group, word);
  }

  private static String relative(String group, String word) {
    String at = group;
    for (String part : word.split("/", -1)) {
      at = part.equals("..") ? GroupPath.group(at) : GroupPath.in(at, part);
    }
    return at;
  }

  /** Returns the word by which an attribute in a group names that path. */
  String word(String group, String path) {
    String name = GroupPath.name(path);
    return find(group, name).equals(path) ? name : "/" + path;
  }
}
