package org.arcoforge.cf;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;

/** Fill advice is what an author may write who needs a fill value: a line that works as it is. */
public final class FillAdvice {
  /** Attributes whose numbers are values that mean something. */
  private static final List<String> MEANT = List.of("flag_values", "flag_masks", "valid_range");

  private FillAdvice() {}

  /**
   * Returns the line for a variable: its fill value, or, where all values of the type mean
   * something, a type that has one besides.
   *
   * @param type that is stored
   * @param attributes of the variable
   */
  public static String line(String variable, DataType type, Attributes attributes) {
    String cast = "{cast: {" + variable + ": float32}}";
    if (type == DataType.BOOL) {
      return "transforms: [" + cast + "]";
    }
    if (attributes.text("dtype").orElse("").equals("bool")) { // xarray reads all but 0 as true
      return "transforms: [" + cast + ", {set_attributes: {" + variable + ": {dtype: null}}}]";
    }
    return "target: {encoding: {" + variable + ": {fill_value: " + value(type, attributes) + "}}}";
  }

  /** Returns a fill value as YAML, one of those that mean nothing else by the attributes. */
  public static String value(DataType type, Attributes attributes) {
    if (type == DataType.STRING) {
      return "\"\"";
    }
    if (!type.isInteger()) {
      return ".nan";
    }
    Set<Long> meant = new HashSet<>();
    for (String name : MEANT) {
      AttributeValue some = attributes.get(name).orElse(null);
      if (some != null && some.type() != DataType.STRING) {
        some.values().forEach(v -> meant.add(((Number) v).longValue()));
      }
    }
    List<Long> usual = usual(type);
    return Long.toString(
        usual.stream().filter(v -> !meant.contains(v)).findFirst().orElse(usual.get(0)));
  }

  /** Fill values of netCDF where an author can write them, and what is at the ends of the type. */
  private static List<Long> usual(DataType type) {
    return switch (type) {
      case INT8 -> List.of(-127L, -128L, 127L, -1L);
      case UINT8 -> List.of(255L, 254L, 0L, 253L);
      case INT16 -> List.of(-32_767L, -32_768L, 32_767L);
      case UINT16 -> List.of(65_535L, 65_534L, 0L);
      case INT32 -> List.of(-2_147_483_647L, -2_147_483_648L, 2_147_483_647L);
      case UINT32 -> List.of(4_294_967_295L, 4_294_967_294L, 0L);
      case UINT64 -> List.of(Long.MAX_VALUE, Long.MAX_VALUE - 1, 0L);
      default -> List.of(Long.MIN_VALUE, Long.MAX_VALUE); // the first is also xarray's not-a-time
    };
  }
}
