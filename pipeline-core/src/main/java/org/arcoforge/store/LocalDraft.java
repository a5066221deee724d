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
    appended += store.drafting(() -> write(head + appended, bytes, offset, length));
  }

  private int write(long position, byte[] bytes, int offset, int length) throws IOException {
    file.write(ByteBuffer.wrap(bytes, offset, length), position);
    return length;
  }

  @Override
  public ObjectInfo create(String key, byte[] first) throws IOException {
    if (first.length != head) {
      throw new IllegalArgumentException(first.length + " bytes, and room for " + head);
    }
    store.drafting(() -> write(0, first, 0, head));
    long crc = Crc32cJoin.join(ObjectKeys.crc32c(first, 0, head), sum.getValue(), appended);
    return store.name(key, store.drafting(file::finished), head + appended, crc);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * Makes the CRC-32C of bytes that follow each other out of those of the parts, as zlib's {@code
   * crc32_combine} does for its polynomial: the first one times x to the number of bits that
   * follow, modulo the polynomial, plus the second.
   */
  private static final class Crc32cJoin {
    /** Castagnoli's polynomial, x^0 in the highest bit. */
    private static final int POLYNOMIAL = 0x82F63B78;

    private static final int ONE = 1 << 31;
    private static final int X_8 = 1 << (31 - 8); // a byte's bits

    private Crc32cJoin() {}

    /**
     * Joins.
     *
     * @param second of the bytes that come after those of {@code first}
     * @param length of these, in bytes
     */
    static long join(long first, long second, long length) {
      int power = ONE;
      int square = X_8;
      for (long n = length; n != 0; n >>>= 1) {
        if ((n & 1) != 0) {
          power = times(power, square);
        }
        square = times(square, square);
      }
      return (times((int) first, power) ^ (int) second) & 0xFFFFFFFFL;
    }

    private static int times(int a, int b) {
      int product = 0;
      int shifted = b;
      for (int bit = ONE; bit != 0; bit >>>= 1) {
        if ((a & bit) != 0) {
          product ^= shifted;
        }
        shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ POLYNOMIAL;
      }
      return product;
    }
  }
}
