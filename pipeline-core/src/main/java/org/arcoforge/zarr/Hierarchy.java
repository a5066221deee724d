package org.arcoforge.zarr;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * A hierarchy holds the metadata documents of a store: from its consolidated metadata, or where
 * there are none, by walking through its groups (not through the folders of arrays, which may hold
 * millions of chunks).
 *
 * @param attributes of the root group
 * @param arrays {@code zarr.json} or {@code .zarray} of each array, by its path
 * @param groups attributes of each group below the root, by its path
 * @param zattrs {@code .zattrs} of arrays and groups of format 2, by their path
 */
record Hierarchy(
    int format,
    JsonDocument attributes,
    Map<String, JsonDocument> arrays,
    Map<String, JsonDocument> groups,
    Map<String, JsonDocument> zattrs) {

  private Hierarchy(int format, JsonDocument attributes) {
    this(format, attributes, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  static Hierarchy find(ObjectStore store) throws IOException {
    JsonDocument root = document(store, "zarr.json");
    if (root != null) {
      return format3(store, root);
    }
    JsonDocument consolidated = document(store, ".zmetadata");
    if (consolidated != null) {
      return consolidated2(consolidated);
    }
    if (document(store, ".zgroup") != null) {
      JsonDocument attributes = document(store, ".zattrs");
      Hierarchy found = new Hierarchy(2, orEmpty(store, attributes));
      found.walk(store, "");
      return found;
    }
    boolean array = document(store, ".zarray") != null;
    throw new ZarrException(
        store.location()
            + (array
                ? " is a Zarr array; open the group that it is in"
                : " is no Zarr group: there is neither zarr.json nor .zgroup; if it is being"
                    + " written, its metadata come last"));
  }

  private static Hierarchy format3(ObjectStore store, JsonDocument root) throws IOException {
    if (!root.text("node_type", "").equals("group")) {
      throw new ZarrException(
          root.where()
              + " is a Zarr "
              + root.text("node_type", "node")
              + ", but should be a group");
    }
    if (root.integer("zarr_format", 0) != 3) {
      throw root.unsupported("zarr_format " + root.get("zarr_format"));
    }
    Hierarchy found = new Hierarchy(3, root.object("attributes"));
    JsonDocument consolidated = root.object("consolidated_metadata");
    if (!consolidated.text("kind", "").equals("inline")) {
      found.walk(store, "");
      return found;
    }
    JsonDocument metadata = consolidated.object("metadata");
    for (String path : metadata.json().keySet()) {
      JsonDocument node = metadata.object(path);
      if (node.text("node_type", "").equals("array")) {
        found.arrays.put(path, node);
      } else {
        found.groups.put(path, node.object("attributes"));
      }
    }
    return found;
  }

  private static Hierarchy consolidated2(JsonDocument consolidated) throws ZarrException {
    JsonDocument metadata = consolidated.object("metadata");
    Hierarchy found = new Hierarchy(2, metadata.object(".zattrs"));
    for (String key : metadata.json().keySet()) {
      int slash = key.lastIndexOf('/');
      if (slash > 0 && key.endsWith("/.zarray")) {
        found.arrays.put(key.substring(0, slash), metadata.object(key));
      } else if (slash > 0 && key.endsWith("/.zgroup")) {
        String path = key.substring(0, slash);
        found.groups.put(path, metadata.object(path + "/.zattrs"));
      } else if (slash > 0 && key.endsWith("/.zattrs")) {
        found.zattrs.put(key.substring(0, slash), metadata.object(key));
      }
    }
    return found;
  }

  private void walk(ObjectStore store, String prefix) throws IOException {
    List<String> folders;
    try (Stream<String> children = store.children(prefix)) {
      folders = children.filter(c -> c.endsWith("/")).toList();
    }
    for (String folder : folders) {
      String below = prefix + folder;
      String path = below.substring(0, below.length() - 1);
      if (format == 3) {
        JsonDocument node = document(store, below + "zarr.json");
        if (node == null) {
          continue;
        }
        if (node.text("node_type", "").equals("array")) {
          arrays.put(path, node);
        } else {
          groups.put(path, node.object("attributes"));
          walk(store, below);
        }
        continue;
      }
      JsonDocument array = document(store, below + ".zarray");
      if (array != null) {
        arrays.put(path, array);
        JsonDocument attributes = document(store, below + ".zattrs");
        if (attributes != null) {
          zattrs.put(path, attributes);
        }
      } else if (document(store, below + ".zgroup") != null) {
        groups.put(path, orEmpty(store, document(store, below + ".zattrs")));
        walk(store, below);
      }
    }
  }

  private static JsonDocument orEmpty(ObjectStore store, @Nullable JsonDocument document) {
    return document == null ? new JsonDocument(store.location(), Map.of()) : document;
  }

  private static @Nullable JsonDocument document(ObjectStore store, String key) throws IOException {
    try {
      return JsonDocument.parse(store.url(key), store.read(key));
    } catch (ObjectNotFoundException e) {
      return null;
    }
  }
}
