package org.arcoforge.zarr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.store.ObjectStore;

/** Reads an opened store, whose metadata were read once and do not change any more. */
final class ZarrStoreReader implements ZarrStore {
  private final ObjectStore store;
  private final StoreLayout layout;
  private final Map<String, ArrayDescription> arrays;
  private final Map<String, JsonDocument> groups;
  private final Map<String, String> unreadable;

  private ZarrStoreReader(
      ObjectStore store,
      StoreLayout layout,
      Map<String, ArrayDescription> arrays,
      Map<String, JsonDocument> groups,
      Map<String, String> unreadable) {
    this.store = store;
    this.layout = layout;
    this.arrays = arrays;
    this.groups = groups;
    this.unreadable = unreadable;
  }

  static ZarrStore open(ObjectStore store) throws IOException {
    return read(store, true);
  }

  static ZarrStore openReadable(ObjectStore store) throws IOException {
    return read(store, false);
  }

  private static ZarrStore read(ObjectStore store, boolean strict) throws IOException {
    Hierarchy hierarchy = Hierarchy.find(store);
    Map<String, ArrayDescription> arrays = new LinkedHashMap<>();
    Map<String, String> unreadable = new LinkedHashMap<>();
    List<ArrayLayout> layouts = new ArrayList<>();
    for (Map.Entry<String, JsonDocument> entry : hierarchy.arrays().entrySet()) {
      String path = entry.getKey();
      JsonDocument json = new JsonDocument(store.url(path), entry.getValue().json());
      ArrayDescription array;
      try {
        array = array(hierarchy, path, json);
        if (!strict) {
          checkForeign(json.where(), array);
        }
      } catch (ZarrException e) {
        if (strict) {
          throw e;
        }
        unreadable.put(path, String.valueOf(e.getMessage()));
        continue;
      }
      arrays.put(path, array);
    }
    GroupedDimensions.name(arrays);
    arrays.values().forEach(array -> layouts.add(array.layout()));
    Map<String, Attributes> groups = new LinkedHashMap<>();
    hierarchy
        .groups()
        .forEach((path, json) -> groups.put(path, VariableParser.attributes(json.json())));
    Map<String, Object> rest = new LinkedHashMap<>();
    Attributes attributes =
        withoutProvenance(AttributesJson.read(hierarchy.attributes().json(), rest), rest);
    StoreLayout layout = new StoreLayout(hierarchy.format(), layouts, attributes, rest, groups);
    Map<String, JsonDocument> documents = new LinkedHashMap<>(hierarchy.groups());
    documents.put("", hierarchy.attributes());
    return new ZarrStoreReader(store, layout, arrays, documents, unreadable);
  }

  /** Moves the provenance, which stores of before hold as an object, out of the attributes. */
  private static Attributes withoutProvenance(Attributes attributes, Map<String, Object> rest) {
    Optional<String> text = attributes.text(StoreLayout.PROVENANCE);
    if (text.isPresent()) {
      try {
        byte[] json = text.get().getBytes(StandardCharsets.UTF_8);
        rest.put(StoreLayout.PROVENANCE, JsonDocument.parse(StoreLayout.PROVENANCE, json).json());
        return attributes.without(StoreLayout.PROVENANCE);
      } catch (ZarrException e) {
        return attributes; // somebody else's
      }
    }
    return attributes;
  }

  private static void checkForeign(String where, ArrayDescription array) throws ZarrException {
    if (!array.named()) {
      throw new ZarrException(
          where
              + ": its dimensions have no names (dimension_names in Zarr 3, the attribute"
              + " _ARRAY_DIMENSIONS in Zarr 2)");
    }
    ElementForm form = array.chunks().form();
    boolean character = form.kind() == ElementForm.Kind.FIXED_BYTES && form.size() <= 1;
    if (character && array.layout().variable().rank() > 0) {
      throw new ZarrException(
          where + ": it holds single characters, which xarray joins along the last dimension");
    }
  }

  private static ArrayDescription array(Hierarchy hierarchy, String path, JsonDocument json)
      throws ZarrException {
    try {
      return hierarchy.format() == 3
          ? ArrayParser3.parse(path, json)
          : ArrayParser2.parse(path, json, hierarchy.zattrs().get(path));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ZarrException(json.where() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Map<String, String> unreadable() {
    return java.util.Collections.unmodifiableMap(unreadable);
  }

  @Override
  public Attributes attributes(String path) throws IOException {
    JsonDocument json = groups.get(path);
    if (json == null) {
      throw new ZarrException(
          store.location() + " has no group '" + path + "'; there are " + named(groups.keySet()));
    }
    return VariableParser.attributes(json.json());
  }

  private static String named(java.util.Set<String> paths) {
    return paths.stream().map(p -> p.isEmpty() ? "/" : p).sorted().toList().toString();
  }

  @Override
  public StoreLayout layout() {
    return layout;
  }

  @Override
  public ArrayReader array(String name) throws IOException {
    ArrayDescription array = arrays.get(name);
    if (array == null) {
      throw new ZarrException(
          store.location() + " has no array '" + name + "'; there are " + arrays.keySet());
    }
    return new ZarrArray(store, array);
  }
}
