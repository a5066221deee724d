package org.arcoforge.zarr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.zarr.ReaderCase.Expected;
import org.arcoforge.zarr.ReaderCase.Form;
import org.arcoforge.zarr.ReaderCase.Way;

/** The cases say what zarr-java is tried on, and what it is known to do with it. */
final class ReaderCases {
  static final String TYPES = "Types";
  private static final String CODECS = "Codecs";
  private static final String SHAPES = "Shapes and fill values";
  private static final String METADATA = "Metadata";

  /** The types that zarr-java has. */
  private static final List<DataType> NUMBERS =
      Stream.of(DataType.values())
          .filter(t -> t != DataType.FLOAT16 && t != DataType.STRING)
          .toList();

  /** Enough for what depends on the size of elements and on whether they have a sign. */
  private static final List<DataType> SOME =
      List.of(
          DataType.BOOL,
          DataType.INT16,
          DataType.INT32,
          DataType.UINT8,
          DataType.UINT64,
          DataType.FLOAT32,
          DataType.FLOAT64);

  private static final List<DataType> FLOATS = List.of(DataType.FLOAT32, DataType.FLOAT64);

  /** Array, chunk, shard: cut off at both edges; the first chunks hold nothing but fill values. */
  private static final long[][] PLANE = {{9, 5}, {3, 2}, {6, 4}};

  private ReaderCases() {}

  static List<ReaderCase> all() {
    List<ReaderCase> all = new ArrayList<>(types());
    all.addAll(codecs());
    all.addAll(shapes());
    all.addAll(fills());
    all.addAll(metadata());
    return all;
  }

  private static List<ReaderCase> types() {
    List<ReaderCase> cases = new ArrayList<>();
    for (DataType type : DataType.values()) {
      ReaderCase one = of(TYPES, type.id(), List.of(type), PLANE, ReaderCases::standard);
      cases.add(NUMBERS.contains(type) ? one : one.refused());
    }
    return cases;
  }

  private static List<ReaderCase> codecs() {
    List<ReaderCase> cases = new ArrayList<>();
    for (CodecSpec codec : ZarrSamples.codecs(3)) {
      ReaderCase one = codec(title(codec), SOME, type -> codec);
      if (codec.name().equals("zstd")) {
        one = one.but(Form.SHARDED, Expected.EXACT_IN_BOXES);
      }
      if (List.of("zstd", "gzip").contains(codec.name())) {
        one = one.but(Form.ZARR2, Expected.REFUSED);
      }
      // numcodecs' zstd has known the checksum for a short time only: we write it in format 3.
      cases.add(codec.configuration().containsKey("checksum") ? one.without(Form.ZARR2) : one);
    }
    CodecSpec zlib = new CodecSpec("zlib", Map.of("level", 4));
    cases.add(
        codec("zlib, as in HDF5", SOME, type -> zlib).refused().but(Form.ZARR2, Expected.EXACT));
    cases.add(
        codec(
                "shuffle and zlib, as in HDF5",
                SOME,
                type -> zlib.withFilters(List.of(CodecSpec.shuffle(type.size()))))
            .refused());
    CodecSpec big = CodecSpec.standard().withFilters(List.of(CodecSpec.bigEndian()));
    List<DataType> wide = List.of(DataType.INT32, DataType.FLOAT64);
    cases.add(codec("highest byte first", wide, type -> big).but(Form.ZARR2, Expected.REFUSED));
    return cases;
  }

  private static ReaderCase codec(
      String row, List<DataType> types, Function<DataType, CodecSpec> codec) {
    return of(
        CODECS,
        row,
        types,
        PLANE,
        (type, shapes) ->
            sample(type, codec.apply(type), ZarrSamples.fill(type), true, false, shapes));
  }

  private static String title(CodecSpec codec) {
    Map<String, Object> values = codec.configuration();
    return switch (codec.name()) {
      case "blosc" -> "blosc " + values.get("cname") + ", " + values.get("shuffle");
      case "zstd" -> values.containsKey("checksum") ? "zstd with a checksum" : "zstd";
      default -> codec.name();
    };
  }

  private static List<ReaderCase> shapes() {
    long[][] scalar = new long[2][0];
    return List.of(
        shape("0 dimensions", scalar).but(Form.ZARR2, Expected.WRONG),
        shape("0 dimensions, its object `0` alone", scalar).without(Form.ZARR3).by(Way.OBJECT),
        shape("1 dimension", new long[][] {{29}, {4}, {12}}),
        shape("2 dimensions", PLANE),
        shape("3 dimensions", new long[][] {{5, 7, 6}, {2, 3, 4}, {4, 6, 4}}),
        shape("4 dimensions", new long[][] {{3, 2, 4, 5}, {2, 1, 3, 2}, {2, 2, 3, 4}}),
        shape("a dimension of length 0", new long[][] {{0, 3}, {1, 2}, {2, 4}}),
        shape("one chunk, larger than the array", new long[][] {{5, 3}, {8, 4}, {16, 8}}),
        shape("one chunk, the array", new long[][] {{5, 3}, {5, 3}, {10, 6}}));
  }

