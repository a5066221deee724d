package org.arcoforge.zarr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;

/**
 * Stores with every data type, codec and odd shape, for our own tests and for those of other
 * programs: {@code main} writes them below a folder, with the values that a reader must find in
 * {@code expected}; {@code src/test/python/check_store.py} compares.
 */
public final class ZarrSamples {
  /** An array and all its values. */
  record Sample(ArrayLayout layout, Block values) {
    String name() {
      return layout.variable().name();
    }
  }

  private ZarrSamples() {}

  static CodecSpec blosc(String cname, String shuffle) {
    return new CodecSpec("blosc", Map.of("cname", cname, "clevel", 5, "shuffle", shuffle));
  }

  static List<CodecSpec> codecs(int format) {
    List<CodecSpec> codecs = new ArrayList<>(List.of(CodecSpec.none(), CodecSpec.standard()));
    for (String cname : List.of("lz4hc", "blosclz", "zlib", "zstd")) {
      codecs.add(blosc(cname, "bitshuffle"));
    }
    codecs.add(blosc("lz4", "noshuffle"));
    codecs.add(new CodecSpec("zstd", Map.of("level", 3)));
    if (format == 3) { // numcodecs knows the checksum since 0.13 only
      codecs.add(new CodecSpec("zstd", Map.of("level", -1, "checksum", true)));
    }
    codecs.add(new CodecSpec("gzip", Map.of("level", 6)));
    return codecs;
  }

  static FillValue fill(DataType type) {
    return type == DataType.STRING
        ? FillValue.of("none")
        : type.isFloat()
            ? FillValue.missing(type)
            : type == DataType.BOOL
                ? FillValue.of(1)
                : FillValue.of(type.isSigned() ? wrap(type, -7) : wrap(type, -2));
  }

  private static long wrap(DataType type, long value) {
    Block one = Block.allocate(type);
    one.setLong(0, value);
    return FillValue.of(one).bits();
  }

  /** Smooth and random values, with the fill value in every 7th element and in the first rows. */
  static Block values(DataType type, FillValue fill, long... shape) {
    Block block = Block.allocate(type, shape);
    SplittableRandom random = new SplittableRandom(type.id().hashCode());
    Block one = fill.block(type);
    int n = block.elements();
    for (int i = 0; i < n; i++) {
      boolean filled = i % 7 == 0 || i < n / 3;
      if (type == DataType.STRING) {
        String[] texts = {"", "a", "Grüße", "海面水温", "\uD83C\uDF0A", "x".repeat(i % 40)};
        block.strings()[i] = filled ? fill.text() : texts[random.nextInt(texts.length)];
      } else if (type == DataType.BOOL) {
        block.setLong(i, filled ? fill.bits() : random.nextInt(2));
      } else if (type.isFloat()) {
        double v = i % 5 == 0 ? Double.NEGATIVE_INFINITY : Math.sin(i) * i;
        block.setDouble(i, filled ? one.doubleAt(0) : v);
      } else {
        block.setLong(i, filled ? one.longAt(0) : i % 3 == 0 ? random.nextLong() : i);
      }
    }
    return block;
  }

  static Sample sample(
      String name, DataType type, boolean missing, CodecSpec codec, long[][] shapes) {
    List<Dimension> dims = new ArrayList<>();
    for (int d = 0; d < shapes[0].length; d++) {
      dims.add(new Dimension("xyzw".charAt(d) + "" + shapes[0][d], shapes[0][d]));
    }
    Attributes attributes =
        Attributes.empty()
            .with("long_name", "Sample \"" + name + "\" in °C")
            .with("valid_range", AttributeValue.of(DataType.FLOAT32, 0.1f, Double.NaN))
            .with("scale", AttributeValue.of(DataType.FLOAT64, 1e-300))
            .with("flags", AttributeValue.of(DataType.INT8, 1, 2, -3))
            .with("big", AttributeValue.of(DataType.UINT64, -1L));
    FillValue fill = fill(type);
    return new Sample(
        ArrayLayout.builder()
            .variable(new Variable(name, type, dims, attributes))
            .chunk(Arrays.stream(shapes[1]).boxed().toList())
            .shard(shapes.length < 3 ? List.of() : Arrays.stream(shapes[2]).boxed().toList())
            .fill(fill)
            .fillIsMissing(missing)
            .codec(codec)
            .build(),
        values(type, fill, shapes[0]));
  }

