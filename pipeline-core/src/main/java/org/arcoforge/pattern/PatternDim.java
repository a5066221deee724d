package org.arcoforge.pattern;

import java.io.Serializable;
import java.util.List;

/**
 * A pattern dim is one dimension of a file pattern with its keys: a concat dim or a merge dim.
 *
 * @param name of the dimension, as in the URL template and (for {@link Kind#CONCAT}) in the data
 * @param kind what happens along it
 * @param keys one for each file along it
 * @param itemsPerFile elements of the concat dimension in each file, trusted for planning; 0 if not
 *     declared
 * @param also further dimensions of the data along which the same files follow each other
 */
public record PatternDim(String name, Kind kind, Keys keys, long itemsPerFile, List<String> also)
    implements Serializable {
  /** The kind says how files are combined along a dimension of the pattern. */
  public enum Kind {
    /** Files follow each other along a dimension of the data. */
    CONCAT,
    /** Files hold different variables of the same data set. */
    MERGE
  }

  /** A dimension of the pattern that runs along one of the data, or none. */
  public PatternDim(String name, Kind kind, Keys keys, long itemsPerFile) {
    this(name, kind, keys, itemsPerFile, List.of());
  }

  /** Checks that there is at least one key. */
  public PatternDim {
    also = List.copyOf(also);
    if (keys.size() == 0) {
      throw new IllegalArgumentException("dimension '" + name + "' has no keys");
    }
    if (itemsPerFile < 0 || (kind == Kind.MERGE && itemsPerFile != 0)) {
      throw new IllegalArgumentException("items_per_file of '" + name + "' is " + itemsPerFile);
    }
    if (!also.isEmpty() && (kind == Kind.MERGE || itemsPerFile != 0)) {
      throw new IllegalArgumentException(
          "only files that are joined along dimensions of their own lengths have several, found "
              + also
              + " beside '"
              + name
              + "' with merge or items_per_file");
    }
  }

  /** Returns the number of positions over those dimensions; 1 for none. */
  static long positions(List<PatternDim> dims) {
    long n = 1;
    for (PatternDim dim : dims) {
      n = Math.multiplyExact(n, dim.keys().size());
    }
    return n;
  }

  /** Returns the same with that many elements in each file. */
  public PatternDim withItemsPerFile(long items) {
    return new PatternDim(name, kind, keys, items, also);
  }

  /** Returns the same with other keys. */
  public PatternDim withKeys(Keys other) {
    return new PatternDim(name, kind, other, itemsPerFile, also);
  }

  /** Returns the same along further dimensions of the data. */
  public PatternDim alongAlso(String... dimensions) {
    return new PatternDim(name, kind, keys, itemsPerFile, List.of(dimensions));
  }

  /** Returns a concat dimension. */
  public static PatternDim concat(String name, Keys keys) {
    return new PatternDim(name, Kind.CONCAT, keys, 0);
  }

  /** Returns a merge dimension. */
  public static PatternDim merge(String name, Keys keys) {
    return new PatternDim(name, Kind.MERGE, keys, 0);
  }
}
