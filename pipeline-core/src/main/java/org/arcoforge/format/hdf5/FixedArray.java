package org.arcoforge.format.hdf5;

import java.io.IOException;

/** Reads the chunk index of datasets of fixed extent. */
final class FixedArray {
  private final MetadataBytes file;
  private final ArrayElements.Visitor visitor;
  private final int chunkBytes;

  FixedArray(MetadataBytes file, ArrayElements.Visitor visitor, int chunkBytes) {
    this.file = file;
    this.visitor = visitor;
    this.chunkBytes = chunkBytes;
  }

  void read(long address) throws IOException {
    Cursor in = file.read(address, 12L + file.lengthSize() + file.offsetSize());
    in.signature("FAHD");
    in.skip(1);
    int client = in.u8();
    int elementSize = in.u8();
    int pageBits = in.u8();
    long n = in.length();
    long block = in.offset();
    in.checksum();
    if (block == Cursor.UNDEFINED) {
      return;
    }
    ArrayElements elements = new ArrayElements(file, visitor, chunkBytes, client, elementSize);
    long page = 1L << Math.min(62, pageBits);
    long prefix = 6L + file.offsetSize();
    if (n <= page) {
      Cursor data = file.read(block, prefix + n * elementSize + 4);
      data.signature("FADB");
      data.skip(prefix - 4);
      elements.read(data, 0, n);
      data.checksum();
      return;
    }
    long pages = (n + page - 1) / page;
    Cursor head = file.read(block, prefix + (pages + 7) / 8 + 4);
    head.signature("FADB");
    head.skip(prefix - 4);
    byte[] written = head.bytes((pages + 7) / 8);
    head.checksum();
    long at = block + prefix + written.length + 4;
    for (long p = 0; p < pages; p++) {
      // A page that was never written is not even initialized.
      if ((written[(int) (p / 8)] >> (7 - p % 8) & 1) != 0) {
        long count = Math.min(page, n - p * page);
        Cursor data = file.read(at, count * elementSize + 4);
        elements.read(data, p * page, count);
        data.checksum();
      }
      at += page * elementSize + 4;
    }
  }
}
