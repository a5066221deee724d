package org.arcoforge.zarr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads and writes the index of a shard (Zarr 3, {@code sharding_indexed}): offset and length of
 * each inner chunk in row-major order, both all ones where there is none, with a crc32c behind.
 */
final class ShardIndex {
  static final long ABSENT = -1;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long[] entries;

  ShardIndex(int chunks) {
    entries = new long[2 * chunks];
  }

  /** Returns bytes of an index. */
  static long size(long chunks, boolean checked) {
    return 16 * chunks + (checked ? Crc32cCodec.SIZE : 0);
  }

  void set(int chunk, long offset, long length) {
    entries[2 * chunk] = offset;
    entries[2 * chunk + 1] = length;
  }

  boolean isAbsent(int chunk) {
    return entries[2 * chunk] == ABSENT && entries[2 * chunk + 1] == ABSENT;
  }

  long offset(int chunk) {
    return entries[2 * chunk];
  }

  long length(int chunk) {
    return entries[2 * chunk + 1];
  }

  void append(Buffer target) {
    int from = target.length();
    byte[] out = target.reserve(from + size(entries.length / 2, true));
    for (int i = 0; i < entries.length; i++) {
      LONGS.set(out, from + 8 * i, entries[i]);
    }
    target.length(from + 8 * entries.length);
    Crc32cCodec.append(target, from);
  }

  static ShardIndex parse(byte[] bytes, int offset, int chunks, boolean checked)
      throws ZarrException {
    int length = (int) size(chunks, checked);
    if (checked) {
      try {
        Crc32cCodec.check(bytes, offset, length);
      } catch (ZarrException e) {
        throw new ZarrException("the shard's index: " + e.getMessage(), e);
      }
    }
    ShardIndex index = new ShardIndex(chunks);
    for (int i = 0; i < index.entries.length; i++) {
      index.entries[i] = (long) LONGS.get(bytes, offset + 8 * i);
    }
    return index;
  }
}
