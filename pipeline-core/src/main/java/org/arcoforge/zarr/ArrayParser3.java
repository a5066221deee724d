package org.arcoforge.zarr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;

/** Parses the metadata of an array of Zarr 3: {@code zarr.json} with {@code node_type} array. */
final class ArrayParser3 {
  private static final Set<String> KEYS =
      Set.of(
          "zarr_format",
          "node_type",
          "shape",
          "data_type",
          "chunk_grid",
          "chunk_key_encoding",
          "fill_value",
          "codecs",
          "attributes",
          "dimension_names",
          "storage_transformers");

  private ArrayParser3() {}

  static ArrayDescription parse(String path, JsonDocument array) throws ZarrException {
    array.refuseOthers(KEYS);
    if (!array.list("storage_transformers").isEmpty()) {
      throw array.unsupported("a storage transformer");
    }
    JsonDocument grid = array.object("chunk_grid");
    if (!grid.text("name", "").equals("regular")) {
      throw array.unsupported("the chunk grid '" + grid.text("name", "") + "'");
    }
    List<Long> shape = array.lengths("shape");
    List<Long> object = atLeastOne(grid.object("configuration").lengths("chunk_shape"));
    CodecPipeline pipeline = CodecPipeline.parse(array, form(array), object);
    ElementForm form = pipeline.form();
    VariableParser.chunk(array, shape, pipeline.chunk(), form);

    FillValue fill = fill(array, form);
    Map<String, Object> attributes = new LinkedHashMap<>(array.object("attributes").json());
    FillValue masked =
        FillValueJson.readAttribute(form.type(), attributes.get(ArrayDocument3.FILL_ATTRIBUTE));
    boolean missing = masked != null && same(form.type(), masked, fill);
    if (masked != null) {
      attributes.remove(ArrayDocument3.FILL_ATTRIBUTE);
    }
    Variable variable =
        VariableParser.variable(
            array, path, form.type(), shape, array.get("dimension_names"), attributes);
    if (masked != null && !missing) {
      // Masks another value than is there where nothing was written.
      variable =
          variable.withAttributes(
              variable
                  .attributes()
                  .with(ArrayDocument3.FILL_ATTRIBUTE, value(form.type(), masked)));
    }
    ArrayLayout layout =
        ArrayLayout.builder()
            .variable(variable)
            .chunk(pipeline.chunk())
            .shard(pipeline.shards() == null ? List.of() : object)
            .fill(fill)
            .fillIsMissing(missing)
            .codec(pipeline.codec())
            .build();
    ChunkDecoder chunks =
        new ChunkDecoder(form, pipeline.codecs(), pipeline.order(), pipeline.chunk());
    boolean named = DimensionNames.areComplete(array.get("dimension_names"), shape.size());
    return new ArrayDescription(layout, keys(array, path), chunks, pipeline.shards(), named);
  }

  static List<Long> atLeastOne(List<Long> chunk) {
    return chunk.stream().map(n -> Math.max(1, n)).toList();
  }

  private static boolean same(DataType type, FillValue a, FillValue b) {
    return a.equals(b)
        || (type.isFloat()
            && Double.isNaN(a.block(type).doubleAt(0))
            && Double.isNaN(b.block(type).doubleAt(0)));
  }

  private static AttributeValue value(DataType type, FillValue fill) {
    if (type == DataType.STRING) {
      return AttributeValue.of(fill.text());
    }
    return type.isFloat()
        ? AttributeValue.of(type, fill.block(type).doubleAt(0))
        : type == DataType.BOOL
            ? new AttributeValue(type, List.of(fill.bits() != 0))
            : AttributeValue.of(type, fill.block(type).longAt(0));
  }

  private static ElementForm form(JsonDocument array) throws ZarrException {
    JsonDocument type = array.object("data_type");
    String name = type.text("name", "");
    int size = type.object("configuration").integer("length_bytes", 0);
    return switch (name) {
      case "string" -> ElementForm.text(ElementForm.Kind.VLEN_UTF8, 0, false);
      case "fixed_length_utf32" -> ElementForm.text(ElementForm.Kind.FIXED_UTF32, size, false);
      case "null_terminated_bytes" -> ElementForm.text(ElementForm.Kind.FIXED_BYTES, size, false);
      default -> {
        try {
          yield ElementForm.number(DataType.of(name), false);
        } catch (IllegalArgumentException e) {
          throw new ZarrException(array.where() + ": " + e.getMessage(), e);
        }
      }
    };
  }

  private static FillValue fill(JsonDocument array, ElementForm form) throws ZarrException {
    Object json = array.get("fill_value");
    if (json == null) {
      throw new ZarrException(array.where() + ": there must be a fill_value");
    }
    try {
      return FillValueJson.read(form.type(), json);
    } catch (ZarrException e) {
      throw new ZarrException(array.where() + ": " + e.getMessage(), e);
    }
  }

  private static ChunkKeyEncoding keys(JsonDocument array, String path) throws ZarrException {
    JsonDocument encoding = array.object("chunk_key_encoding");
    String name = encoding.text("name", "");
    if (!name.equals("default") && !name.equals("v2")) {
      throw array.unsupported("the chunk key encoding '" + name + "'");
    }
    boolean marked = name.equals("default");
    String separator = encoding.object("configuration").text("separator", marked ? "/" : ".");
    if (!separator.equals("/") && !separator.equals(".")) {
      throw array.unsupported("the separator '" + separator + "'");
    }
    return new ChunkKeyEncoding(path, marked, separator);
  }
}
