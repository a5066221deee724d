package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.Arrays;

/**
 * A layout says where a dataset's values are.
 *
 * @param kind compact, contiguous or chunked
 * @param address of the values or of the chunk index; {@link Cursor#UNDEFINED} if never allocated
 * @param size bytes of contiguous values, or stored bytes of a single filtered chunk; -1 if unknown
 * @param compact the values themselves
 * @param chunk shape of a chunk in elements
 * @param index which chunk index
 * @param mask filter mask of a single chunk
 * @param plainEdges whether chunks that reach beyond the extent are not filtered
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
record Layout(
    Kind kind,
    long address,
    long size,
    byte[] compact,
    long[] chunk,
    Index index,
    int mask,
    boolean plainEdges) {
  enum Kind {
    COMPACT,
    CONTIGUOUS,
    CHUNKED,
    VIRTUAL
  }

  enum Index {
    BTREE1,
    SINGLE,
    IMPLICIT,
    FIXED,
    EXTENSIBLE,
    BTREE2
  }

  static Layout parse(MetadataBytes file, Cursor in) throws IOException {
    int version = in.u8();
    if (version == 1 || version == 2) {
      return old(file, in);
    }
    if (version < 3 || version > 5) { // 5 is 4 with wider sizes in the chunk index
      throw file.unsupported("data layout version " + version);
    }
    int kind = in.u8();
    return switch (kind) {
      case 0 -> compact(in.bytes(in.u16()));
      case 1 -> contiguous(in.offset(), in.length());
      case 2 -> version == 3 ? chunked3(file, in) : chunked4(file, in);
      case 3 -> of(Kind.VIRTUAL, Cursor.UNDEFINED, -1, new byte[0], new long[0], Index.BTREE1);
      default -> throw file.unsupported("data layout class " + kind);
    };
  }

  private static Layout of(
      Kind kind, long address, long size, byte[] compact, long[] chunk, Index index) {
    return new Layout(kind, address, size, compact, chunk, index, 0, false);
  }

  private static Layout compact(byte[] bytes) {
    return of(Kind.COMPACT, 0, bytes.length, bytes, new long[0], Index.BTREE1);
  }

  private static Layout contiguous(long address, long size) {
    return of(Kind.CONTIGUOUS, address, size, new byte[0], new long[0], Index.BTREE1);
  }

  private static Layout old(MetadataBytes file, Cursor in) throws IOException {
    int n = in.u8();
    int kind = in.u8();
    in.skip(5);
    long address = kind == 0 ? 0 : in.offset();
    long[] dims = dims(in, n, 4);
    return switch (kind) {
      case 0 -> compact(in.bytes(in.u32()));
      case 1 -> contiguous(address, -1);
      case 2 -> of(Kind.CHUNKED, address, -1, new byte[0], chunk(file, dims), Index.BTREE1);
      default -> throw file.corrupt("data layout class " + kind);
    };
  }

  private static Layout chunked3(MetadataBytes file, Cursor in) throws IOException {
    int n = in.u8();
    long address = in.offset();
    return of(Kind.CHUNKED, address, -1, new byte[0], chunk(file, dims(in, n, 4)), Index.BTREE1);
  }

  private static Layout chunked4(MetadataBytes file, Cursor in) throws IOException {
    int flags = in.u8();
    int n = in.u8();
    int width = in.u8();
    if (width < 1 || width > 8) {
      throw file.corrupt("chunk lengths of " + width + " bytes");
    }
    long[] chunk = chunk(file, dims(in, n, width));
    int index = in.u8();
    long size = -1;
    int mask = 0;
    switch (index) {
      case 1 -> {
        if ((flags & 2) != 0) {
          size = in.length();
          mask = (int) in.u32();
        }
      }
      case 2 -> {}
      case 3 -> in.skip(1);
      case 4 -> in.skip(5);
      case 5 -> in.skip(6);
      default -> throw file.unsupported("chunk index " + index);
    }
    return new Layout(
        Kind.CHUNKED,
        in.offset(),
        size,
        new byte[0],
        chunk,
        Index.values()[index],
        mask,
        (flags & 1) != 0);
  }

  private static long[] dims(Cursor in, int n, int width) throws IOException {
    long[] dims = new long[n];
    for (int d = 0; d < n; d++) {
      dims[d] = in.uint(width);
    }
    return dims;
  }

  /** The last stored length is the element's bytes. */
  private static long[] chunk(MetadataBytes file, long[] dims) throws IOException {
    if (dims.length < 2 || Arrays.stream(dims).anyMatch(d -> d < 1)) {
      throw file.corrupt("a chunk of shape " + Arrays.toString(dims));
    }
    return Arrays.copyOf(dims, dims.length - 1);
  }
}
