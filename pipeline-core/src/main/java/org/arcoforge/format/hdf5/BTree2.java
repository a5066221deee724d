package org.arcoforge.format.hdf5;

import java.io.IOException;

/** Walks all records of a version 2 B-tree in their order. */
final class BTree2 {
  /** Takes the records of a B-tree one by one. */
  interface Visitor {
    void record(Cursor record, int type) throws IOException;
  }

  private static final int OVERHEAD = 10; // signature, version, type, checksum

  private final MetadataBytes file;
  private final Visitor visitor;
  private final int type;
  private final int nodeSize;
  private final int recordSize;
  private final int countSize;
  private final int[] totalSize;
  private long left;

  private BTree2(
      MetadataBytes file, Visitor visitor, int type, int nodeSize, int recordSize, int depth)
      throws IOException {
    this.file = file;
    this.visitor = visitor;
    this.type = type;
    this.nodeSize = nodeSize;
    this.recordSize = recordSize;
    if (recordSize == 0 || nodeSize < OVERHEAD + recordSize || depth > 32) {
      throw file.corrupt("a B-tree of nodes of " + nodeSize + " bytes");
    }
    long most = (nodeSize - (long) OVERHEAD) / recordSize;
    this.countSize = encodedSize(most);
    this.totalSize = new int[depth + 1];
    double total = most; // may exceed 2^63 in a damaged file
    for (int level = 1; level <= depth; level++) {
      int pointer = file.offsetSize() + countSize + totalSize[level - 1];
      most = (nodeSize - (long) OVERHEAD - pointer) / (recordSize + pointer);
      total = (most + 1) * total + most;
      totalSize[level] = encodedSize((long) total);
    }
  }

  static int encodedSize(long limit) {
    return (63 - Long.numberOfLeadingZeros(Math.max(1, limit))) / 8 + 1;
  }

  static void walk(MetadataBytes file, long address, Visitor visitor) throws IOException {
    Cursor in = file.read(address, 22L + file.offsetSize() + file.lengthSize());
    in.signature("BTHD");
    in.skip(1);
    int type = in.u8();
    int nodeSize = (int) in.u32();
    int recordSize = in.u16();
    int depth = in.u16();
    in.skip(2);
    long root = in.offset();
    int n = in.u16();
    long total = in.length();
    in.checksum();
    if (root == Cursor.UNDEFINED) {
      return;
    }
    if (total < 0 || total > file.size() / Math.max(1, recordSize)) {
      throw file.corrupt("a B-tree of " + total + " records");
    }
    BTree2 tree = new BTree2(file, visitor, type, nodeSize, recordSize, depth);
    tree.left = total;
    tree.node(root, n, depth);
  }

  private void node(long address, long n, int depth) throws IOException {
    left -= n;
    if (left < 0 || n * recordSize > nodeSize) {
      throw file.corrupt("a B-tree has more records than it says");
    }
    Cursor in = file.read(address, nodeSize);
    in.signature(depth == 0 ? "BTLF" : "BTIN");
    in.skip(2);
    Cursor records = in.sub(n * recordSize);
    long[] child = new long[depth == 0 ? 0 : (int) n + 1];
    long[] count = new long[child.length];
    for (int i = 0; i < child.length; i++) {
      child[i] = in.offset();
      count[i] = in.uint(countSize);
      if (depth > 1) {
        in.skip(totalSize[depth - 1]);
      }
    }
    in.checksum();
    for (int i = 0; i <= n; i++) {
      if (depth > 0) {
        node(child[i], count[i], depth - 1);
      }
      if (i < n) {
        visitor.record(records.sub(recordSize), type);
      }
    }
  }
}
