package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.format.FormatException;
import org.jspecify.annotations.Nullable;

/** Walks groups by path, and lists a group's datasets; stays within the file. */
final class Tree {
  private static final int MOST_LINKS = 32;

  /**
   * A group's own content.
   *
   * @param datasets in order
   * @param unreadable names of members that cannot be read, and why
   */
  record Content(
      List<Dataset> datasets, Map<String, String> unreadable, List<RawAttribute> attributes) {}

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
        Long next = child(addresses.get(addresses.size() - 1), part, 0);
        if (next == null || isDataset(ObjectHeader.read(file, next))) {
          throw file.unsupported(
              "there is no group '" + so + "'; check 'group' in the recipe's pattern");
        }
        addresses.add(next);
      }
    }
    return addresses;
  }

  private @Nullable Long child(long group, String name, int depth) throws IOException {
    for (Links.Link link : Links.of(file, ObjectHeader.read(file, group))) {
      if (link.name().equals(name)) {
        return resolve(group, link, depth);
      }
    }
    return null;
  }

  private @Nullable Long resolve(long group, Links.Link link, int depth) throws IOException {
    String path = link.soft();
    if (path == null) {
      return link.outside() == null ? link.address() : null;
    }
    if (depth > MOST_LINKS) {
      return null;
    }
    Long at = path.startsWith("/") ? (Long) root : (Long) group;
    for (String part : path.split("/", -1)) {
      if (at != null && !part.isEmpty() && !part.equals(".")) {
        at = child(at, part, depth + 1);
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
    Map<String, String> unreadable = new LinkedHashMap<>();
    for (Links.Link link : Links.of(file, group)) {
      String outside = link.outside();
      if (outside != null) {
        unreadable.put(link.name(), "is " + outside);
        continue;
      }
      Long target = resolve(address, link, 0);
      if (target == null) {
        continue; // a soft link to nothing
      }
      try {
        ObjectHeader header = ObjectHeader.read(file, target);
        if (isDataset(header)) {
          datasets.add(new Dataset(file, link.name(), target, header));
        }
      } catch (FormatException e) {
        if (!e.isUnsupported()) {
          throw FormatException.corrupt(
              file.url(), "variable '" + link.name() + "': " + e.getMessage(), e);
        }
        unreadable.put(link.name(), "cannot be described: " + e.getMessage());
      }
    }
    return new Content(datasets, unreadable, RawAttribute.of(file, group));
  }
}
