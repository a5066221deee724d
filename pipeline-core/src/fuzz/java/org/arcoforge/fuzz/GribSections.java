package org.arcoforge.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Where the sections of a sound GRIB message are, of the first in a file. */
final class GribSections {
  private GribSections() {}

  /** Begin and length of a section by chance; of edition 2 mostly the preferred one. */
  static int[] pick(byte[] bytes, Random random, int preferred) {
    List<int[]> all = new ArrayList<>();
    boolean two = bytes[7] == 2;
    int at = two ? 16 : 8;
    while (at + 5 < bytes.length && bytes[at] != '7') {
      int length = number(bytes, at, two ? 4 : 3);
      if (length < 5 || length > bytes.length - at) {
        break;
      }
      all.add(new int[] {at, length, two ? bytes[at + 4] : all.size()});
      at += length;
    }
    for (int[] section : all) {
      if (section[2] == preferred && random.nextInt(4) > 0) {
        return section;
      }
    }
    return all.isEmpty() ? new int[] {0, bytes.length, 0} : all.get(random.nextInt(all.size()));
  }

  /** The section with bytes more or less, and lengths that say so. */
  static byte[] resized(byte[] bytes, int[] section, Random random) {
    int end = section[0] + section[1];
    int change = random.nextInt(64) - 32;
    if (section[1] + change < 5) {
      return bytes;
    }
    byte[] other = Arrays.copyOf(bytes, bytes.length + change);
    System.arraycopy(bytes, end, other, end + change, bytes.length - end);
    for (int at = end; at < end + change; at++) {
      other[at] = (byte) random.nextInt();
    }
    boolean two = bytes[7] == 2;
    put(other, section[0], two ? 4 : 3, section[1] + change);
    put(other, two ? 12 : 4, two ? 4 : 3, number(bytes, two ? 12 : 4, two ? 4 : 3) + change);
    return other;
  }

  private static int number(byte[] bytes, int at, int octets) {
    int value = 0;
    for (int i = 0; i < octets; i++) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    return value;
  }

  private static void put(byte[] bytes, int at, int octets, int value) {
    for (int i = 0; i < octets; i++) {
      bytes[at + i] = (byte) (value >>> (8 * (octets - 1 - i)));
    }
  }
}
