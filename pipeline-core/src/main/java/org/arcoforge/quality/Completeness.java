package org.arcoforge.quality;

import java.util.List;

/**
 * A completeness says, for each row of a variable's stored objects along the time axis, how much of
 * it is there.
 *
 * @param rows in the order of the axis; one where there is no time axis
 */
public record Completeness(List<Row> rows) {
  /** Copies the list. */
  public Completeness {
    rows = List.copyOf(rows);
  }

  /**
   * A row is all objects that begin at one position of the time axis.
   *
   * @param start first position
   * @param written objects that are in the store
   * @param empty objects that are not, on purpose, as they hold the fill value only
   * @param unlisted objects that the manifest does not name
   * @param missing share of the values that are missing, 0 to 1; NaN if values were not looked at
   * @param filled share of the row's positions that a policy filled, 0 to 1
   */
  public record Row(
      long start, long written, long empty, long unlisted, double missing, double filled) {}
}
