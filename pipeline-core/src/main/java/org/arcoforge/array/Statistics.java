package org.arcoforge.array;

import java.io.Serializable;

/**
 * What the values of a variable are like, decoded (scale, offset and missing values applied).
 *
 * @param min smallest value; NaN if all are missing
 * @param max largest value; NaN if all are missing
 * @param mean of the values that are not missing; NaN if all are
 * @param missing how many of the elements looked at are missing
 * @param count elements looked at, the missing ones included
 * @param sampled whether elements were left out
 */
public record Statistics(
    double min, double max, double mean, long missing, long count, boolean sampled)
    implements Serializable {
  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if a count is negative or more are missing than there are
   */
  public Statistics {
    if (missing < 0 || count < missing) {
      throw new IllegalArgumentException(missing + " missing of " + count + " elements");
    }
  }
}
