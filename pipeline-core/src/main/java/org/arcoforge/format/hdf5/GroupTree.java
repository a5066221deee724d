package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.GroupPath;
import org.arcoforge.format.FormatException;
import org.jspecify.annotations.Nullable;

/** Walks groups, and lists a group's datasets; stays within the file. */
final class GroupTree {
  private static final int MOST_LINKS = 32;
  private static final int MOST_GROUPS = 20_000;

  /**
   * This is a group's own content, without that of the groups in it.
   *
   * @param path of the group; empty for the root, and where only one group is wanted
   * @param address of the group's header
   * @param datasets in order
   * @param groups addresses of the groups in it, by their names
   * @param unreadable names of members that cannot be read, and why
   */
  record Content(
      String path,
      long address,
      List<DatasetHeader> datasets,
      Map<String, Long> groups,
      Map<String, String> unreadable,
      List<RawAttribute> attributes) {}

  private final MetadataBytes file;
  private final long root;

  GroupTree(MetadataBytes file, long root) {
    this.file = file;
    this.root = root;
  }

  /** Returns header addresses of all groups from the root to {@code path}. */
  List<Long> groups(String path) throws IOException {
    List<Long> addresses = new ArrayList<>(List.of(root));
    StringBuilder so = new StringBuilder();
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        so.append('/').append(part);
        Long next = child(addresses.get(addresses.size() - 1), part, new int[1]);
        if (next == null || isDataset(ObjectHeader.read(file, next))) {
          throw file.unsupported(
              "there is no group '" + so + "'; check 'group' in the recipe's pattern");
        }
        addresses.add(next);
      }
    }
    return addresses;
  }

  private @Nullable Long child(long group, String name, int[] followed) throws IOException {
    for (GroupLinks.Link link : GroupLinks.of(file, ObjectHeader.read(file, group))) {
      if (link.name().equals(name)) {
        return resolve(group, link, followed);
      }
    }
    return null;
  }

  /** Follows soft links, counted in {@code followed} so that circles of them end. */
  private @Nullable Long resolve(long group, GroupLinks.Link link, int[] followed)
      throws IOException {
    String path = link.soft();
    if (path == null) {
      return link.outside() == null ? link.address() : null;
    }
    if (++followed[0] > MOST_LINKS) {
      return null;
    }
    Long at = path.startsWith("/") ? (Long) root : (Long) group;
    for (String part : path.split("/", -1)) {
      if (at != null && !part.isEmpty() && !part.equals(".")) {
        at = child(at, part, followed);
      }
    }
    return at;
  }

  private static boolean isDataset(ObjectHeader header) {
    return header.has(ObjectHeader.DATASPACE) && header.has(ObjectHeader.DATATYPE);
  }

  /** Returns datasets and attributes of the group at {@code address}. */
  Content content(long address) throws IOException {
    return content("", address);
  }

  private Content content(String path, long address) throws IOException {
    ObjectHeader group = ObjectHeader.read(file, address);
    List<DatasetHeader> datasets = new ArrayList<>();
    Map<String, Long> groups = new LinkedHashMap<>();
    Map<String, String> unreadable = new LinkedHashMap<>();
    for (GroupLinks.Link link : GroupLinks.of(file, group)) {
      String outside = link.outside();
      if (outside != null) {
        unreadable.put(link.name(), "is " + outside);
        continue;
      }
      Long target = resolve(address, link, new int[1]);
      if (target == null) {
        continue; // a soft link to nothing
      }
      try {
        ObjectHeader header = ObjectHeader.read(file, target);
        if (isDataset(header)) {
          datasets.add(new DatasetHeader(file, link.name(), target, header));
        } else if (header.has(ObjectHeader.LINK_INFO) || header.has(ObjectHeader.SYMBOL_TABLE)) {
          groups.put(link.name(), target);
        }
      } catch (FormatException e) {
        if (!e.isUnsupported()) {
          throw FormatException.corrupt(
              file.url(),
              "variable '" + GroupPath.in(path, link.name()) + "': " + file.reason(e),
              e);
        }
        unreadable.put(link.name(), "cannot be described: " + file.reason(e));
      }
    }
    return new Content(path, address, datasets, groups, unreadable, RawAttribute.of(file, group));
  }

  /** Returns every group of the file, those within a group before it. */
  List<Content> all() throws IOException {
    List<Content> all = new ArrayList<>();
    walk(root, all, new HashSet<>());
    return all;
  }

  /**
   * Returns every group of the file with its path, those within a group before it.
   *
   * @throws FormatException if groups are linked in a circle
   */
  List<Content> everything() throws IOException {
    List<Content> all = new ArrayList<>();
    descend("", root, all, new HashSet<>(), new HashSet<>());
    return all;
  }

  private void descend(
      String path, long address, List<Content> all, Set<Long> around, Set<Long> seen)
      throws IOException {
    if (!around.add(address) || all.size() >= MOST_GROUPS) {
      throw file.unsupported(
          "group '"
              + path
              + "' "
              + (all.size() < MOST_GROUPS
                  ? "is linked to a group that it is in"
                  : "is one of more than " + MOST_GROUPS)
              + ", so that the tree of groups cannot be read; write `group: /…` for one of them");
    }
    Content content = content(path, address);
    for (Map.Entry<String, Long> group : content.groups().entrySet()) {
      descend(GroupPath.in(path, group.getKey()), group.getValue(), all, around, seen);
    }
    around.remove(address);
    // Linked twice, a group has made-up dimensions of its own under each name.
    long id = seen.add(address) ? address : -2 - all.size();
    all.add(
        new Content(
            path,
            id,
            content.datasets(),
            content.groups(),
            content.unreadable(),
            content.attributes()));
  }

  /** Returns the same groups, each before those in it. */
  static List<Content> outsideIn(List<Content> everything) {
    Map<String, Content> byPath = new HashMap<>();
    everything.forEach(c -> byPath.put(c.path(), c));
    List<Content> sorted = new ArrayList<>();
    outsideIn("", byPath, sorted);
    return sorted;
  }

  private static void outsideIn(String path, Map<String, Content> byPath, List<Content> sorted) {
    Content content = byPath.get(path);
    if (content != null) {
      sorted.add(content);
      content.groups().keySet().forEach(g -> outsideIn(GroupPath.in(path, g), byPath, sorted));
    }
  }

  private void walk(long address, List<Content> all, Set<Long> seen) throws IOException {
    if (seen.add(address)) {
      Content content = content(address);
      for (long group : content.groups().values()) {
        walk(group, all, seen);
      }
      all.add(content);
    }
  }
}
