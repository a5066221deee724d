package org.arcoforge.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.StoreLayout;

/**
 * Adds receipts up and compares them with the chunk grid. Memory is one bit an object and a few
 * numbers an array.
 */
public final class Ledger {
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** What the receipts of one array say. */
  private static final class Entry {
    final ArrayLayout layout;
    final BitSet tiles = new BitSet();
    long objects;
    long bytes;
    long bytesRead;
    Statistics statistics = Statistics.none();

    Entry(ArrayLayout layout) {
      this.layout = layout;
    }
  }

  private Ledger(StoreLayout layout) {
    layout.arrays().forEach(a -> entries.put(a.variable().name(), new Entry(a)));
  }

  /** Reads all receipts of a run. */
  public static Ledger of(StoreLayout layout, RunFolder run) throws IOException {
    Ledger ledger = new Ledger(layout);
    try (Stream<Receipt> receipts = run.receipts()) {
      receipts.forEach(ledger::add);
    }
    return ledger;
  }

  private void add(Receipt receipt) {
    Entry e = entries.get(receipt.array());
    if (e == null || e.tiles.get(Math.toIntExact(receipt.tile()))) {
      throw new IllegalStateException(
          "unexpected receipt of tile " + receipt.tile() + " of '" + receipt.array() + "'");
    }
    e.tiles.set(Math.toIntExact(receipt.tile()));
    e.objects += receipt.objects().size();
    e.bytesRead += receipt.bytesRead();
    receipt.objects().forEach(o -> e.bytes += o.size());
    e.statistics =
        receipt.statistics() == null ? e.statistics : e.statistics.plus(receipt.statistics());
  }

  /** What is missing, one line an array; empty if every expected object was written. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    for (Entry e : entries.values()) {
      long expected = e.layout.objects().count();
      if (e.objects != expected) {
        gaps.add(
            "array '"
                + e.layout.variable().name()
                + "': "
                + e.objects
                + " of "
                + expected
                + " objects have a receipt");
      }
    }
    return gaps;
  }

  /** Objects written, over all arrays. */
  public long objects() {
    return entries.values().stream().mapToLong(e -> e.objects).sum();
  }

  /** Bytes of all objects. */
  public long bytes() {
    return entries.values().stream().mapToLong(e -> e.bytes).sum();
  }

  /** Bytes read from sources. */
  public long bytesRead() {
    return entries.values().stream().mapToLong(e -> e.bytesRead).sum();
  }

  /** Statistics of all arrays that have values, by name. */
  public Map<String, Statistics> statistics() {
    Map<String, Statistics> all = new LinkedHashMap<>();
    entries.forEach(
        (name, e) -> {
          if (e.statistics.count() + e.statistics.missing() > 0) {
            all.put(name, e.statistics);
          }
        });
    return all;
  }
}
