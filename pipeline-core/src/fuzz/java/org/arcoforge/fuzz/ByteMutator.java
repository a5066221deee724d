package org.arcoforge.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Spoils bytes: turned bits, numbers at their limits, pieces lost, doubled and moved. */
final class ByteMutator {
  private static final long[] LIMITS = {
    0,
    1,
    -1,
    2,
    3,
    7,
    8,
    16,
    127,
    128,
    255,
    256,
    1000,
    32767,
    32768,
    65535,
    65536,
    1 << 20,
    1 << 24,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE - 8,
    1L << 32,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MAX_VALUE - 7
  };

  private ByteMutator() {}

  /** Spoils in one to four places; of those some change the length. */
  static byte[] mutant(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      bytes = random.nextInt(4) == 0 ? resized(bytes, random) : inPlace(bytes, random);
    }
    return bytes;
  }

  private static byte[] inPlace(byte[] bytes, Random random) {
    if (bytes.length > 0) {
      inPlace(bytes, random.nextInt(bytes.length), random);
    }
    return bytes;
  }

  /** Spoils bytes at a place and keeps the length. */
  static void inPlace(byte[] bytes, int at, Random random) {
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> bytes[at] += (byte) (random.nextBoolean() ? 1 : -1);
      case 3 -> {
        int n = Math.min(bytes.length - at, 1 + random.nextInt(16));
        Arrays.fill(bytes, at, at + n, (byte) (random.nextBoolean() ? 0 : 0xFF));
      }
      default -> number(bytes, at, random);
    }
  }

  /** Writes a number of 1 to 8 bytes that lengths and counts are likely to stumble over. */
  static void number(byte[] bytes, int at, Random random) {
    int size = 1 << random.nextInt(4);
    long value =
        switch (random.nextInt(4)) {
          case 0 -> bytes.length + random.nextInt(9) - 4L;
          case 1 -> random.nextInt(bytes.length + 1);
          default -> LIMITS[random.nextInt(LIMITS.length)];
        };
    boolean big = random.nextBoolean();
    for (int i = 0; i < size && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> (8 * (big ? size - 1 - i : i)));
    }
  }

  private static byte[] resized(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int n = 1 + random.nextInt(random.nextBoolean() ? 8 : Math.max(8, bytes.length / 4));
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> joined(bytes, at, new byte[0], Math.min(bytes.length, at + n));
      case 2 -> {
        byte[] more = new byte[Math.min(n, 4096)];
        random.nextBytes(more);
        yield joined(bytes, at, more, at);
      }
      default -> {
        int from = random.nextInt(bytes.length + 1);
        byte[] again = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + n));
        yield joined(bytes, at, again, random.nextBoolean() ? at : Math.min(bytes.length, at + n));
      }
    };
  }

  private static byte[] joined(byte[] bytes, int end, byte[] middle, int begin) {
    byte[] all = Arrays.copyOf(bytes, end + middle.length + bytes.length - begin);
    System.arraycopy(middle, 0, all, end, middle.length);
    System.arraycopy(bytes, begin, all, end + middle.length, bytes.length - begin);
    return all;
  }
}
