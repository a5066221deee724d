package org.arcoforge.array;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A codec spec names a compressor ({@code blosc {cname, clevel, shuffle}}, {@code zstd {level}},
 * {@code gzip {level}}, {@code zlib {level}} or {@code none}) and the filters before it. Only names
 * and numbers; the codec itself is the Zarr package's.
 *
 * @param name of the codec
 * @param configuration texts and integers, by name
 * @param filters what is done before, in this order, each without filters of its own: {@code bytes
 *     {endian: big}}, {@code shuffle {elementsize}}
 */
public record CodecSpec(String name, Map<String, Object> configuration, List<CodecSpec> filters)
    implements Serializable {
  private static final String SOURCE = "source";

  /** Copies the map, sorted by name, and the list. */
  public CodecSpec {
    configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
    filters = List.copyOf(filters);
  }

  /** Makes a codec spec without filters. */
  public CodecSpec(String name, Map<String, Object> configuration) {
    this(name, configuration, List.of());
  }

  /** Returns Blosc with LZ4, level 5, byte shuffle: fast, and what the field uses. */
  public static CodecSpec standard() {
    return new CodecSpec("blosc", Map.of("cname", "lz4", "clevel", 5, "shuffle", "shuffle"));
  }

  /** Returns the spec of no compression. */
  public static CodecSpec none() {
    return new CodecSpec("none", Map.of());
  }

  /**
   * Returns the wish for the codec of the sources, so that their chunks can be copied as they are.
   */
  public static CodecSpec source() {
    return new CodecSpec(SOURCE, Map.of());
  }

  /** Returns bytes of elements by their place: all first ones, all second ones, … */
  public static CodecSpec shuffle(int elementSize) {
    return new CodecSpec("shuffle", Map.of("elementsize", elementSize));
  }

  /** Returns numbers with their highest byte first. */
  public static CodecSpec bigEndian() {
    return new CodecSpec("bytes", Map.of("endian", "big"));
  }

  /** Returns whether this is the wish for the codec of the sources. */
  public boolean isSource() {
    return name.equals(SOURCE);
  }

  /** Returns the same with other filters before it. */
  public CodecSpec withFilters(List<CodecSpec> others) {
    return new CodecSpec(name, configuration, others);
  }

  /** Returns the filters and the compressor, with what configures them, for people. */
  @Override
  public String toString() {
    StringBuilder all = new StringBuilder();
    filters.forEach(filter -> all.append(filter).append(", "));
    return all + name + (configuration.isEmpty() ? "" : " " + configuration);
  }
}