  private static ReaderCase shape(String row, long[][] shapes) {
    return of(SHAPES, row, SOME, shapes, ReaderCases::standard);
  }

  private static List<ReaderCase> fills() {
    return List.of(
        of(
            SHAPES,
            "no chunk is there",
            SOME,
            PLANE,
            (type, shapes) ->
                sample(type, CodecSpec.standard(), ZarrSamples.fill(type), true, true, shapes)),
        of(
            SHAPES,
            "no value is missing (format 2: `fill_value` null)",
            SOME,
            PLANE,
            (type, shapes) ->
                sample(type, CodecSpec.standard(), ZarrSamples.fill(type), false, false, shapes)),
        fill("fill value NaN", Double.NaN),
        fill("fill value 1e20", 1e20),
        fill("fill value -Infinity", Double.NEGATIVE_INFINITY),
        fill("fill value Infinity", Double.POSITIVE_INFINITY).refused());
  }

  private static ReaderCase fill(String row, double fill) {
    return of(
        SHAPES,
        row,
        FLOATS,
        PLANE,
        (type, shapes) ->
            sample(type, CodecSpec.standard(), FillValue.of(type, fill), true, false, shapes));
  }

  private static List<ReaderCase> metadata() {
    return List.of(
        grouped("array in groups, from the root")
            .by(Way.FROM_ROOT)
            .but(Form.ZARR3, Expected.REFUSED)
            .but(Form.SHARDED, Expected.REFUSED),
        grouped("array in groups, from the first of them").by(Way.FROM_GROUP),
        grouped("array in groups, by its path"),
        of(
            METADATA,
            "an attribute that is NaN",
            List.of(DataType.FLOAT32),
            PLANE,
            (type, shapes) ->
                ZarrSamples.sample(type.id(), type, true, CodecSpec.standard(), shapes)));
  }

  private static ReaderCase grouped(String row) {
    return of(
        METADATA,
        row,
        List.of(DataType.INT32),
        PLANE,
        (type, shapes) -> {
          ZarrSamples.Sample one =
              ZarrSamples.sample("one/two/" + type.id(), type, true, CodecSpec.standard(), shapes);
          return plain(one, one.layout().fill(), one.values());
        });
  }

  private interface Maker {
    ZarrSamples.Sample make(DataType type, long[][] shapes);
  }

  private static ReaderCase of(
      String table, String row, List<DataType> types, long[][] shapes, Maker maker) {
    Map<Form, List<ZarrSamples.Sample>> samples = new EnumMap<>(Form.class);
    for (Form form : Form.values()) {
      int known = form == Form.SHARDED ? 3 : 2;
      if (shapes.length >= known) {
        long[][] used = Arrays.copyOf(shapes, known);
        samples.put(form, types.stream().map(type -> maker.make(type, used)).toList());
      }
    }
    return new ReaderCase(table, row, List.of(Way.WHOLE, Way.BOXES), samples, Map.of());
  }

  private static ZarrSamples.Sample standard(DataType type, long[][] shapes) {
    return sample(type, CodecSpec.standard(), ZarrSamples.fill(type), true, false, shapes);
  }

  private static ZarrSamples.Sample sample(
      DataType type,
      CodecSpec codec,
      FillValue fill,
      boolean missing,
      boolean empty,
      long[][] shapes) {
    ZarrSamples.Sample one = ZarrSamples.sample(type.id(), type, missing, codec, shapes);
    Block values = ZarrSamples.values(type, fill, shapes[0]);
    if (empty) {
      values.fill(fill);
    } else if (shapes[0].length == 0) { // the first element is else a fill value
      values = fill.block(type);
      values.bytes()[0] ^= 1;
    }
    return plain(one, fill, values);
  }

  /** The same with no attribute but a text: others are cases of their own. */
  private static ZarrSamples.Sample plain(ZarrSamples.Sample sample, FillValue fill, Block values) {
    ArrayLayout layout = sample.layout();
    return new ZarrSamples.Sample(
        ArrayLayout.builder()
            .variable(layout.variable().withAttributes(Attributes.empty().with("units", "K")))
            .chunk(layout.chunk())
            .shard(layout.shard())
            .fill(fill)
            .fillIsMissing(layout.fillIsMissing())
            .codec(layout.codec())
            .build(),
        values);
  }
}
