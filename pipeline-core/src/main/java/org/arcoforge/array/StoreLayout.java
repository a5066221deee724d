package org.arcoforge.array;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A store layout holds all that the metadata of a store say: the arrays and the attributes of the
 * groups.
 *
 * @param zarrFormat 2 or 3
 * @param arrays sorted as they are to appear
 * @param attributes of the root group
 * @param provenance further attributes of the root group as plain JSON (maps, lists, texts,
 *     numbers), by their one namespaced key; a store holds each as a text
 * @param groups attributes of the groups below the root, by their paths; groups that only hold
 *     arrays need not be among them
 */
public record StoreLayout(
    int zarrFormat,
    List<ArrayLayout> arrays,
    Attributes attributes,
    Map<String, Object> provenance,
    Map<String, Attributes> groups)
    implements Serializable {
  /** Key of the root group's attribute that says how the data were made, as a text of JSON. */
  public static final String PROVENANCE = "arcoforge";

  /** Copies the list and the maps. */
  public StoreLayout {
    arrays = List.copyOf(arrays);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    if (zarrFormat != 2 && zarrFormat != 3) {
      throw new IllegalArgumentException("zarr_format " + zarrFormat + ": there are 2 and 3");
    }
  }

  /** Makes a store whose groups below the root, if there are any, have no attributes. */
  public StoreLayout(
      int zarrFormat,
      List<ArrayLayout> arrays,
      Attributes attributes,
      Map<String, Object> provenance) {
    this(zarrFormat, arrays, attributes, provenance, Map.of());
  }

  /** Returns paths of all groups below the root, outer ones before those in them. */
  public List<String> groupPaths() {
    Set<String> paths = new LinkedHashSet<>();
    Stream.concat(
            arrays.stream().map(a -> GroupPath.group(a.variable().name())),
            groups.keySet().stream())
        .forEach(
            group -> {
              List<String> outwards = GroupPath.upwards(group);
              for (int i = outwards.size() - 2; i >= 0; i--) { // the last is the root
                paths.add(outwards.get(i));
              }
            });
    return List.copyOf(paths);
  }

  /** Returns the array of that name. */
  public Optional<ArrayLayout> array(String name) {
    return arrays.stream().filter(a -> a.variable().name().equals(name)).findFirst();
  }

  /** Returns the same as a data set without storage. */
  public Dataset dataset() {
    return Dataset.of(arrays.stream().map(ArrayLayout::variable).toList(), attributes);
  }

  /** Returns the number of objects that hold values, over all arrays. */
  public long objects() {
    return arrays.stream().mapToLong(a -> a.objects().count()).sum();
  }
}
