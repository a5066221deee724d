package org.arcoforge.bake.verify;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.ObjectIndex;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.jspecify.annotations.Nullable;

/**
 * A receipt table holds what the receipts of one array say of its objects, in twelve bytes each.
 */
final class ReceiptTable {
  private static final long LEFT_OUT = -1;

  private final long[] sizes; // and one; 0 where there is no receipt
  private final int[] digests;
  private boolean known;

  private ReceiptTable(int objects) {
    sizes = new long[objects];
    digests = new int[objects];
  }

  /** Of the run that wrote the array; empty if it is not known. */
  static ReceiptTable of(@Nullable RunFolder run, String array, ObjectIndex index)
      throws IOException {
    ReceiptTable table = new ReceiptTable(run == null ? 0 : Math.toIntExact(index.count()));
    if (run != null) {
      try (Stream<Receipt> all = run.receipts(array)) {
        all.forEach(receipt -> table.put(index, receipt));
      } catch (java.io.UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return table;
  }

  /** Of the manifest of the store. */
  static ReceiptTable of(Manifest manifest, String array, ObjectIndex index) {
    ReceiptTable table = new ReceiptTable(Math.toIntExact(index.count()));
    for (Manifest.Entry e : manifest.arrays().getOrDefault(array, List.of())) {
      table.known = true;
      if (e.written() != null) {
        table.put(index, e.written());
      } else if (index.number(e.key()) >= 0) {
        table.sizes[(int) index.number(e.key())] = LEFT_OUT;
      }
    }
    return table;
  }

  private void put(ObjectIndex index, Receipt receipt) {
    known = true;
    receipt.objects().forEach(o -> put(index, o));
    for (String key : receipt.empty()) {
      long number = index.number(key);
      if (number >= 0) {
        sizes[(int) number] = LEFT_OUT;
      }
    }
  }

  private void put(ObjectIndex index, Receipt.Written object) {
    long number = index.number(object.key());
    if (number >= 0) {
      sizes[(int) number] = object.size() + 1;
      digests[(int) number] = (int) object.crc32c();
    }
  }

  /** Whether there is any receipt. */
  boolean isKnown() {
    return known;
  }

  /** Whether the object with that row-major number was not written, as all of it is fill. */
  boolean isLeftOut(long number) {
    return number < sizes.length && sizes[(int) number] == LEFT_OUT;
  }

  /** The receipt of the object with that row-major number; null if there is none. */
  Receipt.@Nullable Written of(long number, String key) {
    if (number >= sizes.length || sizes[(int) number] <= 0) {
      return null;
    }
    int at = (int) number;
    return new Receipt.Written(key, sizes[at] - 1, Integer.toUnsignedLong(digests[at]));
  }
}
