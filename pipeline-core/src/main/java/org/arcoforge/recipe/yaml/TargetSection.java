package org.arcoforge.recipe.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.recipe.Retention;
import org.arcoforge.recipe.Target;
import org.arcoforge.recipe.VariableEncoding;
import org.arcoforge.yaml.Shape.ByteSize;
import org.arcoforge.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/** Reads a target that has the right shape, and checks what shapes cannot say. */
final class TargetSection {
  private TargetSection() {}

  static @Nullable Target read(Yaml yaml) {
    Target.Builder target = Target.builder();
    chunks(yaml, target);
    yaml.sound("zarr_format").ifPresent(y -> target.zarrFormat((int) y.integer()));
    yaml.sound("shards").ifPresent(y -> target.shards(lengths(y)));
    yaml.sound("codec").ifPresent(y -> target.codec(CodecSection.read(y)));
    yaml.sound("mode")
        .ifPresent(y -> target.mode(PolicySection.constant(Target.Mode.class, y.raw())));
    yaml.sound("keep").ifPresent(y -> keep(y, target));
    yaml.get("encoding").ifPresent(y -> encoding(yaml, y, target));
    yaml.sound("write_empty_chunks")
        .ifPresent(y -> target.writeEmptyChunks(Boolean.TRUE.equals(y.scalar())));
    shards(yaml);
    return yaml.sound() ? yaml.attempt(target::build) : null;
  }

  private static void chunks(Yaml yaml, Target.Builder target) {
    Yaml chunks = yaml.sound("chunks").orElse(null);
    if (chunks == null || chunks.raw().equals("auto")) {
      return;
    }
    boolean size = chunks.kind() == Yaml.Kind.TEXT;
    Yaml auto = size ? chunks : chunks.get("auto").orElse(null);
    if (auto == null) {
      target.chunks(lengths(chunks));
      return;
    }
    Long bytes = auto.attempt(() -> ByteSize.parse(auto.raw()));
    if (bytes != null) {
      target.autoChunkBytes(bytes);
    }
  }

  private static void keep(Yaml keep, Target.Builder target) {
    Retention retention =
        keep.kind() == Yaml.Kind.INTEGER
            ? keep.attempt(() -> Retention.newest(Math.toIntExact(keep.integer())))
            : keep.attempt(() -> Retention.younger(keep.raw()));
    if (retention != null) {
      target.keep(retention);
    }
  }

  private static void shards(Yaml yaml) {
    Yaml shards = yaml.sound("shards").orElse(null);
    if (shards == null) {
      return;
    }
    if (yaml.integer("zarr_format", 3) == 2) {
      shards.problem("shards need zarr_format: 3, found zarr_format: 2", "remove one of them");
      yaml.broken();
    }
    Map<String, Long> chunks = yaml.sound("chunks").map(TargetSection::lengths).orElse(Map.of());
    shards
        .map()
        .forEach(
            (dim, shard) -> {
              long chunk = chunks.getOrDefault(dim, -1L);
              if (chunk > 0 && shard.integer() > 0 && shard.integer() % chunk != 0) {
                shard.problem(
                    "a shard of "
                        + shard.integer()
                        + " along '"
                        + dim
                        + "' does not hold whole chunks of "
                        + chunk,
                    "for example " + (shard.integer() / chunk + 1) * chunk);
                yaml.broken();
              }
            });
  }

  /** By variable, or one word for all. */
  private static void encoding(Yaml yaml, Yaml encoding, Target.Builder target) {
    if (encoding.kind() == Yaml.Kind.MAPPING) {
      target.encoding(encodings(encoding));
      return;
    }
    CodecSpec source = CodecSpec.source();
    boolean other = yaml.sound("codec").filter(y -> !CodecSection.read(y).isSource()).isPresent();
    if (other && encoding.sound()) {
      encoding.problem(
          "'encoding: " + source.name() + "' takes the codec of the files, but there is a 'codec'",
          "remove one of them");
      yaml.broken();
    }
    target.codec(source);
  }

  private static Map<String, Long> lengths(Yaml yaml) {
    Map<String, Long> lengths = new LinkedHashMap<>();
    yaml.map()
        .forEach(
            (dim, n) -> {
              if (n.kind() == Yaml.Kind.INTEGER) {
                lengths.put(dim, n.integer());
              }
            });
    return lengths;
  }

  private static Map<String, VariableEncoding> encodings(Yaml yaml) {
    Map<String, VariableEncoding> encodings = new LinkedHashMap<>();
    yaml.map()
        .forEach(
            (variable, y) -> {
              if (y.kind() != Yaml.Kind.MAPPING) { // the one word that there is
                encodings.put(variable, VariableEncoding.standard().withCodec(CodecSpec.source()));
                return;
              }
              DataType type = y.sound("dtype").map(t -> DataType.of(t.raw())).orElse(null);
              Yaml fill = y.sound("fill_value").orElse(null);
              if (fill != null && type != null && !fits(fill, type)) {
                fill.problem(
                    "'fill_value' of '"
                        + variable
                        + "': "
                        + fill.found()
                        + " is no value of "
                        + type.id(),
                    "");
                yaml.broken();
              }
              encodings.put(
                  variable,
                  new VariableEncoding(
                      y.sound("codec").map(CodecSection::read).orElse(null),
                      type,
                      fill == null ? null : fill.scalar(),
                      y.sound("chunks")
                          .map(TargetSection::lengths)
                          .filter(chunks -> !chunks.isEmpty())
                          .orElse(null)));
            });
    return encodings;
  }

  private static boolean fits(Yaml fill, DataType type) {
    boolean isText = fill.kind() == Yaml.Kind.TEXT;
    if (type == DataType.STRING || isText) {
      return type == DataType.STRING && isText;
    }
    if (type.isFloat()) {
      if (!(fill.scalar() instanceof Number number)) {
        return true;
      }
      double given = number.doubleValue();
      double stored = FillValue.of(type, given).block(type).doubleAt(0);
      return Double.isInfinite(given) || !Double.isInfinite(stored);
    }
    if (fill.kind() != Yaml.Kind.INTEGER) {
      return type == DataType.UINT64 && fill.raw().matches("\\d+");
    }
    long n = fill.integer();
    if (type == DataType.BOOL) {
      return n == 0 || n == 1;
    }
    int bits = 8 * type.size();
    if (type.isUnsigned()) {
      return n >= 0 && (bits == 64 || n < 1L << bits);
    }
    return bits == 64 || (n >= -(1L << (bits - 1)) && n < 1L << (bits - 1));
  }
}
