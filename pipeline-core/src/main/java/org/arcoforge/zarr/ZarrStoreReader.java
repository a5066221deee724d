package org.arcoforge.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.store.ObjectStore;

/** An opened store: its metadata were read once and do not change any more. */
final class ZarrStoreReader implements ZarrStore {
  private final ObjectStore store;
  private final StoreLayout layout;
  private final Map<String, ArrayDescription> arrays;

  private ZarrStoreReader(
      ObjectStore store, StoreLayout layout, Map<String, ArrayDescription> arrays) {
    this.store = store;
    this.layout = layout;
    this.arrays = arrays;
  }

  static ZarrStore open(ObjectStore store) throws IOException {
    Hierarchy hierarchy = Hierarchy.find(store);
    Map<String, ArrayDescription> arrays = new LinkedHashMap<>();
    List<ArrayLayout> layouts = new ArrayList<>();
    for (Map.Entry<String, JsonDocument> entry : hierarchy.arrays().entrySet()) {
      String path = entry.getKey();
      JsonDocument json = new JsonDocument(store.url(path), entry.getValue().json());
      ArrayDescription array;
      try {
        array =
            hierarchy.format() == 3
                ? ArrayParser3.parse(path, json)
                : ArrayParser2.parse(path, json, hierarchy.zattrs().get(path));
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new ZarrException(json.where() + ": " + e.getMessage(), e);
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
    Attributes attributes = AttributesJson.read(hierarchy.attributes().json(), rest);
    StoreLayout layout = new StoreLayout(hierarchy.format(), layouts, attributes, rest, groups);
    return new ZarrStoreReader(store, layout, arrays);
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
    return new StoredArray(store, array);
  }
}