  /** All samples of a format. */
  static List<Sample> all(int format) {
    List<Sample> samples = new ArrayList<>();
    long[][] plane = {{13, 11}, {4, 5}};
    long[][] sharded = {{13, 11}, {2, 3}, {6, 6}};
    int i = 0;
    for (CodecSpec codec : codecs(format)) {
      for (DataType type : DataType.values()) {
        String name = type.id() + "_" + i;
        samples.add(sample(name, type, i % 2 == 0, codec, plane));
        if (format == 3) {
          samples.add(sample(name + "_sharded", type, i % 2 == 1, codec, sharded));
        }
      }
      i++;
    }
    for (DataType type : DataType.values()) {
      CodecSpec codec = CodecSpec.standard();
      samples.add(sample("scalar_" + type.id(), type, false, codec, new long[2][0]));
      samples.add(sample("empty_" + type.id(), type, true, codec, new long[][] {{0, 3}, {1, 2}}));
      samples.add(
          sample("one/two/" + type.id(), type, true, codec, new long[][] {{2, 3, 4}, {1, 3, 3}}));
    }
    samples.add(sample("x13", DataType.INT64, false, CodecSpec.none(), new long[][] {{13}, {13}}));
    return samples;
  }

  static StoreLayout layout(int format, List<Sample> samples) {
    Attributes root =
        Attributes.empty()
            .with("title", "Samples")
            .with("nan", AttributeValue.of(DataType.FLOAT64, Double.NaN))
            .with("Conventions", "CF-1.11");
    return new StoreLayout(
        format,
        samples.stream().map(Sample::layout).toList(),
        root,
        Map.of(StoreLayout.PROVENANCE, Map.of("id", "r1", "inputs", List.of(1, "two"))));
  }

  /** Writes values, then metadata. Objects of fill values alone are left out where allowed. */
  static FaultyObjectStore write(int format, List<Sample> samples) throws IOException {
    FaultyObjectStore store = FaultyObjectStore.inMemory();
    for (Sample sample : samples) {
      ArrayEncoder encoder = ArrayEncoder.of(sample.layout(), format);
      for (long[] index : Indices.of(sample.layout().objects().all())) {
        Region object = sample.layout().objects().region(index);
        long[] origin = new long[index.length];
        Block values = Block.allocate(sample.values().type(), object.size());
        Block.copy(sample.values(), object.start(), values, origin, object.size());
        if (!encoder.isAllFill(values)) {
          ArrayEncoder.Encoded encoded = encoder.encode(sample.values(), origin, index);
          store.create(encoder.key(index), encoded.bytes(), 0, encoded.length());
        }
      }
    }
    for (ZarrStore.MetadataDocument document : ZarrStore.metadata(layout(format, samples))) {
      store.create(document.key(), document.bytes());
    }
    return store;
  }

  /** Writes {@code FOLDER/v2.zarr}, {@code FOLDER/v3.zarr} and {@code FOLDER/expected}. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    for (int format : new int[] {2, 3}) {
      List<Sample> samples = all(format);
      String url = folder.resolve("v" + format + ".zarr").toUri().toString();
      StoreContents.copy(write(format, samples), ObjectStores.open(url));
      Map<String, Object> index = new LinkedHashMap<>();
      Path expected = folder.resolve("expected").resolve("v" + format);
      Files.createDirectories(expected);
      int i = 0;
      for (Sample sample : samples) {
        Map<String, Object> one = new LinkedHashMap<>();
        Block values = sample.values();
        one.put("type", values.type().id());
        one.put("shape", Arrays.stream(values.shape()).boxed().toList());
        one.put("missing", sample.layout().fillIsMissing());
        one.put("fill", fillBytes(sample));
        if (values.type() == DataType.STRING) {
          one.put("texts", List.of(values.strings()));
        } else {
          one.put("file", i + ".bin");
          Files.write(
              expected.resolve(i + ".bin"), Arrays.copyOf(values.bytes(), values.byteLength()));
        }
        index.put(sample.name(), one);
        i++;
      }
      Files.write(expected.resolve("index.json"), JsonWriter.bytes(index));
    }
  }

  private static Object fillBytes(Sample sample) {
    FillValue fill = sample.layout().fill();
    if (sample.values().type() == DataType.STRING) {
      return fill.text();
    }
    List<Object> bytes = new ArrayList<>();
    for (byte b : fill.bytes(sample.values().type())) {
      bytes.add(b & 0xFF);
    }
    return bytes;
  }
}
