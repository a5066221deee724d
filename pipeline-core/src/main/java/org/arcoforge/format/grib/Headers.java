package org.arcoforge.format.grib;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.arcoforge.format.Guard;
import org.arcoforge.source.ByteSource;

/** Turns what the scan finds into fields; products and grids that are equal become one object. */
final class Headers {
  private final String url;
  private final Map<ByteBuffer, Grid> sections = new HashMap<>();
  private final Map<List<Object>, Grid> grids = new HashMap<>();
  private final Map<Product, Product> products = new HashMap<>();

  /** A header holds a message's keys and its grid. */
  record Header(Map<String, Object> keys, Grid grid) {}

  Headers(String url) {
    this.url = url;
  }

  /** Returns all keys of a field. */
  Header read(Found found) throws IOException {
    return Guard.at(
        url,
        "the header of GRIB message " + found.place().message(),
        () -> {
          Map<String, Object> keys =
              found.edition() == 1 ? Product1.keys(found) : Product2.keys(found);
          Grid grid = grid(found, keys);
          keys.put("gridType", grid.type());
          keys.put("numberOfPoints", (long) grid.points());
          grid.keys()
              .forEach(
                  (key, value) -> {
                    if (!(value instanceof long[])) {
                      keys.putIfAbsent(key, value);
                    }
                  });
          return new Header(keys, grid);
        });
  }

  /** Returns the field of a header. */
  Field field(Found found, Header header) {
    Map<String, Object> keys = header.keys();
    String unreadable = String.valueOf(keys.getOrDefault("unreadable", ""));
    if (unreadable.isEmpty()) {
      unreadable = header.grid().unreadable();
    }
    if (unreadable.isEmpty()) {
      unreadable = Packing.unreadable(found.place());
    }
    Product product = Product.of(keys, header.grid(), unreadable);
    Product known = products.putIfAbsent(product, product);
    return Field.of(found.place(), known == null ? product : known, keys);
  }

  private Grid grid(Found found, Map<String, Object> keys) {
    // The keys that a grid gives its message are added each time, the grid itself is made once.
    ByteBuffer section = ByteBuffer.wrap(found.grid().bytes());
    Grid made = found.edition() == 1 ? Grids1.of(found, keys) : Grids2.of(found, keys);
    Grid known = sections.get(section);
    if (known != null && found.grid().length() > 0) {
      return known;
    }
    Map<String, Object> comparable = new LinkedHashMap<>(made.keys());
    comparable.replaceAll((k, v) -> v instanceof long[] many ? java.util.Arrays.toString(many) : v);
    List<Object> what =
        List.of(
            made.type(),
            made.points(),
            made.dimensions(),
            comparable,
            made.unreadable(),
            String.valueOf(made.scan()),
            corner(found));
    Grid first = grids.putIfAbsent(what, made);
    Grid result = first == null ? made : first;
    sections.put(section, result);
    return result;
  }

  /** What keys do not tell of projected grids: their octets, without vertical coordinates. */
  private static Object corner(Found found) {
    int length = found.grid().length();
    int from = found.edition() == 1 ? 7 : 13;
    int octets = found.edition() == 1 ? Math.min(length, 42) - from + 1 : length - from + 1;
    return octets <= 0 ? "" : ByteBuffer.wrap(found.grid().part(from, octets).bytes());
  }

  /** Says for messages in which keys two GRIB messages differ, and what to write. */
  String difference(ByteSource source, int first, int second, KeyFilter filter) throws IOException {
    Map<Integer, Map<String, Object>> both = new HashMap<>();
    new MessageScan(source)
        .each(
            found -> {
              int number = found.place().message();
              if (number == first || number == second) {
                both.putIfAbsent(number, read(found).keys());
              }
            });
    Map<String, Object> a = both.getOrDefault(first, Map.of());
    Map<String, Object> b = both.getOrDefault(second, Map.of());
    List<String> differing =
        a.keySet().stream().filter(k -> b.containsKey(k) && !b.get(k).equals(a.get(k))).toList();
    if (differing.isEmpty()) {
      return "; no key tells them apart";
    }
    String key = differing.contains("stepRange") ? "stepRange" : differing.get(0);
    return differing.stream()
            .map(k -> k + " is " + text(a, k) + " and " + text(b, k))
            .collect(
                Collectors.joining(", ", ". They differ: ", ". Write, with a recipe for each:"))
        + List.of(a, b).stream()
            .map(m -> "\n  " + filter.line(Map.of(key, m.getOrDefault(key, ""))))
            .collect(Collectors.joining());
  }

  private static String text(Map<String, Object> keys, String key) {
    return KeyFilter.text(keys.getOrDefault(key, ""));
  }
}
