package org.arcoforge.format.grib;

import java.util.Arrays;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;

/** Checks what a reader is asked for. */
final class BoxCheck {
  private BoxCheck() {}

  /**
   * Checks that the box is within the variable and its place within the target.
   *
   * @throws IllegalArgumentException if not
   */
  static void check(String url, Variable v, Region region, Block target, long[] at) {
    boolean fits =
        region.rank() == v.rank()
            && Region.whole(v.shape()).contains(region)
            && target.rank() == v.rank()
            && at.length == v.rank()
            && target.type() == v.type()
            && Region.whole(target.shape()).contains(Region.of(at, region.size()));
    if (!fits) {
      throw new IllegalArgumentException(
          url
              + ": cannot read "
              + region
              + " of "
              + v.name()
              + Arrays.toString(v.shape())
              + " to "
              + Arrays.toString(at)
              + " of a block "
              + target);
    }
  }
}
