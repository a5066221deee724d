package org.arcoforge.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Writes an object of a folder piece by piece into a hidden file. */
final class LocalDraft implements ObjectDraft {
  private final LocalObjectStore store;
  private final LocalTemp.Open file;
  private final int head;
  private final CRC32C sum = new CRC32C(); // of what was appended
  private long appended;

  LocalDraft(LocalObjectStore store, LocalTemp.Open file, int head) {
    this.store = store;
    this.file = file;
    this.head = head;
  }

  @Override
  public void append(byte[] bytes, int offset, int length) throws IOException {
    sum.update(bytes, offset, length);
    write(head + appended, bytes, offset, length);
    appended += length;
  }

  private void write(long position, byte[] bytes, int offset, int length) throws IOException {
    // In slices: for each call the JDK keeps as large a buffer outside of the heap.
    for (int at = 0; at < length; at += LocalTemp.SLICE) {
      int n = Math.min(LocalTemp.SLICE, length - at);
      ByteBuffer slice = ByteBuffer.wrap(bytes, offset + at, n);
      while (slice.hasRemaining()) {
        file.channel().write(slice, position + at + slice.position() - (offset + at));
      }
    }
  }

  @Override
  public ObjectInfo create(String key, byte[] first) throws IOException {
    if (first.length != head) {
      throw new IllegalArgumentException(first.length + " bytes, and room for " + head);
    }
    write(0, first, 0, head);
    long crc = Crc32cJoin.join(ObjectKeys.crc32c(first, 0, head), sum.getValue(), appended);
    return store.name(key, file.finished(), head + appended, crc);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
