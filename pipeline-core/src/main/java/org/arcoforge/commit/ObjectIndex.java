package org.arcoforge.commit;

import java.util.function.Function;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.zarr.ArrayEncoder;

/** Tells which object of an array a key names, and the other way round. */
public final class ObjectIndex {
  private static final int MOST_DIGITS = 18;

  private final String path;
  private final ChunkGrid objects;
  private final Function<long[], String> keys;

  private ObjectIndex(String path, ChunkGrid objects, Function<long[], String> keys) {
    this.path = path + "/";
    this.objects = objects;
    this.keys = keys;
  }

  /** Returns the index of an array that this software writes. */
  public static ObjectIndex of(ArrayLayout layout, int zarrFormat) {
    ArrayEncoder encoder = ArrayEncoder.of(layout, zarrFormat);
    return of(layout, encoder::key);
  }

  /**
   * Returns the index of an array whose keys end in the object's index, with {@code /} or {@code .}
   * between the numbers.
   *
   * @param keys the key of the object at an index
   */
  public static ObjectIndex of(ArrayLayout layout, Function<long[], String> keys) {
    return new ObjectIndex(layout.variable().name(), layout.objects(), keys);
  }

  /** Returns the number of objects. */
  public long count() {
    return objects.count();
  }

  /** Returns the key of the object with that row-major number. */
  public String key(long number) {
    return keys.apply(objects.index(number));
  }

  /**
   * Returns the row-major number of the object with that key; -1 if the array has none of that key.
   */
  public long number(String key) {
    if (!key.startsWith(path)) {
      return -1;
    }
    long[] index = new long[objects.rank()];
    int end = key.length();
    for (int d = index.length - 1; d >= 0; d--) {
      int start = end;
      while (start > path.length() && Character.isDigit(key.charAt(start - 1))) {
        start--;
      }
      if (start == end || end - start > MOST_DIGITS) {
        return -1;
      }
      index[d] = Long.parseLong(key.substring(start, end));
      if (index[d] >= objects.count(d)) {
        return -1;
      }
      end = start - 1;
    }
    // What is before the numbers, and how they are spelled, only the array itself knows.
    return keys.apply(index).equals(key) ? objects.linear(index) : -1;
  }
}
