package org.arcoforge.pattern;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts files in the order of a pattern by the parts of their names. A dimension that is a part has
 * that part's values as keys, sorted; along the other one files follow each other by the parts that
 * are dates or numbers, or by their names if there is none.
 */
final class FoundFiles {
  private final FilePattern pattern;
  private final NamedGlob glob;
  private final List<String> order = new ArrayList<>();
  private final List<TreeMap<Key, Integer>> keys = new ArrayList<>();

  /** The values of a part, or of all that give files their order. */
  private record Key(List<Object> values) implements Comparable<Key> {
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // values of one part are of one type
    public int compareTo(Key other) {
      for (int i = 0; i < values.size(); i++) {
        int c = ((Comparable) values.get(i)).compareTo(other.values.get(i));
        if (c != 0) {
          return c;
        }
      }
      return 0;
    }
  }

  private FoundFiles(FilePattern pattern, NamedGlob glob) {
    this.pattern = pattern;
    this.glob = glob;
    List<String> dims = pattern.dims().stream().map(PatternDim::name).toList();
    glob.names().stream()
        .filter(name -> !dims.contains(name) && glob.hasFormat(name))
        .forEach(order::add);
    dims.forEach(d -> keys.add(new TreeMap<>()));
  }

  static FilePattern resolve(FilePattern pattern, NamedGlob glob, List<String> found) {
    return new FoundFiles(pattern, glob).resolve(new ArrayList<>(new TreeSet<>(found)));
  }

  private FilePattern resolve(List<String> found) {
    Map<String, Map<String, Object>> read = new LinkedHashMap<>();
    for (String url : found) {
      read.put(
          url,
          glob.read(url)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          url
                              + ": the file's name is not of the form '"
                              + glob
                              + "'; write a glob that does not find it, or another form")));
    }
    Map<String, List<Key>> places = new LinkedHashMap<>();
    Map<List<Key>, Long> counts = new HashMap<>();
    read.forEach((url, values) -> places.put(url, place(values, counts)));
    for (int d = 0; d < keys.size(); d++) {
      int n = 0;
      for (Map.Entry<Key, Integer> e : keys.get(d).entrySet()) {
        e.setValue(n++);
      }
    }
    List<PatternDim> dims = dims();
    long size = PatternDim.positions(dims);
    if (size > Math.max(1_000_000, 100L * found.size())) {
      throw new IllegalArgumentException(
          "the parts of '"
              + glob
              + "' make "
              + size
              + " places for "
              + found.size()
              + " files; name fewer parts as dims");
    }
    String[] files = new String[Math.toIntExact(size)];
    places.forEach(
        (url, place) -> {
          int number = number(place);
          if (files[number] != null) {
            throw twice(files[number], url);
          }
          files[number] = url;
        });
    for (int i = 0; i < files.length; i++) {
      files[i] = files[i] == null ? absent(i, found.get(0)) : files[i];
    }
    return pattern.toBuilder().urls(new Urls.Files(List.of(files))).dims(dims).build();
  }

  private List<Key> place(Map<String, Object> values, Map<List<Key>, Long> counts) {
    List<Key> place = new ArrayList<>();
    int counted = -1;
    for (int d = 0; d < keys.size(); d++) {
      Object value = values.get(pattern.dims().get(d).name());
      if (value == null) {
        counted = d;
      }
      place.add(
          new Key(
              value == null ? order.stream().map(n -> part(values, n)).toList() : List.of(value)));
    }
    if (counted >= 0 && order.isEmpty()) { // by their names, as they come
      long number = counts.merge(List.copyOf(place), 1L, Long::sum);
      place.set(counted, new Key(List.of(number)));
    }
    for (int d = 0; d < keys.size(); d++) {
      keys.get(d).put(place.get(d), 0);
    }
    return place;
  }

  private static Object part(Map<String, Object> values, String name) {
    return java.util.Objects.requireNonNull(values.get(name));
  }

  private int number(List<Key> place) {
    int number = 0;
    for (int d = 0; d < place.size(); d++) {
      int index = java.util.Objects.requireNonNull(keys.get(d).get(place.get(d)));
      number = number * keys.get(d).size() + index;
    }
    return number;
  }

  private List<PatternDim> dims() {
    List<PatternDim> dims = new ArrayList<>();
    for (int d = 0; d < keys.size(); d++) {
      PatternDim dim = pattern.dims().get(d);
      Keys found = new Keys.Range(0, keys.get(d).size() - 1L, 1);
      if (glob.names().contains(dim.name())) {
        found =
            new Keys.Values(
                keys.get(d).keySet().stream().map(k -> plain(k.values().get(0))).toList());
      }
      dims.add(dim.withKeys(found));
    }
    return dims;
  }

  private static Object plain(Object key) {
    return key instanceof LocalDateTime date ? DateText.text(date) : key;
  }

  private IllegalArgumentException twice(String first, String second) {
    return new IllegalArgumentException(
        first
            + " and "
            + second
            + " have one place in the pattern: by the parts of '"
            + glob
            + "', nothing tells them apart; give the part in which they differ a name, and a"
            + " dimension of that name in `dims`");
  }

  /** What the file of a place without one would be called. */
  private String absent(int number, String neighbour) {
    Map<String, Object> values = new LinkedHashMap<>();
    int rest = number;
    for (int d = keys.size() - 1; d >= 0; d--) {
      int size = keys.get(d).size();
      Key key = List.copyOf(keys.get(d).keySet()).get(rest % size);
      rest /= size;
      String name = pattern.dims().get(d).name();
      if (glob.names().contains(name)) {
        values.put(name, key.values().get(0));
      } else if (key.values().size() == order.size()) {
        for (int i = 0; i < order.size(); i++) {
          values.put(order.get(i), key.values().get(i));
        }
      }
    }
    return glob.beside(neighbour, values);
  }
}
