package org.arcoforge.format.hdf5;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Turns big-endian numbers to little-endian in place. */
final class ByteSwap {
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private ByteSwap() {}

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  /** Swaps the first {@code length} bytes as numbers of {@code size} bytes (1, 2, 4 or 8). */
  static void swap(byte[] bytes, int length, int size) {
    switch (size) {
      case 2 -> {
        for (int i = 0; i + 1 < length; i += 2) {
          SHORTS.set(bytes, i, Short.reverseBytes((short) SHORTS.get(bytes, i)));
        }
      }
      case 4 -> {
        for (int i = 0; i + 3 < length; i += 4) {
          INTS.set(bytes, i, Integer.reverseBytes((int) INTS.get(bytes, i)));
        }
      }
      case 8 -> {
        for (int i = 0; i + 7 < length; i += 8) {
          LONGS.set(bytes, i, Long.reverseBytes((long) LONGS.get(bytes, i)));
        }
      }
      default -> {}
    }
  }
}
