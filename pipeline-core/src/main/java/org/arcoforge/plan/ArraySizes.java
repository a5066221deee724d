package org.arcoforge.plan;

import java.util.List;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.DataType;

/** Computes the uncompressed bytes of arrays. */
public final class ArraySizes {
  /** Texts have no size of their own; a guess. */
  private static final int TEXT_BYTES = 16;

  private ArraySizes() {}

  /** Returns uncompressed bytes of an array. */
  public static double bytes(ArrayLayout layout) {
    return (double) layout.variable().elements() * elementBytes(layout);
  }

  /** Returns uncompressed bytes of a whole chunk. */
  public static double chunkBytes(ArrayLayout layout) {
    return elements(layout.chunk()) * elementBytes(layout);
  }

  /** Returns uncompressed bytes of a whole tile; 0 for texts, whose tiles are not planned by it. */
  public static double tileBytes(PlannedArray array) {
    double bytes = array.layout().variable().type().size();
    long[] shape = array.layout().variable().shape();
    long[] tile = array.tileShape();
    for (int d = 0; d < shape.length; d++) {
      bytes *= Math.min(shape[d], tile[d]);
    }
    return bytes;
  }

  private static double elements(List<Long> lengths) {
    return lengths.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
  }

  private static int elementBytes(ArrayLayout layout) {
    DataType type = layout.variable().type();
    return type == DataType.STRING ? TEXT_BYTES : type.size();
  }
}
