package org.arcoforge.array;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Copies regions between arrays in C order, in runs as long as both shapes allow. */
final class BlockCopy {
  // Any order of bytes: what is read is written.
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private BlockCopy() {}

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.nativeOrder());
  }

  /** Copies; {@code unit} is the number of storage cells (bytes, or one string) of an element. */
  static void copy(
      Object source,
      int[] sourceShape,
      long[] from,
      Object target,
      int[] targetShape,
      long[] to,
      long[] size,
      int unit) {
    int rank = size.length;
    if (isEmpty(size)) {
      return;
    }
    // Trailing dimensions that are whole in both make one run with the next slower one.
    int inner = rank;
    long run = 1;
    while (inner > 0) {
      inner--;
      run *= size[inner];
      if (size[inner] != sourceShape[inner] || size[inner] != targetShape[inner]) {
        break;
      }
    }
    long[] sourceStride = strides(sourceShape);
    long[] targetStride = strides(targetShape);
    long s = place(from, sourceStride);
    long t = place(to, targetStride);
    int row = Math.toIntExact(run);
    rows(source, s, sourceStride, target, t, targetStride, size, inner, row, 1, unit);
  }

  /**
   * Copies a box to blocks that lie side by side along the last dimension: each row of the source
   * in turn, which so is read once and in order, and each target is written in order, too.
   */
  static void across(
      Object source,
      int[] sourceShape,
      long[] from,
      Object[] targets,
      int[][] targetShapes,
      long[] to,
      long[] size,
      int unit) {
    if (isEmpty(size)) {
      return;
    }
    int last = size.length - 1;
    int[] begins = new int[targets.length]; // cells
    int[] rows = new int[targets.length];
    int[] runs = new int[targets.length];
    long left = size[last];
    for (int n = 0; n < targets.length; n++) {
      long begin = n == 0 ? to[last] : 0;
      long row = targetShapes[n][last];
      long run = Math.min(row - begin, left);
      begins[n] = Math.toIntExact(begin * unit);
      rows[n] = Math.toIntExact(row * unit);
      runs[n] = Math.toIntExact(run * unit);
      left -= run;
    }
    long[] sourceStride = strides(sourceShape);
    long[] lineStride = strides(Arrays.copyOf(targetShapes[0], last));
    int line = (int) place(Arrays.copyOf(to, last), lineStride);
    int s = Math.toIntExact(place(from, sourceStride) * unit);
    long[] at = new long[last];
    int d;
    do {
      int run = s;
      for (int n = 0; n < targets.length; n++) {
        System.arraycopy(source, run, targets[n], line * rows[n] + begins[n], runs[n]);
        run += runs[n];
      }
      for (d = last - 1; d >= 0; d--) {
        s += (int) (sourceStride[d] * unit);
        line += (int) lineStride[d];
        if (++at[d] < size[d]) {
          break;
        }
        s -= (int) (size[d] * sourceStride[d] * unit);
        line -= (int) (size[d] * lineStride[d]);
        at[d] = 0;
      }
    } while (d >= 0);
  }

  /** Copies elements that lie at {@code strides} (in elements) in the source to a box. */
  static void strided(
      Object source,
      long first,
      long[] strides,
      Object target,
      int[] targetShape,
      long[] to,
      long[] size,
      int unit) {
    int rank = size.length;
    if (isEmpty(size)) {
      return;
    }
    long[] targetStride = strides(targetShape);
    long t = place(to, targetStride);
    int rows = Math.max(0, rank - 1);
    int row = rank == 0 ? 1 : Math.toIntExact(size[rank - 1]);
    long step = rank == 0 ? 1 : strides[rank - 1];
    rows(source, first, strides, target, t, targetStride, size, rows, row, step, unit);
  }

  /**
   * Copies a row of elements for each index of the first {@code dims} dimensions.
   *
   * @param from the first element in the source, {@code to} in the target
   * @param step between a row's elements in the source
   */
  private static void rows(
      Object source,
      long from,
      long[] sourceStride,
      Object target,
      long to,
      long[] targetStride,
      long[] size,
      int dims,
      int row,
      long step,
      int unit) {
    int outer = Math.max(0, dims - 1);
    int n = dims == 0 ? 1 : Math.toIntExact(size[outer]);
    int sourceJump = dims == 0 ? 0 : Math.toIntExact(sourceStride[outer] * unit);
    int targetJump = dims == 0 ? 0 : Math.toIntExact(targetStride[outer] * unit);
    int stepBytes = Math.toIntExact(step * unit);
    long[] at = new long[outer];
    int s = Math.toIntExact(from * unit);
    int t = Math.toIntExact(to * unit);
    while (true) {
      if (step == 1) {
        runs(source, s, sourceJump, target, t, targetJump, n, row * unit);
      } else {
        for (int k = 0; k < n; k++) {
          runs(source, s + k * sourceJump, stepBytes, target, t + k * targetJump, unit, row, unit);
        }
      }
      int d = outer - 1;
      while (d >= 0) {
        s += (int) (sourceStride[d] * unit);
        t += (int) (targetStride[d] * unit);
        if (++at[d] < size[d]) {
          break;
        }
        s -= (int) (size[d] * sourceStride[d] * unit);
        t -= (int) (size[d] * targetStride[d] * unit);
        at[d] = 0;
        d--;
      }
      if (d < 0) {
        return;
      }
    }
  }

  /** Copies {@code n} runs of {@code length} cells that lie at equal distances in both. */
  private static void runs(
      Object source,
      int s,
      int sourceJump,
      Object target,
      int t,
      int targetJump,
      int n,
      int length) {
    if (length <= Long.BYTES && source instanceof byte[] from && target instanceof byte[] to) {
      switch (length) {
        case 1 -> {
          for (int i = 0; i < n; i++) {
            to[t + i * targetJump] = from[s + i * sourceJump];
          }
          return;
        }
        case 2 -> {
          for (int i = 0; i < n; i++) {
            SHORTS.set(to, t + i * targetJump, (short) SHORTS.get(from, s + i * sourceJump));
          }
          return;
        }
        case 4 -> {
          for (int i = 0; i < n; i++) {
            INTS.set(to, t + i * targetJump, (int) INTS.get(from, s + i * sourceJump));
          }
          return;
        }
        case 8 -> {
          for (int i = 0; i < n; i++) {
            LONGS.set(to, t + i * targetJump, (long) LONGS.get(from, s + i * sourceJump));
          }
          return;
        }
        default -> {}
      }
    }
    for (int i = 0; i < n; i++) {
      System.arraycopy(source, s + i * sourceJump, target, t + i * targetJump, length);
    }
  }

  static void fill(Block block, FillValue value) {
    int n = block.elements();
    if (n == 0) {
      return;
    }
    if (block.type() == DataType.STRING) {
      Arrays.fill(block.strings(), 0, n, value.text());
      return;
    }
    byte[] one = value.bytes(block.type());
    byte[] bytes = block.bytes();
    int filled = one.length;
    int all = block.byteLength();
    System.arraycopy(one, 0, bytes, 0, filled);
    while (filled < all) { // doubling: log2(n) copies
      int more = Math.min(filled, all - filled);
      System.arraycopy(bytes, 0, bytes, filled, more);
      filled += more;
    }
  }

  private static boolean isEmpty(long[] size) {
    for (long s : size) {
      if (s == 0) {
        return true;
      }
    }
    return false;
  }

  /** Number of the element at an index. */
  private static long place(long[] index, long[] strides) {
    long place = 0;
    for (int d = 0; d < index.length; d++) {
      place += index[d] * strides[d];
    }
    return place;
  }

  private static long[] strides(int[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= shape[d];
    }
    return strides;
  }
}
