package org.arcoforge.zarr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.CodecSpec;
import org.jspecify.annotations.Nullable;

/**
 * Turns the filters before a compressor into codecs and into the JSON of both formats: {@code bytes
 * {endian: big}}, first if at all, and {@code shuffle {elementsize}}.
 */
final class FilterChoice {
  private static final String SHUFFLE = "shuffle";
  private static final String SIZE = "elementsize";

  private FilterChoice() {}

  /**
   * Returns what encodes.
   *
   * @param typeSize bytes of an element
   * @throws IllegalArgumentException if there is no such filter, or not in this place
   */
  static List<ByteCodec> codecs(CodecSpec spec, int typeSize) {
    List<ByteCodec> codecs = new ArrayList<>();
    for (CodecSpec filter : spec.filters()) {
      if (filter.equals(CodecSpec.bigEndian()) && codecs.isEmpty()) {
        codecs.add(new SwapCodec(typeSize));
      } else if (filter.name().equals(SHUFFLE)
          && filter.configuration().get(SIZE) instanceof Integer size
          && size > 0
          && filter.configuration().size() == 1
          && filter.filters().isEmpty()) {
        codecs.add(new ShuffleCodec(size));
      } else {
        throw new IllegalArgumentException(
            "filter " + filter.name() + " " + filter.configuration() + " cannot stand there");
      }
    }
    return codecs;
  }

  /** Returns whether numbers are stored with their highest byte first. */
  static boolean isBigEndian(CodecSpec spec) {
    return spec.filters().contains(CodecSpec.bigEndian());
  }

  /**
   * Returns {@code filters} of {@code .zarray}: null if there are none; the byte order is the
   * dtype's.
   */
  static @Nullable List<Object> format2(CodecSpec spec) {
    List<Object> json = new ArrayList<>();
    for (CodecSpec filter : spec.filters()) {
      if (filter.name().equals(SHUFFLE)) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", SHUFFLE);
        one.putAll(filter.configuration());
        json.add(one);
      }
    }
    return json.isEmpty() ? null : json;
  }

  /** Returns the codecs between {@code bytes} and the compressor. */
  static List<Object> format3(CodecSpec spec) {
    List<Object> json = new ArrayList<>();
    for (CodecSpec filter : spec.filters()) {
      if (filter.name().equals(SHUFFLE)) {
        json.add(CodecChoice.named(CodecChoice.NUMCODECS + SHUFFLE, filter.configuration()));
      }
    }
    return json;
  }
}
