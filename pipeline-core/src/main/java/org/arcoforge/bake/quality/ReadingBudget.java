package org.arcoforge.bake.quality;

import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Region;

/**
 * A reading budget says how much of one variable is read for its report.
 *
 * @param planeObjects stored objects that one plane meets
 * @param planeBytes bytes that are decoded for one plane: of whole chunks
 * @param columns how many planes' chunks are read along the time axis; 0 if even one is too much
 */
record ReadingBudget(long planeObjects, long planeBytes, int columns) {
  /** A plane that meets more objects, or needs more bytes decoded, is not read. */
  static final long MOST_OBJECTS = 256;

  static final long MOST_BYTES = 256L << 20;

  /** Decoded bytes of a variable that cost nothing worth mentioning. */
  private static final long FREE_BYTES = 32L << 20;

  /** Share of a variable that is decoded at most, where that is more. */
  private static final double SHARE = 0.3;

  /** Bytes that are decoded for a report at most, over all variables. */
  private static final long ALL_BYTES = 2L << 30;

  private static final int MOST_COLUMNS = 64;

  /**
   * Returns the budget of a variable.
   *
   * @param plane the box that is drawn, of one position of the time axis
   * @param rows chunks along the time axis
   * @param variables that are read, this one among them
   */
  static ReadingBudget of(ArrayLayout layout, Region plane, long rows, int variables) {
    long objects = layout.objects().covering(plane).elements();
    long size = Math.max(1, layout.variable().type().size());
    long chunk = Region.whole(layout.chunks().chunk()).elements() * size;
    long bytes = layout.chunks().covering(plane).elements() * chunk;
    if (objects > MOST_OBJECTS || bytes > MOST_BYTES) {
      return new ReadingBudget(objects, bytes, 0);
    }
    double share = SHARE * layout.variable().elements() * size;
    double allowed = Math.min(Math.max(FREE_BYTES, share), (double) ALL_BYTES / variables);
    long most = Math.min(MOST_COLUMNS, 2 * MOST_OBJECTS / Math.max(1, objects));
    long columns = Math.min(Math.min(rows, most), (long) (allowed / Math.max(1, bytes)));
    return new ReadingBudget(objects, bytes, (int) Math.max(1, columns));
  }
}
