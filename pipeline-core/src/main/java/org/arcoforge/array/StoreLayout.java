package org.arcoforge.array;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a store's metadata say: the arrays and the attributes of the root group.
 *
 * @param zarrFormat 2 or 3
 * @param arrays sorted as they are to appear
 * @param attributes of the root group
 * @param provenance further attributes of the root group as plain JSON (maps, lists, texts,
 *     numbers), by their one namespaced key
 */
public record StoreLayout(
    int zarrFormat, List<ArrayLayout> arrays, Attributes attributes, Map<String, Object> provenance)
    implements Serializable {
  /** Copies the list and the map. */
  public StoreLayout {
    arrays = List.copyOf(arrays);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    if (zarrFormat != 2 && zarrFormat != 3) {
      throw new IllegalArgumentException("zarr_format " + zarrFormat + ": there are 2 and 3");
    }
  }

  /** The array of that name. */
  public Optional<ArrayLayout> array(String name) {
    return arrays.stream().filter(a -> a.variable().name().equals(name)).findFirst();
  }

  /** The same as a data set without storage. */
  public Dataset dataset() {
    return Dataset.of(arrays.stream().map(ArrayLayout::variable).toList(), attributes);
  }

  /** Number of objects that hold values, over all arrays. */
  public long objects() {
    return arrays.stream().mapToLong(a -> a.objects().count()).sum();
  }
}
