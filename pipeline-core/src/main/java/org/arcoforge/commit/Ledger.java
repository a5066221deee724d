package org.arcoforge.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.StoreLayout;
import org.jspecify.annotations.Nullable;

/**
 * Adds receipts up and compares them, key by key, with the chunk grid. Memory is some hundred bytes
 * an object: a row of the manifest.
 */
public final class Ledger {
  private static final int MOST_NAMED = 3;

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<String> strangers = new ArrayList<>();
  private final Map<String, List<Manifest.Entry>> rows = new LinkedHashMap<>();
  private final List<Manifest.Entry> made = new ArrayList<>();

  /** An entry is what the receipts of one array say. */
  private static final class Entry {
    final ObjectIndex index;
    final BitSet objects = new BitSet();
    long empty;
    long kept;
    boolean unknown;
    long bytes;
    Statistics statistics = Statistics.none();

    Entry(ArrayLayout layout, int zarrFormat) {
      this.index = ObjectIndex.of(layout, zarrFormat);
    }
  }

  private Ledger(StoreLayout layout) {
    for (ArrayLayout a : layout.arrays()) {
      entries.put(a.variable().name(), new Entry(a, layout.zarrFormat()));
      rows.put(a.variable().name(), new ArrayList<>());
    }
  }

  /** Reads all receipts of a run. */
  public static Ledger of(StoreLayout layout, RunFolder run) throws IOException {
    Ledger ledger = new Ledger(layout);
    run.eachReceipt(ledger::add);
    return ledger;
  }

  /** This says which objects of a store an append leaves as they are. */
  public interface Kept {
    /** Returns whether the object of an array with that row-major number is left as it is. */
    boolean isKept(String array, long object);
  }

  /**
   * Reads all receipts of a run that appends, and adds what it keeps of the store as it was.
   *
   * @param before all objects of the store as it was
   */
  public static Ledger of(StoreLayout layout, RunFolder run, Manifest before, Kept kept)
      throws IOException {
    Ledger ledger = of(layout, run);
    ledger.entries.forEach(
        (name, e) -> {
          for (Manifest.Entry row : before.arrays().getOrDefault(name, List.of())) {
            long number = e.index.number(row.key());
            if (number >= 0 && kept.isKept(name, number)) {
              ledger.keep(name, e, row, Math.toIntExact(number));
            }
          }
        });
    return ledger;
  }

  private void keep(String name, Entry e, Manifest.Entry row, int number) {
    if (e.objects.get(number)) {
      strange("a receipt of '" + name + "' for " + row.key() + ", which is to be kept");
      return;
    }
    e.objects.set(number);
    Receipt.Written written = row.written();
    e.bytes += written == null ? 0 : written.size();
    e.empty += written == null ? 1 : 0;
    e.kept++;
    e.unknown |= row.statistics() == null;
    e.statistics = row.statistics() == null ? e.statistics : e.statistics.plus(row.statistics());
    Objects.requireNonNull(rows.get(name)).add(row);
  }

  private void add(Receipt receipt) {
    Entry e = entries.get(receipt.array());
    if (e == null) {
      strange("a receipt of tile " + receipt.tile() + " of '" + receipt.array() + "'");
      return;
    }
    int n = 0;
    List<Manifest.Entry> all = Objects.requireNonNull(rows.get(receipt.array()));
    for (Receipt.Written object : receipt.objects()) {
      if (add(e, receipt, object.key())) {
        e.bytes += object.size();
      }
      made.add(new Manifest.Entry(object.key(), object, each(receipt, n++)));
      all.add(made.get(made.size() - 1));
    }
    for (String key : receipt.empty()) {
      if (add(e, receipt, key)) {
        e.empty++;
      }
      made.add(new Manifest.Entry(key, null, each(receipt, n++)));
      all.add(made.get(made.size() - 1));
    }
    Statistics statistics = receipt.statistics();
    e.unknown |= statistics == null;
    e.statistics = statistics == null ? e.statistics : e.statistics.plus(statistics);
  }

  private static @Nullable Statistics each(Receipt receipt, int n) {
    return n < receipt.each().size() ? receipt.each().get(n) : null;
  }

  private boolean add(Entry e, Receipt receipt, String key) {
    long number = e.index.number(key);
    if (number < 0 || e.objects.get(Math.toIntExact(number))) {
      strange(
          "a receipt of tile "
              + receipt.tile()
              + " of '"
              + receipt.array()
              + "' for "
              + key
              + (number < 0 ? ", which is no object of it" : ", which another tile wrote"));
      return false;
    }
    e.objects.set(Math.toIntExact(number));
    return true;
  }

  private void strange(String what) {
    if (strangers.size() < MOST_NAMED) {
      strangers.add("the chunk grid does not expect " + what);
    }
  }

  /**
   * Returns what is missing or too much, a line each; empty if the receipts are those of exactly
   * the objects of the grid.
   */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    entries.forEach(
        (name, e) -> {
          long expected = e.index.count();
          if (e.objects.cardinality() != expected) {
            List<String> first = new ArrayList<>();
            int at = e.objects.nextClearBit(0);
            while (first.size() < MOST_NAMED && at < expected) {
              first.add(e.index.key(at));
              at = e.objects.nextClearBit(at + 1);
            }
            gaps.add(
                "array '"
                    + name
                    + "': "
                    + e.objects.cardinality()
                    + " of "
                    + expected
                    + " objects have a receipt; missing: "
                    + String.join(", ", first)
                    + (expected - e.objects.cardinality() > first.size() ? ", …" : ""));
          }
        });
    gaps.addAll(strangers);
    return gaps;
  }

  /** Returns the objects that the receipts tell of, those not written among them. */
  public List<Manifest.Entry> made() {
    return List.copyOf(made);
  }

  /** Returns objects written, over all arrays. */
  public long objects() {
    return entries.values().stream().mapToLong(e -> e.objects.cardinality() - e.empty).sum();
  }

  /**
   * Returns objects that were not written as all values are the fill value, of the arrays that have
   * any.
   */
  public Map<String, Long> empty() {
    Map<String, Long> all = new LinkedHashMap<>();
    entries.forEach(
        (name, e) -> {
          if (e.empty > 0) {
            all.put(name, e.empty);
          }
        });
    return all;
  }

  /**
   * Returns objects that an append left as they are, over all arrays, those not written among them.
   */
  public long kept() {
    return entries.values().stream().mapToLong(e -> e.kept).sum();
  }

  /** Returns all objects as a manifest, in the order of their keys. */
  public Manifest manifest(RunId run, List<Receipt.Written> documents) {
    Map<String, List<Manifest.Entry>> sorted = new LinkedHashMap<>();
    rows.forEach(
        (name, all) ->
            sorted.put(
                name, all.stream().sorted(Comparator.comparing(Manifest.Entry::key)).toList()));
    return new Manifest(run.value(), sorted, documents);
  }

  /** Returns bytes of all objects. */
  public long bytes() {
    return entries.values().stream().mapToLong(e -> e.bytes).sum();
  }

  /** Returns statistics of all arrays all of whose values were looked at, by name. */
  public Map<String, Statistics> statistics() {
    Map<String, Statistics> all = new LinkedHashMap<>();
    entries.forEach(
        (name, e) -> {
          if (!e.unknown && e.statistics.count() + e.statistics.missing() > 0) {
            all.put(name, e.statistics);
          }
        });
    return all;
  }
}
