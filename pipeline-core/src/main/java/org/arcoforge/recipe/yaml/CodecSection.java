package org.arcoforge.recipe.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.yaml.Yaml;

/** Reads a codec; what is not said is the default of that codec, and is written out. */
final class CodecSection {
  private static final int ZSTD_LEVEL = 3;
  private static final int GZIP_LEVEL = 5;

  private CodecSection() {}

  /** Reads a name or a mapping. */
  static CodecSpec read(Yaml yaml) {
    String name = yaml.text("name", yaml.raw());
    Map<String, Object> configuration = new LinkedHashMap<>();
    switch (name) {
      case "blosc" -> configuration.putAll(CodecSpec.standard().configuration());
      case "zstd" -> configuration.put("level", ZSTD_LEVEL);
      case "gzip" -> configuration.put("level", GZIP_LEVEL);
      default -> {}
    }
    yaml.map()
        .forEach(
            (key, value) -> {
              if (!key.equals("name")) {
                boolean whole = value.kind() == Yaml.Kind.INTEGER;
                configuration.put(
                    key, whole ? (Object) Math.toIntExact(value.integer()) : value.raw());
              }
            });
    return new CodecSpec(name, configuration);
  }

  /** Returns what {@link #read} reads back. */
  static Object write(CodecSpec codec) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("name", codec.name());
    keys.putAll(codec.configuration());
    return keys;
  }
}
