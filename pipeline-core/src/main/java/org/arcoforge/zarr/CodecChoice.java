package org.arcoforge.zarr;

import com.scalableminds.bloscjava.Blosc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.arcoforge.array.CodecSpec;
import org.jspecify.annotations.Nullable;

/** Turns a {@link CodecSpec} into a codec and into the JSON of both formats. */
final class CodecChoice {
  private static final List<String> COMPRESSORS =
      List.of("blosclz", "lz4", "lz4hc", "zlib", "zstd");

  /** What Zarr 3 writes before the names of codecs that only numcodecs has. */
  static final String NUMCODECS = "numcodecs.";

  /** In the order of numcodecs' numbers. */
  static final List<String> SHUFFLES = List.of("noshuffle", "shuffle", "bitshuffle");

  private final CodecSpec spec;
  private final int typeSize;

  private CodecChoice(CodecSpec spec, int typeSize) {
    this.spec = spec;
    this.typeSize = typeSize;
  }

  /**
   * Checks names and numbers.
   *
   * @param typeSize bytes of an element, what shuffles work on
   * @throws IllegalArgumentException if there is no such codec or parameter
   */
  static CodecChoice of(CodecSpec spec, int typeSize) {
    CodecChoice choice = new CodecChoice(spec, Math.max(1, typeSize));
    choice.codec();
    return choice;
  }

  /** Returns a new codec, filters included, or null where nothing is done. */
  @Nullable ByteCodec codec() {
    return codec(EncoderBuffers.own());
  }

  /** Returns the codec, with storage for what is between filters and compressor. */
  @Nullable ByteCodec codec(EncoderBuffers buffers) {
    List<ByteCodec> all = FilterChoice.codecs(spec, typeSize);
    ByteCodec compressor = compressor();
    if (compressor != null) {
      all.add(compressor);
    }
    return all.isEmpty() ? null : all.size() == 1 ? all.get(0) : new ChainCodec(all, buffers);
  }

  private @Nullable ByteCodec compressor() {
    return switch (spec.name()) {
      case "none" -> {
        known();
        yield null;
      }
      case "blosc" -> {
        known("cname", "clevel", "shuffle", "blocksize", "typesize");
        yield new BloscCodec(
            Blosc.Compressor.fromString(word("cname", "lz4", COMPRESSORS)),
            number("clevel", 5, 0, 9),
            Blosc.Shuffle.fromInt(shuffle()),
            typeSize,
            number("blocksize", 0, 0, Buffer.MAX));
      }
      case "zstd" -> {
        known("level", "checksum");
        yield new ZstdCodec(number("level", 3, -131072, 22), checksum());
      }
      case "gzip", "zlib" -> {
        known("level");
        yield new DeflateCodec(spec.name().equals("gzip"), number("level", 5, 0, 9));
      }
      default ->
          throw new IllegalArgumentException(
              "no codec '" + spec.name() + "'; there are blosc, zstd, gzip, none");
    };
  }

  /**
   * Returns what numcodecs calls the compressor: the value of {@code compressor} in {@code
   * .zarray}.
   */
  @Nullable Map<String, Object> format2() {
    if (spec.name().equals("none")) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", spec.name());
    switch (spec.name()) {
      case "blosc" -> {
        json.put("cname", word("cname", "lz4", COMPRESSORS));
        json.put("clevel", number("clevel", 5, 0, 9));
        json.put("shuffle", shuffle());
        json.put("blocksize", number("blocksize", 0, 0, Buffer.MAX));
      }
      case "zstd" -> {
        json.put("level", number("level", 3, -131072, 22));
        if (checksum()) { // numcodecs before 0.13 does not know the key
          json.put("checksum", true);
        }
      }
      default -> json.put("level", number("level", 5, 0, 9));
    }
    return json;
  }

  /**
   * Returns what Zarr 3 calls them: the codecs after the one that makes bytes of elements. What the
   * specification does not have is named as zarr-python and zarrita name numcodecs' codecs.
   */
  List<Object> format3() {
    List<Object> codecs = FilterChoice.format3(spec);
    if (spec.name().equals("none")) {
      return codecs;
    }
    String name = spec.name();
    Map<String, Object> json = new LinkedHashMap<>();
    switch (spec.name()) {
      case "blosc" -> {
        json.put("typesize", typeSize);
        json.put("cname", word("cname", "lz4", COMPRESSORS));
        json.put("clevel", number("clevel", 5, 0, 9));
        json.put("shuffle", SHUFFLES.get(shuffle()));
        json.put("blocksize", number("blocksize", 0, 0, Buffer.MAX));
      }
      case "zstd" -> {
        json.put("level", number("level", 3, -131072, 22));
        json.put("checksum", checksum());
      }
      case "gzip" -> json.put("level", number("level", 5, 0, 9));
      default -> {
        name = NUMCODECS + name;
        json.put("level", number("level", 5, 0, 9));
      }
    }
    codecs.add(named(name, json));
    return codecs;
  }

  static Map<String, Object> named(String name, Map<String, Object> configuration) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("configuration", configuration);
    return json;
  }

  private void known(String... names) {
    TreeSet<String> unknown = new TreeSet<>(spec.configuration().keySet());
    List.of(names).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "codec " + spec.name() + " has no " + unknown + "; it has " + List.of(names));
    }
  }

  private int shuffle() {
    return SHUFFLES.indexOf(word("shuffle", "shuffle", SHUFFLES));
  }

  private boolean checksum() {
    Object value = spec.configuration().get("checksum");
    return Boolean.TRUE.equals(value) || "true".equals(value);
  }

  private String word(String key, String standard, List<String> allowed) {
    Object value = spec.configuration().getOrDefault(key, standard);
    if (value instanceof String text && allowed.contains(text)) {
      return text;
    }
    throw new IllegalArgumentException(
        "codec " + spec.name() + ": " + key + " is " + value + ", but must be one of " + allowed);
  }

  private int number(String key, int standard, int low, int high) {
    Object value = spec.configuration().getOrDefault(key, standard);
    if (value instanceof Number n && n.longValue() == n.doubleValue()) {
      if (n.longValue() >= low && n.longValue() <= high) {
        return n.intValue();
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "codec %s: %s is %s, but must be an integer from %d to %d",
            spec.name(),
            key,
            value,
            low,
            high));
  }
}
