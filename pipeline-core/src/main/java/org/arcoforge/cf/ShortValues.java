package org.arcoforge.cf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Decodes rows of 16-bit integers in one loop without calls, to what single ones become. */
final class ShortValues {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private ShortValues() {}

  /**
   * Decodes {@code n} elements from {@code from} on.
   *
   * @param bytes little-endian
   * @param first a missing number; one beyond 16 bits if there is none
   * @param second another, or the same
   */
  static void copy(
      byte[] bytes,
      int from,
      int n,
      long first,
      long second,
      double scale,
      double offset,
      double[] to,
      int at) {
    for (int i = 0; i < n; i++) {
      int v = (short) SHORTS.get(bytes, 2 * (from + i));
      to[at + i] = v == first || v == second ? Double.NaN : v * scale + offset;
    }
  }
}
