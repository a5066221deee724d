package org.arcoforge.zarr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Variable;

/** Writes {@code zarr.json} of an array in Zarr 3, with the keys in the order of zarr-python. */
final class ArrayDocument3 {
  static final String FILL_ATTRIBUTE = "_FillValue";

  private ArrayDocument3() {}

  static Map<String, Object> array(ArrayLayout layout) {
    Variable variable = layout.variable();
    List<Long> object = layout.shard().isEmpty() ? layout.chunk() : layout.shard();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("shape", variable.dimensions().stream().map(d -> d.length()).toList());
    json.put("data_type", variable.type().id());
    json.put("chunk_grid", CodecChoice.named("regular", Map.of("chunk_shape", object)));
    json.put("chunk_key_encoding", CodecChoice.named("default", Map.of("separator", "/")));
    json.put("fill_value", FillValueJson.write(variable.type(), layout.fill(), 3));
    json.put("codecs", codecs(layout));
    json.put("attributes", attributes(layout));
    json.put("dimension_names", variable.dimensionNames().stream().map(GroupPath::name).toList());
    json.put("zarr_format", 3);
    json.put("node_type", "array");
    json.put("storage_transformers", List.of());
    return json;
  }

  private static List<Object> codecs(ArrayLayout layout) {
    List<Object> chunk = chunkCodecs(layout.variable().type(), layout.codec());
    if (layout.shard().isEmpty()) {
      return chunk;
    }
    Map<String, Object> sharding = new LinkedHashMap<>();
    sharding.put("chunk_shape", layout.chunk());
    sharding.put("codecs", chunk);
    sharding.put("index_codecs", List.of(endian("little"), Map.of("name", "crc32c")));
    sharding.put("index_location", "end");
    return List.of(CodecChoice.named("sharding_indexed", sharding));
  }

  private static List<Object> chunkCodecs(DataType type, CodecSpec codec) {
    List<Object> codecs = new ArrayList<>();
    if (type == DataType.STRING) {
      codecs.add(CodecChoice.named("vlen-utf8", Map.of()));
    } else {
      String order = FilterChoice.isBigEndian(codec) ? "big" : "little";
      codecs.add(type.size() == 1 ? Map.of("name", "bytes") : endian(order));
    }
    codecs.addAll(CodecChoice.of(codec, type.size()).format3());
    return codecs;
  }

  private static Map<String, Object> endian(String order) {
    return CodecChoice.named("bytes", Map.of("endian", order));
  }

  private static Map<String, Object> attributes(ArrayLayout layout) {
    DataType type = layout.variable().type();
    Map<String, Object> json = AttributesJson.write(layout.variable().attributes());
    if (layout.fillIsMissing()) {
      Object fill = FillValueJson.writeAttribute(type, layout.fill());
      if (fill != null) {
        json.put(FILL_ATTRIBUTE, fill);
      }
      return json;
    }
    // A store of somebody else's may mask another value than its fill value.
    Optional<AttributeValue> other = layout.variable().attributes().get(FILL_ATTRIBUTE);
    if (other.isPresent() && type.isFloat() && other.get().type().isFloat()) {
      json.put(FILL_ATTRIBUTE, FillValueJson.base64(other.get().doubleAt(0)));
    }
    return json;
  }
}
