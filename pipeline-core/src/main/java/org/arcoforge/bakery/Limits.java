package org.arcoforge.bakery;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;

/**
 * Limits are the most that one bake may take; {@link Long#MAX_VALUE} where there is none.
 *
 * @param objects that it writes, of all arrays
 * @param bytes of the result, uncompressed
 * @param workers at once
 * @param hours from beginning to end
 */
public record Limits(long objects, long bytes, long workers, double hours) implements Serializable {
  /** Returns no limits. */
  public static Limits none() {
    return new Limits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Double.POSITIVE_INFINITY);
  }

  /**
   * Returns why a plan is refused, with its figures and the keys of the bakery; empty if it keeps
   * within the limits.
   */
  public Optional<String> refuses(long plannedObjects, long plannedBytes) {
    StringBuilder why = new StringBuilder();
    if (plannedObjects > objects) {
      why.append(
          String.format(
              Locale.ROOT,
              "the plan has %,d objects, the bakery allows %,d (limits.objects)",
              plannedObjects,
              objects));
    }
    if (plannedBytes > bytes) {
      why.append(why.isEmpty() ? "the plan has " : "; it has ")
          .append(
              String.format(
                  Locale.ROOT,
                  "%,d bytes, the bakery allows %,d (limits.bytes)",
                  plannedBytes,
                  bytes));
    }
    return why.isEmpty()
        ? Optional.empty()
        : Optional.of(
            why
                + ": write larger chunks (target: {chunks: …}) or fewer files, try a part of it with"
                + " --prune N, or ask the bakery's operator");
  }
}
