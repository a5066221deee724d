package org.arcoforge.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Copies big-endian elements to little-endian ones; source and target may be the same place. */
public final class ByteSwap {
  private static final VarHandle S =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle I =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle L =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private ByteSwap() {}

  /**
   * Swaps the whole elements among the first {@code length} bytes in place; elements of other
   * widths than 2, 4 and 8 bytes stay as they are.
   */
  public static void inPlace(byte[] bytes, int length, int width) {
    if (width == 2 || width == 4 || width == 8) {
      copy(bytes, 0, bytes, 0, length - length % width, width);
    }
  }

  /**
   * Copies {@code length} bytes.
   *
   * @param width bytes of an element: 1, 2, 4 or 8
   */
  public static void copy(byte[] source, int from, byte[] target, int to, int length, int width) {
    switch (width) {
      case 1 -> {
        if (source != target || from != to) {
          System.arraycopy(source, from, target, to, length);
        }
      }
      case 2 -> shorts(source, from, target, to, length);
      case 4 -> ints(source, from, target, to, length);
      case 8 -> longs(source, from, target, to, length);
      default -> throw new IllegalArgumentException("no elements of " + width + " bytes");
    }
  }

  // Two shorts of one int at once, four of one long: the swap of pairs is two shifts and masks.
  private static void shorts(byte[] source, int from, byte[] target, int to, int length) {
    int i = 0;
    for (int whole = length - 7; i < whole; i += 8) {
      long v = (long) L.get(source, from + i);
      L.set(target, to + i, ((v & 0x00FF00FF00FF00FFL) << 8) | ((v >>> 8) & 0x00FF00FF00FF00FFL));
    }
    for (; i < length; i += 2) {
      S.set(target, to + i, Short.reverseBytes((short) S.get(source, from + i)));
    }
  }

  private static void ints(byte[] source, int from, byte[] target, int to, int length) {
    int i = 0;
    for (int whole = length - 15; i < whole; i += 16) {
      int a = (int) I.get(source, from + i);
      int b = (int) I.get(source, from + i + 4);
      int c = (int) I.get(source, from + i + 8);
      int d = (int) I.get(source, from + i + 12);
      I.set(target, to + i, Integer.reverseBytes(a));
      I.set(target, to + i + 4, Integer.reverseBytes(b));
      I.set(target, to + i + 8, Integer.reverseBytes(c));
      I.set(target, to + i + 12, Integer.reverseBytes(d));
    }
    for (; i < length; i += 4) {
      I.set(target, to + i, Integer.reverseBytes((int) I.get(source, from + i)));
    }
  }

  private static void longs(byte[] source, int from, byte[] target, int to, int length) {
    int i = 0;
    for (int whole = length - 31; i < whole; i += 32) {
      long a = (long) L.get(source, from + i);
      long b = (long) L.get(source, from + i + 8);
      long c = (long) L.get(source, from + i + 16);
      long d = (long) L.get(source, from + i + 24);
      L.set(target, to + i, Long.reverseBytes(a));
      L.set(target, to + i + 8, Long.reverseBytes(b));
      L.set(target, to + i + 16, Long.reverseBytes(c));
      L.set(target, to + i + 24, Long.reverseBytes(d));
    }
    for (; i < length; i += 8) {
      L.set(target, to + i, Long.reverseBytes((long) L.get(source, from + i)));
    }
  }
}
