package org.arcoforge.zarr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.DataType;
import org.arcoforge.array.GroupPath;

/**
 * Writes {@code .zarray} and {@code .zattrs} of an array in Zarr 2, as zarr-python and xarray do.
 */
final class ArrayDocument2 {
  private ArrayDocument2() {}

  static Map<String, Object> array(ArrayLayout layout) {
    DataType type = layout.variable().type();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("chunks", layout.chunk());
    json.put("compressor", CodecChoice.of(layout.codec(), type.size()).format2());
    json.put("dimension_separator", ".");
    json.put("dtype", dtype(type, FilterChoice.isBigEndian(layout.codec())));
    // xarray takes this for the CF _FillValue, so there must be none where nothing is missing.
    json.put(
        "fill_value", layout.fillIsMissing() ? FillValueJson.write(type, layout.fill(), 2) : null);
    json.put(
        "filters",
        type == DataType.STRING
            ? List.of(Map.of("id", "vlen-utf8"))
            : FilterChoice.format2(layout.codec()));
    json.put("order", "C");
    json.put("shape", layout.variable().dimensions().stream().map(d -> d.length()).toList());
    json.put("zarr_format", 2);
    return json;
  }

  static Map<String, Object> attributes(ArrayLayout layout) {
    Map<String, Object> json = AttributesJson.write(layout.variable().attributes());
    json.put(
        "_ARRAY_DIMENSIONS",
        layout.variable().dimensionNames().stream().map(GroupPath::name).toList());
    return json;
  }

  private static String dtype(DataType type, boolean big) {
    return big ? dtype(type).replace('<', '>') : dtype(type);
  }

  static String dtype(DataType type) {
    String kind =
        switch (type) {
          case BOOL -> "b";
          case STRING -> "O";
          case FLOAT16, FLOAT32, FLOAT64 -> "f";
          case INT8, INT16, INT32, INT64 -> "i";
          case UINT8, UINT16, UINT32, UINT64 -> "u";
        };
    return type == DataType.STRING ? "|O" : (type.size() == 1 ? "|" : "<") + kind + type.size();
  }
}
