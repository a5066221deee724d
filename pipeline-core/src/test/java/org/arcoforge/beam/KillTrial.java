package org.arcoforge.beam;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.verify.StoreVerification;
import org.arcoforge.stac.Catalog;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;

/**
 * A bake that is stopped at one of its writes: what a reader of the published store sees then, and
 * what the next bake makes of it.
 */
final class KillTrial {
  private static final int ROW = 4;
  private static final int ROWS = 3;

  private final DailyArchive archive;
  private final Map<String, byte[]> before;
  private final double[] old;
  private final Map<String, String> whole; // one bake of everything
  private final int time; // days in an object
  private final int y; // rows in an object
  private Outcome outcome = Outcome.DONE;
  private String told = "";

  /**
   * An archive that was baked, and then changed by {@code change}; its objects of {@code t} hold
   * {@code time} days and {@code y} rows.
   */
  KillTrial(DailyArchive archive, int time, int y, Change change) throws IOException {
    this.archive = archive;
    this.time = time;
    this.y = y;
    BakeReport first = BundleRunner.inOrder(archive.config(), archive.within(archive.everything()));
    if (first.status() != BakeStatus.PUBLISHED) {
      throw new IOException(first.problems().toString());
    }
    before = StoreContents.of(archive.everything());
    old = archive.values();
    change.of(archive);
    DailyArchive elsewhere = archive.elsewhere();
    whole =
        objects(BundleRunner.inOrder(elsewhere.config(), elsewhere.within(elsewhere.everything())));
  }

  DailyArchive archive() {
    return archive;
  }

  /** What happens to an archive. */
  interface Change {
    void of(DailyArchive archive) throws IOException;
  }

  /** How the last bake ended that was to fail. */
  Outcome outcome() {
    return outcome;
  }

  /** What it told. */
  String told() {
    return told;
  }

  /** How many writes a bake makes that nothing stops. */
  int writes() throws IOException {
    restore();
    FaultyObjectStore counting = new FaultyObjectStore(archive.everything());
    BundleRunner.inOrder(archive.config(), archive.within(counting));
    return counting.writeCalls();
  }

  /** Makes everything what it was before the archive changed. */
  void restore() throws IOException {
    ObjectStore store = archive.everything();
    for (String key : StoreContents.of(store).keySet()) {
      store.delete(key);
    }
    for (Map.Entry<String, byte[]> e : before.entrySet()) {
      store.create(e.getKey(), e.getValue());
    }
  }

  /** What is wrong after a stop at write {@code k} in a store that may be a broken one. */
  List<String> problems(int k, UnaryOperator<ObjectStore> store) throws IOException {
    FaultyObjectStore.Fault[] faults = new FaultyObjectStore.Fault[k + 1];
    Arrays.fill(faults, FaultyObjectStore.Fault.NONE);
    faults[k] = FaultyObjectStore.Fault.DIE;
    return problems(good -> store.apply(new FaultyObjectStore(good).nextWrites(faults)));
  }

  /** What is wrong after a bake into a store that fails, or is a broken one. */
  List<String> problems(UnaryOperator<ObjectStore> store) throws IOException {
    restore();
    try {
      BakeReport report =
          BundleRunner.inOrder(archive.config(), archive.within(store.apply(archive.everything())));
      outcome = report.outcome();
      told = report.problems().toString();
    } catch (IOException | RuntimeException e) {
      outcome = Failures.outcome(e);
      told = Failures.message(e);
    }
    return problems();
  }

  /** What is wrong after a bake that may have been ended by anything. */
  List<String> problems() throws IOException {
    List<String> problems = new ArrayList<>();
    look("after the stop", problems);
    BakeReport again = BundleRunner.inOrder(archive.config(), archive.within(archive.everything()));
    if (again.status() != BakeStatus.PUBLISHED && again.status() != BakeStatus.UNCHANGED) {
      problems.add("the next bake: " + again.problems());
      return problems;
    }
    Map<String, String> made = objects(again);
    if (!whole.equals(made)) {
      problems.add(
          "after the next bake the store is not that of one bake of everything: "
              + differing(made)
              + " of run "
              + again.version());
    }
    StoreVerification.integrity(again.store(), archive.catalog(), n -> {})
        .problems()
        .forEach(p -> problems.add("after the next bake: " + p));
    Catalog.open(ObjectStores.open(archive.catalog()))
        .validate()
        .forEach(p -> problems.add("the catalog after the next bake: " + p));
    return problems;
  }

  private List<String> differing(Map<String, String> made) {
    Set<String> keys = new TreeSet<>(whole.keySet());
    keys.addAll(made.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(whole.get(key), made.get(key)))
        .map(
            key ->
                key + (made.containsKey(key) ? whole.containsKey(key) ? "" : " is new" : " lacks"))
        .toList();
  }

  /** Objects of a store but for what says how it was made. */
  static Map<String, String> objects(BakeReport report) throws IOException {
    return objects(ObjectStores.open(report.store()));
  }

  /** The same of a store. */
  static Map<String, String> objects(ObjectStore store) throws IOException {
    Map<String, String> all = new TreeMap<>();
    StoreContents.of(store)
        .forEach(
            (key, bytes) -> {
              String text = new String(bytes, StandardCharsets.ISO_8859_1);
              all.put(
                  key,
                  text.replaceAll(
                      "\"arcoforge\" *: *\"(\\\\.|[^\"\\\\])*\"", "\"arcoforge\":\"\""));
            });
    return all;
  }

  /** The old extent or the new one, every object as it was or as it is to be. */
  private void look(String when, List<String> problems) throws IOException {
    String url =
        Catalog.open(ObjectStores.open(archive.catalog()))
            .current("daily", "days")
            .orElseThrow()
            .storeUrl();
    // What is under way is no damage.
    StoreVerification.integrity(url, archive.catalog(), n -> {})
        .problems()
        .forEach(p -> problems.add(when + ": " + p));
    double[] now = archive.values();
    double[] found;
    double[] times;
    try {
      found = BakeCase.doubles(BakeCase.read(url, "t"));
      times = BakeCase.doubles(BakeCase.read(url, "time"));
    } catch (IOException | RuntimeException e) {
      problems.add(when + " a reader fails: " + e);
      return;
    }
    int days = found.length / (ROW * ROWS);
    if ((found.length != old.length && found.length != now.length) || times.length != days) {
      problems.add(when + " a reader sees " + days + " days and " + times.length + " times");
      return;
    }
    for (int d = 0; d < days; d++) {
      if (times[d] != d + 31) {
        problems.add(when + " the time of day " + d + " is " + times[d]);
      }
    }
    boolean grown = found.length != old.length;
    for (int c = 0; c < days; c += time) {
      for (int r = 0; r < ROWS; r += y) {
        int to = Math.min(days, c + time);
        int last = Math.min(ROWS, r + y);
        boolean isNew = same(found, now, c, to, r, last);
        boolean isOld = !grown && same(found, old, c, to, r, last);
        if (!isNew && !isOld) {
          problems.add(when + " the object at day " + c + ", row " + r + " is neither");
        }
      }
    }
  }

  private static boolean same(double[] a, double[] b, int from, int to, int row, int last) {
    for (int d = from; d < to; d++) {
      int start = (d * ROWS + row) * ROW;
      int end = (d * ROWS + last) * ROW;
      if (!Arrays.equals(a, start, end, b, start, end)) {
        return false;
      }
    }
    return true;
  }
}
