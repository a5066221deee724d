package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.Arrays;

/** Looks up where the chunks of a dataset are by their row-major number, by bisection. */
final class ChunkTable {
  private long[] numbers = new long[16];
  private long[] addresses = new long[16];
  private long[] sizes = new long[16];
  private int[] masks = new int[16];
  private int n;

  void add(long number, long address, long size, int mask) {
    if (n == numbers.length) {
      int more = n + (n >> 1) + 16;
      numbers = Arrays.copyOf(numbers, more);
      addresses = Arrays.copyOf(addresses, more);
      sizes = Arrays.copyOf(sizes, more);
      masks = Arrays.copyOf(masks, more);
    }
    numbers[n] = number;
    addresses[n] = address;
    sizes[n] = size;
    masks[n] = mask;
    n++;
  }

  /** Sorts; after this the table is only read. A chunk listed twice is damage. */
  ChunkTable finish(MetadataBytes file) throws IOException {
    boolean sorted = true;
    for (int i = 1; i < n && sorted; i++) {
      sorted = numbers[i - 1] < numbers[i];
    }
    if (!sorted) {
      Integer[] order = new Integer[n];
      Arrays.setAll(order, i -> i);
      long[] key = numbers;
      Arrays.sort(order, (a, b) -> Long.compare(key[a], key[b]));
      numbers = Arrays.stream(order).mapToLong(i -> key[i]).toArray();
      long[] address = addresses;
      addresses = Arrays.stream(order).mapToLong(i -> address[i]).toArray();
      long[] size = sizes;
      sizes = Arrays.stream(order).mapToLong(i -> size[i]).toArray();
      int[] mask = masks;
      masks = Arrays.stream(order).mapToInt(i -> mask[i]).toArray();
    }
    for (int i = 1; i < n; i++) {
      if (numbers[i - 1] == numbers[i]) {
        throw file.corrupt("chunk " + numbers[i] + " is listed twice");
      }
    }
    return this;
  }

  /** Returns the slot of a chunk, negative if it was never written. */
  int find(long number) {
    return Arrays.binarySearch(numbers, 0, n, number);
  }

  long address(int slot) {
    return addresses[slot];
  }

  long size(int slot) {
    return sizes[slot];
  }

  int mask(int slot) {
    return masks[slot];
  }

  /** Returns stored bytes of all chunks. */
  long bytes() {
    return Arrays.stream(sizes, 0, n).sum();
  }
}
