package org.arcoforge.zarr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the names of the dimensions of arrays of both formats. */
final class DimensionNames {
  private static final String XARRAY = "_ARRAY_DIMENSIONS";

  private DimensionNames() {}

  /**
   * Returns the names of an array of format 2: xarray's attribute, or else what netCDF-C writes in
   * its own.
   */
  static @Nullable Object of(JsonDocument array, Map<String, Object> attributes) {
    Object names = attributes.get(XARRAY);
    if (names != null) {
      return names;
    }
    for (Object json :
        new @Nullable Object[] {
          array.get("_NCZARR_ARRAY"), array.get("_nczarr_array"), attributes.get("_nczarr_array")
        }) {
      if (json instanceof Map<?, ?> map) {
        Object paths = map.get("dimrefs");
        paths = paths == null ? map.get("dimension_references") : paths;
        if (paths instanceof List<?> list) {
          List<Object> last = new ArrayList<>();
          list.forEach(p -> last.add(String.valueOf(p).replaceAll(".*/", "")));
          return last;
        }
      }
    }
    return null;
  }

  /** Returns whether each of {@code rank} dimensions has a name of its own. */
  static boolean areComplete(@Nullable Object names, int rank) {
    List<?> list = names instanceof List<?> given ? given : List.of();
    return list.size() == rank
        && list.stream().allMatch(n -> n instanceof String text && !text.isEmpty());
  }
}
