package org.arcoforge.format.hdf5;

import java.io.IOException;

/**
 * A dataspace is the extent of a dataset or attribute, in elements.
 *
 * @param shape lengths in elements, slowest first; empty for a scalar
 * @param max to what lengths it may grow; -1 without limit
 * @param isNull whether there is no element at all
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
record Dataspace(long[] shape, long[] max, boolean isNull) {
  static Dataspace parse(MetadataBytes file, Cursor in) throws IOException {
    int version = in.u8();
    int rank = in.u8();
    int flags = in.u8();
    boolean isNull = false;
    if (version == 1) {
      in.skip(5);
    } else if (version == 2) {
      isNull = in.u8() == 2;
    } else {
      throw file.unsupported("data space version " + version);
    }
    long[] shape = new long[rank];
    for (int d = 0; d < rank; d++) {
      shape[d] = in.length();
      if (shape[d] < 0) {
        throw file.corrupt("a dimension of negative length");
      }
    }
    long[] max = shape.clone();
    if ((flags & 1) != 0) {
      for (int d = 0; d < rank; d++) {
        max[d] = in.length();
      }
    }
    return new Dataspace(shape, max, isNull);
  }

  /** Returns whether dimension {@code d} may grow without limit. */
  boolean unlimited(int d) {
    return max[d] < 0;
  }

  /** Returns the number of elements. */
  long elements(MetadataBytes file) throws IOException {
    if (isNull) {
      return 0;
    }
    long n = 1;
    try {
      for (long s : shape) {
        n = Math.multiplyExact(n, s);
      }
    } catch (ArithmeticException e) {
      throw file.corrupt("a data space of more than 2^63 elements");
    }
    return n;
  }
}
