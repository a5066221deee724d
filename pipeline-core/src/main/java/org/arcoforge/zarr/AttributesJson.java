package org.arcoforge.zarr;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Converts between JSON and attributes that netCDF can hold too: one value as it is, several as a
 * list.
 */
final class AttributesJson {
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private AttributesJson() {}

  static Map<String, Object> write(Attributes attributes) {
    Map<String, Object> json = new LinkedHashMap<>();
    attributes.asMap().forEach((name, value) -> json.put(name, write(value.portable())));
    return json;
  }

  private static Object write(AttributeValue value) {
    List<Object> list = new ArrayList<>();
    for (Object item : value.values()) {
      boolean unsigned = value.type() == DataType.UINT64 && item instanceof Long bits && bits < 0;
      list.add(unsigned ? new BigInteger(Long.toUnsignedString((Long) item)) : item);
    }
    return list.size() == 1 ? list.get(0) : list;
  }

  /** Returns plain JSON with the keys of its maps sorted, for maps have no order of their own. */
  static Object sorted(Object json) {
    if (json instanceof Map<?, ?> map) {
      Map<String, Object> copy = new TreeMap<>();
      map.forEach((key, value) -> copy.put(String.valueOf(key), sortedOrNull(value)));
      return copy;
    }
    if (json instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(sortedOrNull(item)));
      return copy;
    }
    return json;
  }

  @SuppressWarnings("NullAway") // JSON has null
  private static Object sortedOrNull(@Nullable Object json) {
    return json == null ? null : sorted(json);
  }

  /**
   * Returns the attributes that are a value or a list of alike values; the others go to {@code
   * rest}.
   */
  static Attributes read(Map<String, Object> json, Map<String, Object> rest) {
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    json.forEach(
        (name, value) -> {
          AttributeValue read = read(value);
          if (read != null) {
            values.put(name, read);
          } else if (value != null) {
            rest.put(name, value);
          }
        });
    return Attributes.of(values);
  }

  private static @Nullable AttributeValue read(@Nullable Object json) {
    List<?> items = json instanceof List<?> list ? list : java.util.Arrays.asList(json);
    DataType type = items.isEmpty() ? DataType.FLOAT64 : null;
    for (Object item : items) {
      DataType one = typeOf(item);
      if (one == null) {
        return null;
      }
      type = type == null || type == one ? one : join(type, one);
      if (type == null) {
        return null;
      }
    }
    List<Object> values = new ArrayList<>();
    for (Object item : items) {
      if (type == DataType.FLOAT64) {
        values.add(((Number) item).doubleValue());
      } else {
        values.add(item instanceof Number n ? (Object) n.longValue() : item);
      }
    }
    return type == null ? null : new AttributeValue(type, values);
  }

  private static @Nullable DataType typeOf(@Nullable Object item) {
    if (item instanceof BigInteger big) {
      boolean fits = big.signum() >= 0 && big.bitLength() <= 64;
      return !fits
          ? DataType.FLOAT64
          : big.compareTo(LONG_MAX) > 0 ? DataType.UINT64 : DataType.INT64;
    }
    return item instanceof String
        ? DataType.STRING
        : item instanceof Boolean
            ? DataType.BOOL
            : item instanceof Double
                ? DataType.FLOAT64
                : item instanceof Number ? DataType.INT64 : null;
  }

  /** What holds both: JSON does not tell 1 from 1.0 everywhere. */
  private static @Nullable DataType join(DataType a, DataType b) {
    if (a == DataType.STRING || b == DataType.STRING || a == DataType.BOOL || b == DataType.BOOL) {
      return null;
    }
    return a == DataType.FLOAT64 || b == DataType.FLOAT64 ? DataType.FLOAT64 : DataType.UINT64;
  }
}
