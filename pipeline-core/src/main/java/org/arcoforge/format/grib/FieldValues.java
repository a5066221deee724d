package org.arcoforge.format.grib;

import java.io.IOException;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.HeapLimit;
import org.arcoforge.source.ByteSource;
import org.jspecify.annotations.Nullable;

/** Reads and unpacks one field. */
final class FieldValues {
  private final ByteSource source;

  FieldValues(ByteSource source) {
    this.source = source;
  }

  /** Returns all values of a field in the order of storage, NaN where they are missing. */
  float[] read(Field field) throws IOException {
    Place place = field.place();
    Grid grid = field.product().grid();
    int points = grid.points();
    HeapLimit.check(8L * points, points + " values"); // as they are packed, and on the grid
    Octets data = octets(place.dataAt(), place.dataBytes());
    boolean @Nullable [] present = null;
    int count = points;
    if (place.bitmapAt() >= 0) {
      present = bitmap(place, points);
      count = 0;
      for (boolean there : present) {
        count += there ? 1 : 0;
      }
    }
    float[] packed =
        place.edition() == 1
            ? Packing.edition1(data, place.decimalScale(), count, rows(grid), present != null)
            : Packing.edition2(place.representation(), data, count);
    return arrange(packed, present, grid);
  }

  private static float[] arrange(float[] packed, boolean @Nullable [] present, Grid grid) {
    ScanOrder scan = grid.scan();
    if (present == null && scan == null) {
      return packed;
    }
    float[] values = new float[grid.points()];
    int next = 0;
    for (int k = 0; k < values.length; k++) {
      float value = present == null || present[k] ? packed[next++] : Float.NaN;
      values[scan == null ? k : scan.place(k)] = value;
    }
    return values;
  }

  private Octets octets(long at, int bytes) throws IOException {
    byte[] read = new byte[bytes];
    source.read(at, read, 0, bytes);
    return new Octets(read);
  }

  private boolean[] bitmap(Place place, int points) throws IOException {
    Octets section = octets(place.bitmapAt(), place.bitmapBytes());
    if (place.edition() == 1 && section.unsigned(5, 2) != 0) {
      throw new UnsupportedPackingException(
          "values with the predefined bitmap " + section.unsigned(5, 2));
    }
    if ((section.length() - 6) * 8L < points) {
      throw new IllegalArgumentException("the bitmap is shorter than " + points + " points");
    }
    boolean[] present = new boolean[points];
    for (int k = 0; k < points; k++) {
      present[k] = (section.at(7 + (k >> 3)) >> (7 - (k & 7)) & 1) == 1;
    }
    return present;
  }

  /** Lengths of the grid's rows. */
  private static int[] rows(Grid grid) {
    if (grid.keys().get("pl") instanceof long[] pl) {
      int[] rows = new int[pl.length];
      for (int j = 0; j < rows.length; j++) {
        rows[j] = (int) pl[j];
      }
      return rows;
    }
    ScanOrder scan = grid.scan();
    Dimension last = grid.dimensions().get(grid.dimensions().size() - 1);
    long length = scan != null && scan.columns() ? scan.ny() : last.length();
    int[] rows = new int[(int) (grid.points() / Math.max(1, length))];
    java.util.Arrays.fill(rows, (int) length);
    return rows;
  }
}
