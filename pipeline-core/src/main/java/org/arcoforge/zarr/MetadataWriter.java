package org.arcoforge.zarr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.StoreLayout;

/**
 * Writes the metadata documents of a layout, whose attributes are texts, numbers and lists: what
 * has more structure, the provenance, is a text of JSON. Consolidated metadata: zarr-python's
 * inline {@code consolidated_metadata} in format 3, {@code .zmetadata} in format 2.
 */
final class MetadataWriter {
  private MetadataWriter() {}

  static List<ZarrStore.MetadataDocument> documents(StoreLayout layout) {
    Map<String, Object> root = AttributesJson.write(layout.attributes());
    new TreeMap<>(layout.provenance())
        .forEach((key, value) -> root.put(key, JsonWriter.line(AttributesJson.sorted(value))));
    return layout.zarrFormat() == 2 ? format2(layout, root) : format3(layout, root);
  }

  private static List<ZarrStore.MetadataDocument> format2(
      StoreLayout layout, Map<String, Object> rootAttributes) {
    Map<String, Object> group = Map.of("zarr_format", 2);
    Map<String, Object> documents = new LinkedHashMap<>();
    for (ArrayLayout array : layout.arrays()) {
      if (!array.shard().isEmpty()) {
        throw new IllegalArgumentException(
            array.variable().name() + ": shards need zarr_format 3; leave out 'shards'");
      }
      documents.put(array.variable().name() + "/.zarray", ArrayDocument2.array(array));
      documents.put(array.variable().name() + "/.zattrs", ArrayDocument2.attributes(array));
    }
    for (String path : layout.groupPaths()) {
      Attributes attributes = layout.groups().getOrDefault(path, Attributes.empty());
      if (!attributes.names().isEmpty()) {
        documents.put(path + "/.zattrs", AttributesJson.write(attributes));
      }
      documents.put(path + "/.zgroup", group);
    }
    documents.put(".zattrs", rootAttributes);
    documents.put(".zgroup", group);
    Map<String, Object> consolidated = new LinkedHashMap<>();
    consolidated.put("metadata", new LinkedHashMap<>(documents));
    consolidated.put("zarr_consolidated_format", 1);
    documents.put(".zmetadata", consolidated);
    return encode(documents);
  }

  private static List<ZarrStore.MetadataDocument> format3(
      StoreLayout layout, Map<String, Object> rootAttributes) {
    Map<String, Object> nodes = new LinkedHashMap<>();
    // Groups before what is in them: zarr-python builds its tree in this order.
    Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
    for (String path : layout.groupPaths()) {
      Attributes own = layout.groups().getOrDefault(path, Attributes.empty());
      groups.put(path, AttributesJson.write(own));
    }
    groups.forEach((path, attributes) -> nodes.put(path, group(attributes, Map.of())));
    layout.arrays().forEach(a -> nodes.put(a.variable().name(), ArrayDocument3.array(a)));
    Map<String, Object> documents = new LinkedHashMap<>();
    layout
        .arrays()
        .forEach(
            a -> documents.put(a.variable().name() + "/zarr.json", nodes.get(a.variable().name())));
    groups.forEach((path, own) -> documents.put(path + "/zarr.json", group(own, null)));
    documents.put("zarr.json", group(rootAttributes, nodes));
    return encode(documents);
  }

  private static Map<String, Object> group(
      Map<String, Object> attributes,
      @org.jspecify.annotations.Nullable Map<String, Object> nodes) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("attributes", attributes);
    json.put("zarr_format", 3);
    if (nodes != null) {
      Map<String, Object> consolidated = new LinkedHashMap<>();
      consolidated.put("kind", "inline");
      consolidated.put("must_understand", false);
      consolidated.put("metadata", nodes);
      json.put("consolidated_metadata", consolidated);
    }
    json.put("node_type", "group");
    return json;
  }

  private static List<ZarrStore.MetadataDocument> encode(Map<String, Object> documents) {
    List<ZarrStore.MetadataDocument> encoded = new ArrayList<>();
    documents.forEach(
        (key, json) -> encoded.add(new ZarrStore.MetadataDocument(key, JsonWriter.bytes(json))));
    return encoded;
  }
}
