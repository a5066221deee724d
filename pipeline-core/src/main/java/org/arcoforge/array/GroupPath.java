package org.arcoforge.array;

import java.util.ArrayList;
import java.util.List;

/**
 * Handles the paths of variables, dimensions and groups in a tree of groups, whose parts are joined
 * by slashes without one in front. The root group is the empty text, so that names in it are plain.
 */
public final class GroupPath {
  private GroupPath() {}

  /** Returns the group that something is in: {@code a/b} of {@code a/b/x}, empty for the root. */
  public static String group(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Returns the last part: {@code x} of {@code a/b/x}. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns the path of what has that name in a group. */
  public static String in(String group, String name) {
    return group.isEmpty() ? name : group + "/" + name;
  }

  /** Returns the group and those around it, the root at the end: {@code [a/b, a, ""]}. */
  public static List<String> upwards(String group) {
    List<String> groups = new ArrayList<>();
    for (String at = group; !at.isEmpty(); at = group(at)) {
      groups.add(at);
    }
    groups.add("");
    return groups;
  }

  /** Returns whether something of that path is in the group or in one within it. */
  public static boolean isWithin(String path, String group) {
    return group.isEmpty() || path.startsWith(group + "/");
  }
}
