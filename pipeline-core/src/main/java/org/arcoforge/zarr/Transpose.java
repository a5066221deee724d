package org.arcoforge.zarr;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;

/**
 * A transpose gives the order of the axes in stored chunks, slowest first: {@code order: F} of
 * format 2, the {@code transpose} codec of format 3.
 *
 * @param axes for each stored axis the array's; empty where both are alike
 */
record Transpose(List<Integer> axes) {
  static final Transpose SAME = new Transpose(List.of());

  /** Copies the list. */
  Transpose {
    axes = List.copyOf(axes);
  }

  /** Returns the fastest axis first. */
  static Transpose reversed(int rank) {
    List<Integer> axes = new ArrayList<>();
    for (int d = rank - 1; d >= 0; d--) {
      axes.add(d);
    }
    return rank < 2 ? SAME : new Transpose(axes);
  }

  /** Returns the {@code order} of a transpose codec, which must name each axis once. */
  static Transpose of(JsonDocument configuration, int rank) throws ZarrException {
    if (!configuration.has("order")) {
      throw configuration.unsupported("transpose without an order");
    }
    List<Long> order = configuration.lengths("order");
    for (long d = 0; d < rank; d++) {
      if (order.size() != rank || !order.contains(d)) {
        throw configuration.unsupported("the order " + order + " of " + rank + " axes");
      }
    }
    return new Transpose(order.stream().map(Long::intValue).toList());
  }

  /** Returns the shape of what is stored for an array's. */
  long[] stored(long... shape) {
    long[] stored = shape.clone();
    for (int i = 0; i < axes.size(); i++) {
      stored[i] = shape[axes.get(i)];
    }
    return stored;
  }

  /** Returns a stored block in the array's order. */
  Block undo(Block stored, long... shape) {
    if (axes.isEmpty()) {
      return stored;
    }
    int rank = shape.length;
    long[] step = new long[rank]; // of the array's axes in what is stored, in elements
    long n = 1;
    for (int i = rank - 1; i >= 0; i--) {
      step[axes.get(i)] = n;
      n *= stored.shape(i);
    }
    Block result = Block.allocate(stored.type(), shape);
    int size = stored.type().size();
    long[] at = new long[rank];
    long from = 0;
    for (int to = 0; to < n; to++) {
      if (stored.type() == DataType.STRING) {
        result.strings()[to] = stored.strings()[(int) from];
      } else {
        for (int b = 0; b < size; b++) {
          result.bytes()[to * size + b] = stored.bytes()[(int) from * size + b];
        }
      }
      for (int d = rank - 1; d >= 0; d--) {
        from += step[d];
        if (++at[d] < shape[d]) {
          break;
        }
        from -= step[d] * shape[d];
        at[d] = 0;
      }
    }
    return result;
  }
}
