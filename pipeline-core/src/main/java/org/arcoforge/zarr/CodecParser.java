package org.arcoforge.zarr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.CodecSpec;
import org.jspecify.annotations.Nullable;

/** Parses byte codecs from the JSON of both formats. */
final class CodecParser {
  private static final List<String> NUMCODECS = List.of("blosc", "zstd", "gzip", "zlib");

  private CodecParser() {}

  /** Returns whether that codec of numcodecs is a compressor that is written, too. */
  static boolean isCompressor(JsonDocument json) throws ZarrException {
    return NUMCODECS.contains(json.text("id", ""));
  }

  /** Returns the compressor that {@code .zarray} names. */
  static CodecSpec compressor2(JsonDocument json, int typeSize) throws ZarrException {
    String id = json.text("id", "");
    Map<String, Object> configuration = new HashMap<>(json.json());
    configuration.remove("id");
    configuration.remove("typesize"); // zarr-java writes it
    if (id.equals("blosc")) {
      int shuffle = json.integer("shuffle", 1);
      // -1 leaves it to numcodecs: bits for bytes, bytes for the others.
      int chosen = shuffle == -1 ? (typeSize == 1 ? 2 : 1) : shuffle;
      if (chosen < 0 || chosen >= CodecChoice.SHUFFLES.size()) {
        throw json.unsupported("shuffle " + shuffle);
      }
      configuration.put("shuffle", CodecChoice.SHUFFLES.get(chosen));
    } else if (!isCompressor(json)) {
      throw json.unsupported("the compressor '" + id + "'");
    }
    return spec(json, id, configuration);
  }

  /**
   * Returns a codec of Zarr 3 that compresses; null for a checksum, which is no choice of a
   * compressor.
   */
  static @Nullable CodecSpec compressor3(JsonDocument json) throws ZarrException {
    String name = json.text("name", "");
    Map<String, Object> configuration = new HashMap<>(json.object("configuration").json());
    if (name.equals("crc32c")) {
      return null;
    }
    if (!List.of("blosc", "zstd", "gzip").contains(name)) {
      throw json.unsupported("the codec '" + name + "'");
    }
    configuration.remove("typesize"); // follows from the data type
    return spec(json, name, configuration);
  }

  /** Without what is the default, so that what we write is read as what was asked for. */
  private static CodecSpec spec(JsonDocument json, String name, Map<String, Object> configuration)
      throws ZarrException {
    configuration.values().removeIf(java.util.Objects::isNull);
    if (Integer.valueOf(0).equals(configuration.get("blocksize"))) {
      configuration.remove("blocksize");
    }
    if (Boolean.FALSE.equals(configuration.get("checksum"))) {
      configuration.remove("checksum");
    }
    CodecSpec spec = new CodecSpec(name, configuration);
    try {
      CodecChoice.of(spec, 1);
    } catch (IllegalArgumentException e) {
      throw new ZarrException(json.where() + ": " + e.getMessage(), e);
    }
    return spec;
  }

  static List<ByteCodec> codecs(CodecSpec spec, int typeSize) {
    List<ByteCodec> codecs = new ArrayList<>();
    ByteCodec codec = CodecChoice.of(spec, typeSize).codec();
    if (codec != null) {
      codecs.add(codec);
    }
    return codecs;
  }
}
