package org.arcoforge.zarr;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;

/**
 * Parses the codecs of numcodecs: the filters and compressors of format 2, {@code numcodecs.*} in
 * 3.
 */
final class FilterParser {
  private static final Pattern DTYPE = Pattern.compile("([<|])?([biuf])([1248])");
  private static final List<String> ONLY_READ = List.of("bz2", "lzma", "lz4");

  private FilterParser() {}

  /** Returns whether that compressor is read but never written. */
  static boolean isOnlyRead(String id) {
    return ONLY_READ.contains(id);
  }

  /**
   * Returns what undoes it.
   *
   * @param json with its {@code id}
   * @throws ZarrException if it is not known, or computes what is not done here
   */
  static List<ByteCodec> codecs(JsonDocument json, ElementForm form) throws ZarrException {
    String id = json.text("id", "");
    return switch (id) {
      case "shuffle" -> List.of(new ShuffleCodec(Math.max(1, json.integer("elementsize", 4))));
      case "bz2", "lz4" -> List.of(new StreamCodec(id));
      case "lzma" -> {
        if (json.integer("format", 1) != 1) {
          throw json.unsupported("lzma in the form " + json.get("format") + " (1, xz, is read)");
        }
        yield List.of(new StreamCodec(id));
      }
      case "bitround" -> List.of(new IdentityCodec(id));
      case "packbits" -> List.of(new PackBitsCodec());
      case "quantize" -> {
        if (type(json, "dtype", form) != type(json, "astype", form)) {
          throw json.unsupported("quantize to another type");
        }
        yield List.of(new IdentityCodec(id));
      }
      case "delta" -> List.of(delta(json, form));
      case "fixedscaleoffset" -> List.of(scaleOffset(json, form));
      case "blosc", "zstd", "gzip", "zlib" ->
          CodecParser.codecs(CodecParser.compressor2(json, form.type().size()), form.type().size());
      default -> throw json.unsupported("the filter '" + id + "'");
    };
  }

  /** Returns the shuffle as a filter of a codec, if it is one. */
  static Optional<CodecSpec> shuffle(JsonDocument json) throws ZarrException {
    return json.text("id", "").equals("shuffle")
        ? Optional.of(CodecSpec.shuffle(Math.max(1, json.integer("elementsize", 4))))
        : Optional.empty();
  }

  private static NumberCodec delta(JsonDocument json, ElementForm form) throws ZarrException {
    DataType type = type(json, "dtype", form);
    if (type != type(json, "astype", form) || type == DataType.FLOAT16 || type == DataType.BOOL) {
      throw json.unsupported("delta of " + json.get("dtype") + " as " + json.get("astype"));
    }
    return new NumberCodec("delta", type, type, 1, 0);
  }

  private static NumberCodec scaleOffset(JsonDocument json, ElementForm form) throws ZarrException {
    DataType type = type(json, "dtype", form);
    DataType stored = type(json, "astype", form);
    boolean exact = stored.isInteger() && stored.size() < 8;
    if (!exact
        || type == DataType.BOOL
        || !(json.get("scale") instanceof Number scale)
        || !(json.get("offset") instanceof Number offset)) {
      throw json.unsupported(
          "fixedscaleoffset of " + json.get("dtype") + " as " + json.get("astype"));
    }
    return new NumberCodec(
        "fixedscaleoffset", type, stored, scale.doubleValue(), offset.doubleValue());
  }

  private static DataType type(JsonDocument json, String key, ElementForm form)
      throws ZarrException {
    String dtype = json.text(key, json.text("dtype", ""));
    Matcher match = DTYPE.matcher(dtype);
    if (form.kind() == ElementForm.Kind.NUMBER && !form.bigEndian() && match.matches()) {
      for (DataType type : DataType.values()) {
        if (type.isNumeric()
            && ArrayDocument2.dtype(type).substring(1).equals(match.group(2) + match.group(3))) {
          return type;
        }
      }
    }
    throw json.unsupported(
        "the filter '"
            + json.text("id", "")
            + "' of '"
            + dtype
            + "' (little-endian numbers are read)");
  }
}
