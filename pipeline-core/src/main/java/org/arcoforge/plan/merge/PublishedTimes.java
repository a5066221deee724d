package org.arcoforge.plan.merge;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.cf.CfEncoding;
import org.jspecify.annotations.Nullable;

/**
 * Published times are stored in units of their own, which a store that grows keeps where all times
 * of its files are whole numbers of them: a new file that counts from another day, or in hours, is
 * no reason for another store.
 */
final class PublishedTimes {
  private final Map<String, ArrayLayout> arrays;

  /** Takes the published arrays by name. */
  PublishedTimes(Map<String, ArrayLayout> arrays) {
    this.arrays = arrays;
  }

  /**
   * Returns how a time is stored; null if nothing of that name is published, or it is no time.
   *
   * @param coordinate whose bounds it is, and whose units it has then; else null
   */
  @Nullable CfEncoding encoding(String name, @Nullable String coordinate) {
    ArrayLayout array = arrays.get(name);
    ArrayLayout parent = coordinate == null ? null : arrays.get(coordinate);
    if (array == null) {
      return null;
    }
    Variable own = array.variable();
    Variable timeOf = parent == null || own.attributes().has("units") ? own : parent.variable();
    CfEncoding stored = CfEncoding.of(own, timeOf);
    return stored.time() == null ? null : stored;
  }

  /** Returns whether an encoding holds what all files have, as far as their values are known. */
  boolean holds(
      CfEncoding stored,
      String name,
      Map<String, List<SourceRecord>> occurrences,
      BiFunction<String, SourceRecord, CfEncoding> encodings) {
    for (SourceRecord r : occurrences.getOrDefault(name, List.of())) {
      CfConversion conversion =
          CfConversion.between(encodings.apply(name, r), stored, /* lossy= */ false);
      if (!conversion.isIdentity() && !isExact(conversion, stored, r.values().get(name))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isExact(
      CfConversion conversion, CfEncoding stored, @Nullable Block values) {
    if (values == null) {
      return false;
    }
    try {
      conversion.convert(values, Block.allocate(stored.type(), values.elements()));
      return true;
    } catch (CfConversion.ConversionException | IllegalArgumentException e) {
      return false;
    }
  }
}
