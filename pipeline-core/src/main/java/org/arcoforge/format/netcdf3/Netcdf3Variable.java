package org.arcoforge.format.netcdf3;

import java.util.List;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;

/**
 * This is a variable as the header of a classic file describes it.
 *
 * @param dimensions as in the file, the dimension of characters included
 * @param width bytes of an element
 * @param type of the elements; STRING for single characters
 * @param record whether the first dimension is the unlimited one
 * @param begin file position of the first element
 * @param strides distance of neighbours in each dimension, in bytes
 */
record Netcdf3Variable(
    String name,
    List<Dimension> dimensions,
    Attributes attributes,
    int width,
    DataType type,
    boolean record,
    long begin,
    List<Long> strides) {
  boolean isText() {
    return type == DataType.STRING;
  }

  long[] shape() {
    return dimensions.stream().mapToLong(Dimension::length).toArray();
  }

  /** Returns elements of the whole variable. */
  long elements() {
    long n = 1;
    for (Dimension d : dimensions) {
      n = Math.multiplyExact(n, d.length());
    }
    return n;
  }

  /**
   * Returns the file position behind the last element, padding not counted; 0 if there is no
   * element.
   */
  long end() {
    long end = begin + width;
    for (int d = 0; d < dimensions.size(); d++) {
      long length = dimensions.get(d).length();
      if (length == 0) {
        return 0; // nothing of it is in the file
      }
      end = Math.addExact(end, Math.multiplyExact(length - 1, strides.get(d)));
    }
    return end;
  }
}
