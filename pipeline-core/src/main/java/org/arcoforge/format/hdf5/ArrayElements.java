package org.arcoforge.format.hdf5;

import java.io.IOException;

/**
 * Reads the elements of fixed and extensible arrays: the address of a chunk and, where there are
 * filters, its stored size and filter mask.
 */
final class ArrayElements {
  /** Takes the elements of an array one by one. */
  interface Visitor {
    void element(long number, long address, long size, int mask) throws IOException;
  }

  private final Visitor visitor;
  private final int chunkBytes;
  private final boolean filtered;
  private final int sizeBytes;

  /**
   * Elements as an array's header describes them.
   *
   * @param client 0 without filters, 1 with
   * @param elementSize bytes of an element
   */
  ArrayElements(MetadataBytes file, Visitor visitor, int chunkBytes, int client, int elementSize)
      throws IOException {
    this.visitor = visitor;
    this.chunkBytes = chunkBytes;
    this.filtered = client == 1;
    this.sizeBytes = elementSize - file.offsetSize() - 4;
    if (client > 1 || (filtered ? sizeBytes < 1 || sizeBytes > 8 : sizeBytes != -4)) {
      throw file.corrupt("a chunk array of elements of " + elementSize + " bytes");
    }
  }

  /** Reads {@code n} elements that begin with number {@code first}. */
  void read(Cursor in, long first, long n) throws IOException {
    for (long i = 0; i < n; i++) {
      long address = in.offset();
      long size = filtered ? in.uint(sizeBytes) : chunkBytes;
      int mask = filtered ? (int) in.u32() : 0;
      visitor.element(first + i, address, size, mask);
    }
  }
}
