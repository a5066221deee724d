package org.arcoforge.array;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The choice of a compressor: {@code blosc {cname, clevel, shuffle}}, {@code zstd {level}}, {@code
 * gzip {level}} or {@code none}. Only names and numbers; the codec itself is the Zarr package's.
 *
 * @param name of the codec
 * @param configuration texts and integers, by name
 */
public record CodecSpec(String name, Map<String, Object> configuration) implements Serializable {
  /** Copies the map, sorted by name. */
  public CodecSpec {
    configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
  }

  /** Blosc with LZ4, level 5, byte shuffle: fast, and what the field uses. */
  public static CodecSpec standard() {
    return new CodecSpec("blosc", Map.of("cname", "lz4", "clevel", 5, "shuffle", "shuffle"));
  }

  /** No compression. */
  public static CodecSpec none() {
    return new CodecSpec("none", Map.of());
  }
}
