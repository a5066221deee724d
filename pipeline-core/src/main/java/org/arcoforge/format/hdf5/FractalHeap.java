package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the heap that holds the links or attributes of an object that has many. */
final class FractalHeap {
  private static final int BLOCKS = 16;

  private final MetadataBytes file;
  private final int idLength;
  private final long hugeTree;
  private final int width;
  private final long startSize;
  private final long maxDirect;
  private final int offsetBytes;
  private final int lengthBytes;
  private final long root;
  private final int rows;
  private final boolean checked;
  private final Map<Long, byte[]> blocks =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
          return size() > BLOCKS;
        }
      };

  FractalHeap(MetadataBytes file, long address) throws IOException {
    this.file = file;
    Cursor in = file.read(address, 26L + 12L * file.lengthSize() + 3L * file.offsetSize());
    in.signature("FRHP");
    in.skip(1);
    idLength = in.u16();
    int filters = in.u16();
    if (filters > 0) {
      throw file.unsupported("a filtered heap of attributes or links");
    }
    checked = (in.u8() & 2) != 0;
    long maxManaged = in.u32();
    in.length();
    hugeTree = in.offset();
    in.length();
    in.offset();
    in.skip(8L * file.lengthSize());
    width = in.u16();
    startSize = in.length();
    maxDirect = in.length();
    offsetBytes = (in.u16() + 7) / 8;
    in.skip(2);
    root = in.offset();
    rows = in.u16();
    in.checksum();
    lengthBytes = BTree2.encodedSize(Math.min(maxDirect, maxManaged));
    if (width == 0 || Long.bitCount(startSize) != 1 || Long.bitCount(maxDirect) != 1 || rows > 64) {
      throw file.corrupt("a heap of blocks of " + startSize + " to " + maxDirect + " bytes");
    }
  }

  int idLength() {
    return idLength;
  }

  /** Returns the object of an identifier. */
  Cursor get(Cursor id) throws IOException {
    int flags = id.u8();
    switch (flags >> 4 & 3) {
      case 0 -> {
        long offset = id.uint(offsetBytes);
        long length = id.uint(lengthBytes);
        return managed(offset, length);
      }
      case 1 -> {
        return huge(id);
      }
      case 2 -> {
        int length = idLength - 1 <= 16 ? (flags & 15) + 1 : ((flags & 15) << 8 | id.u8()) + 1;
        return id.sub(length);
      }
      default -> throw file.corrupt("a heap identifier of unknown type");
    }
  }

  /** The object in the direct block that spans its offset. */
  private Cursor managed(long offset, long length) throws IOException {
    if (rows == 0) {
      return within(root, startSize, offset, length);
    }
    long block = root;
    long within = offset;
    int blockRows = rows;
    int directRows = log2(maxDirect) - log2(startSize) + 2;
    for (int depth = 0; depth < 64; depth++) {
      long firstRow = width * startSize;
      int row = within < firstRow ? 0 : log2(within / firstRow) + 1;
      if (row >= blockRows) {
        break;
      }
      long size = row < 2 ? startSize : startSize << (row - 1);
      long rowStart = row == 0 ? 0 : firstRow << (row - 1);
      long column = (within - rowStart) / size;
      Cursor children = indirect(block, blockRows);
      long child = children.skip((row * (long) width + column) * file.offsetSize()).offset();
      within -= rowStart + column * size;
      if (child == Cursor.UNDEFINED) {
        break;
      }
      if (row < directRows) {
        return within(child, size, within, length);
      }
      block = child;
      blockRows = log2(size) - log2(firstRow) + 1;
    }
    throw file.corrupt("a heap object at " + offset + " is nowhere");
  }

  /** Addresses of the blocks under an indirect block. */
  private Cursor indirect(long address, int blockRows) throws IOException {
    byte[] known = blocks.get(address);
    int prefix = 5 + file.offsetSize() + offsetBytes;
    int entries = blockRows * width * file.offsetSize();
    if (known == null) {
      Cursor in = file.read(address, prefix + entries + 4L);
      in.signature("FHIB");
      in.skip(prefix - 4L + entries);
      in.checksum();
      known = in.again().bytes(prefix + (long) entries);
      blocks.put(address, known);
    }
    return new Cursor(file, known, prefix, prefix + entries);
  }

  private Cursor within(long address, long size, long offset, long length) throws IOException {
    byte[] block = blocks.get(address);
    if (block == null) {
      block = file.read(address, size).bytes(size);
      Cursor in = new Cursor(file, block, 0, block.length);
      in.signature("FHDB");
      if (checked) {
        int at = 5 + file.offsetSize() + offsetBytes;
        int stored = (int) in.skip(at - 4L).u32();
        byte[] blank = block.clone();
        Arrays.fill(blank, at, at + 4, (byte) 0); // the sum is of the block without itself
        if (Lookup3.hash(blank, 0, blank.length) != stored) {
          throw file.corrupt("a heap's checksum differs; the file is damaged: fetch it again");
        }
      }
      blocks.put(address, block);
    }
    return new Cursor(file, block, 0, block.length).skip(offset).sub(length);
  }

  private static int log2(long value) {
    return 63 - Long.numberOfLeadingZeros(Math.max(1, value));
  }

  private Cursor huge(Cursor id) throws IOException {
    if (file.offsetSize() + file.lengthSize() <= idLength - 1) {
      long address = id.offset();
      return file.read(address, id.length());
    }
    long wanted = id.uint(Math.min(id.remaining(), file.lengthSize()));
    long[] found = {Cursor.UNDEFINED, 0};
    BTree2.walk(
        file,
        hugeTree,
        (in, type) -> {
          long address = in.offset();
          long length = in.length();
          if (in.length() == wanted) {
            found[0] = address;
            found[1] = length;
          }
        });
    if (found[0] == Cursor.UNDEFINED) {
      throw file.corrupt("huge heap object " + wanted + " is nowhere");
    }
    return file.read(found[0], found[1]);
  }
}
