package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.format.FormatException;
import org.jspecify.annotations.Nullable;

/** Walks groups by path, and lists a group's datasets; stays within the file. */
final class Tree {
  private static final int MOST_LINKS = 32;

  /**
   * A group's own content.
   *
   * @param address of the group's header
   * @param datasets in order
   * @param groups addresses of the groups in it
   * @param unreadable names of members that cannot be read, and why
   */
  record Content(
      long address,
      List<Dataset> datasets,
      List<Long> groups,
      Map<String, String> unreadable,
      List<RawAttribute> attributes) {}

  private final MetadataBytes file;
  private final long root;

  Tree(MetadataBytes file, long root) {
    this.file = file;
    this.root = root;
  }

  /** Header addresses of all groups from the root to {@code path}. */
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
    for (Links.Link link : Links.of(file, ObjectHeader.read(file, group))) {
      if (link.name().equals(name)) {
        return resolve(group, link, followed);
      }
    }
    return null;
  }

  /** Follows soft links, counted in {@code followed} so that circles of them end. */
  private @Nullable Long resolve(long group, Links.Link link, int[] followed) throws IOException {
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

  /** Datasets and attributes of the group at {@code address}. */
  Content content(long address) throws IOException {
    ObjectHeader group = ObjectHeader.read(file, address);
    List<Dataset> datasets = new ArrayList<>();
    List<Long> groups = new ArrayList<>();
    Map<String, String> unreadable = new LinkedHashMap<>();
    for (Links.Link link : Links.of(file, group)) {
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
          datasets.add(new Dataset(file, link.name(), target, header));
        } else if (header.has(ObjectHeader.LINK_INFO) || header.has(ObjectHeader.SYMBOL_TABLE)) {
          groups.add(target);
        }
      } catch (FormatException e) {
        if (!e.isUnsupported()) {
          throw FormatException.corrupt(
              file.url(), "variable '" + link.name() + "': " + file.reason(e), e);
        }
        unreadable.put(link.name(), "cannot be described: " + file.reason(e));
      }
    }
    return new Content(address, datasets, groups, unreadable, RawAttribute.of(file, group));
  }

  /** Every group of the file, those within a group before it. */
  List<Content> all() throws IOException {
    List<Content> all = new ArrayList<>();
    walk(root, all, new HashSet<>());
    return all;
  }

  private void walk(long address, List<Content> all, Set<Long> seen) throws IOException {
    if (seen.add(address)) {
      Content content = content(address);
      for (long group : content.groups()) {
        walk(group, all, seen);
      }
      all.add(content);
    }
  }
}
