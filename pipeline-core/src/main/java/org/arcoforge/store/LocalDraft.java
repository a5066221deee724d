package org.arcoforge.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object of a folder piece by piece into a hidden file. It is made when there is
 * something to write: a file system that makes one for each of many objects at once lets all others
 * wait, and takes its time where many files were deleted before.
 */
final class LocalDraft implements ObjectDraft {
  private final LocalObjectStore store;
  private final Opening opening;
  private LocalTemp.@Nullable Open file; // null until it is wanted
  private final int head;
  private final CRC32C sum = new CRC32C(); // of what was appended
  private long appended;

  LocalDraft(LocalObjectStore store, Opening opening, int head) {
    this.store = store;
    this.opening = opening;
    this.head = head;
  }

  /** An opening makes the file. */
  interface Opening {
    LocalTemp.Open open() throws IOException;
  }

  private LocalTemp.Open file() throws IOException {
    if (file == null) {
      file = opening.open();
    }
    return file;
  }

  @Override
  public void append(byte[] bytes, int offset, int length) throws IOException {
    sum.update(bytes, offset, length);
    appended += store.drafting(() -> write(bytes, offset, length));
  }

  private int write(byte[] bytes, int offset, int length) throws IOException {
    file().append(bytes, offset, length);
    return length;
  }

  @Override
  public ObjectInfo create(String key, byte[] first) throws IOException {
    if (first.length != head) {
      throw new IllegalArgumentException(first.length + " bytes, and room for " + head);
    }
    long crc = Crc32cJoin.join(ObjectKeys.crc32c(first, 0, head), sum.getValue(), appended);
    Path whole = store.drafting(() -> file().finished(first));
    return store.name(key, whole, head + appended, crc);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
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
