package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.format.FormatException;
import org.arcoforge.source.BlockCache;
import org.arcoforge.source.ByteSource;

/**
 * Reads the structural bytes of one file through a cache of blocks, because HDF5 scatters hundreds
 * of short records. Nothing is allocated beyond the file's own size, whatever a damaged length
 * says.
 */
final class MetadataBytes {
  // Headers of variables lie apart, each of one to four KB, and each block may be a request from
  // afar.
  private static final int BLOCK = 1 << 13;
  private static final BlockCache BLOCKS = new BlockCache(8 << 20); // of all files

  private final ByteSource source;
  private final long base;
  private final int offsetSize;
  private final int lengthSize;
  private final boolean jdkInflater;

  /**
   * Makes a view of {@code source} in which addresses count from {@code base}.
   *
   * @param offsetSize bytes of an address in the file
   * @param lengthSize bytes of a length in the file
   * @param jdkInflater whether its zlib streams are inflated without native code
   */
  MetadataBytes(ByteSource source, long base, int offsetSize, int lengthSize, boolean jdkInflater) {
    this.jdkInflater = jdkInflater;
    this.source = source;
    this.base = base;
    this.offsetSize = offsetSize;
    this.lengthSize = lengthSize;
  }

  String url() {
    return source.url();
  }

  /** Returns the length of the whole file in bytes. */
  long size() {
    return source.size();
  }

  /** Returns whether its zlib streams are inflated without native code. */
  boolean jdkInflater() {
    return jdkInflater;
  }

  int offsetSize() {
    return offsetSize;
  }

  int lengthSize() {
    return lengthSize;
  }

  FormatException corrupt(String message) {
    return FormatException.corrupt(source.url(), message);
  }

  FormatException unsupported(String message) {
    return FormatException.unsupported(source.url(), message);
  }

  /** Returns what went wrong without the URL, which the error around it names already. */
  String reason(FormatException e) {
    return String.valueOf(e.getMessage()).replace(source.url() + ": ", "");
  }

  /** Returns the structure of {@code length} bytes at {@code address}. */
  Cursor read(long address, long length) throws IOException {
    byte[] bytes = new byte[check(address, length)];
    long from = base + address;
    int done = 0;
    while (done < bytes.length) {
      long position = from + done;
      byte[] block = block(position / BLOCK);
      int within = (int) (position % BLOCK);
      int n = Math.min(bytes.length - done, block.length - within);
      System.arraycopy(block, within, bytes, done, n);
      done += n;
    }
    return new Cursor(this, bytes, 0, bytes.length);
  }

  /** Reads values, which bypass the cache. */
  void readValues(long address, byte[] target, int offset, int length) throws IOException {
    check(address, length);
    source.read(base + address, target, offset, length);
  }

  /** A range of values is where they are. */
  interface Range {
    /** Returns the address of the first byte. */
    long start();

    /** Returns bytes. */
    int length();
  }

  /** Reads ranges of values into a buffer, one after the other. */
  void readValues(List<? extends Range> ranges, byte[] target) throws IOException {
    List<ByteSource.Piece> pieces = new ArrayList<>();
    int offset = 0;
    for (Range range : ranges) {
      check(range.start(), range.length());
      pieces.add(new ByteSource.Piece(base + range.start(), target, offset, range.length()));
      offset += range.length();
    }
    source.readAll(pieces);
  }

  /** Returns whether the file has these bytes, and one array can. */
  boolean holds(long address, long length) {
    long available = source.size() - base;
    return address >= 0
        && length >= 0
        && address <= available
        && length <= available - address
        && length <= Integer.MAX_VALUE - 16;
  }

  private int check(long address, long length) throws IOException {
    if (!holds(address, length)) {
      throw corrupt(
          "the file refers to bytes "
              + address
              + " to "
              + (address + length)
              + " but has "
              + (source.size() - base)
              + "; it is cut off or damaged: fetch it again");
    }
    return (int) length;
  }

  private byte[] block(long number) throws IOException {
    byte[] block = BLOCKS.get(this, number);
    if (block == null) {
      long from = number * BLOCK;
      block = new byte[(int) Math.min(BLOCK, source.size() - from)];
      source.read(from, block, 0, block.length);
      BLOCKS.put(this, number, block);
    }
    return block;
  }

  /** Fails unless a grid can be numbered. */
  void checkGrid(ChunkGrid grid) throws IOException {
    try {
      grid.count();
    } catch (ArithmeticException e) {
      throw FormatException.corrupt(source.url(), "a chunk grid of " + grid, e);
    }
  }
}
