package org.arcoforge.format.hdf5;

import java.io.IOException;

/**
 * Reads the chunk index of datasets with one unlimited dimension: an index block, data blocks that
 * grow, and super blocks that point to data blocks.
 */
final class ExtensibleArray {
  private final MetadataBytes file;
  private final ArrayElements.Visitor visitor;
  private final int chunkBytes;
  private int elementSize;
  private int offsetBytes;
  private long pageElements;
  private long written;

  ExtensibleArray(MetadataBytes file, ArrayElements.Visitor visitor, int chunkBytes) {
    this.file = file;
    this.visitor = visitor;
    this.chunkBytes = chunkBytes;
  }

  void read(long address) throws IOException {
    Cursor in = file.read(address, 16L + 6L * file.lengthSize() + file.offsetSize());
    in.signature("EAHD");
    in.skip(1);
    int client = in.u8();
    elementSize = in.u8();
    int maxBits = in.u8();
    int inIndex = in.u8();
    int minElements = in.u8();
    int minPointers = in.u8();
    int pageBits = in.u8();
    in.skip(4L * file.lengthSize());
    written = in.length(); // one past the largest number ever set
    in.length();
    long index = in.offset();
    in.checksum();
    if (index == Cursor.UNDEFINED) {
      return;
    }
    if (maxBits > 62 || pageBits > 62 || Integer.bitCount(minElements) != 1 || minPointers < 1) {
      throw file.corrupt("an extensible array of 2^" + maxBits + " elements");
    }
    offsetBytes = (maxBits + 7) / 8;
    pageElements = 1L << pageBits;
    ArrayElements elements = new ArrayElements(file, visitor, chunkBytes, client, elementSize);
    int superBlocks = 1 + maxBits - log2(minElements);
    int inlineSupers = 2 * log2(minPointers);
    int dataPointers = 2 * (minPointers - 1);
    int superPointers = Math.max(0, superBlocks - inlineSupers);
    long prefix = 6L + file.offsetSize();
    Cursor block =
        file.read(
            index,
            prefix
                + (long) inIndex * elementSize
                + (long) (dataPointers + superPointers) * file.offsetSize()
                + 4);
    block.signature("EAIB");
    block.skip(prefix - 4);
    elements.read(block, 0, inIndex);
    long number = inIndex;
    for (int s = 0; s < superBlocks; s++) {
      long blocks = 1L << (s / 2);
      long size = (1L << ((s + 1) / 2)) * minElements;
      if (s < inlineSupers) {
        for (long b = 0; b < blocks; b++) {
          dataBlock(elements, block.offset(), number, size, new byte[0], 0);
          number += size;
        }
      } else {
        superBlock(elements, block.offset(), number, blocks, size);
        number += blocks * size;
      }
    }
    block.checksum();
  }

  private void superBlock(ArrayElements elements, long address, long first, long blocks, long size)
      throws IOException {
    if (address == Cursor.UNDEFINED || first >= written) {
      return;
    }
    long pages = size > pageElements ? size / pageElements : 0;
    long bitmap = (pages + 7) / 8;
    long prefix = 6L + file.offsetSize() + offsetBytes;
    Cursor in = file.read(address, prefix + blocks * (bitmap + file.offsetSize()) + 4);
    in.signature("EASB");
    in.skip(prefix - 4);
    byte[] pagesWritten = in.bytes(blocks * bitmap);
    for (long b = 0; b < blocks; b++) {
      dataBlock(elements, in.offset(), first + b * size, size, pagesWritten, (int) (b * bitmap));
    }
    in.checksum();
  }

  private void dataBlock(
      ArrayElements elements, long address, long first, long size, byte[] bitmap, int bitmapAt)
      throws IOException {
    if (address == Cursor.UNDEFINED || first >= written) {
      return;
    }
    long prefix = 6L + file.offsetSize() + offsetBytes;
    boolean paged = size > pageElements;
    Cursor in = file.read(address, prefix + (paged ? 0 : size * elementSize) + 4);
    in.signature("EADB");
    in.skip(prefix - 4);
    if (!paged) {
      elements.read(in, first, size);
      in.checksum();
      return;
    }
    in.checksum();
    long at = address + prefix + 4;
    for (long p = 0; p < size / pageElements; p++) {
      if ((bitmap[bitmapAt + (int) (p / 8)] >> (7 - p % 8) & 1) != 0) {
        Cursor page = file.read(at, pageElements * elementSize + 4);
        elements.read(page, first + p * pageElements, pageElements);
        page.checksum();
      }
      at += pageElements * elementSize + 4;
    }
  }

  private static int log2(int value) {
    return 31 - Integer.numberOfLeadingZeros(value);
  }
}
