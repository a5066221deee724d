package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.PlanPreview;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.OpenStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What bakes of an archive write, read and ask for, counted; {@code -Dpositions=N} files in the
 * largest one. It prints the table that the documentation has.
 */
class AppendMeasuresIT {
  private static final int POSITIONS = Integer.getInteger("positions", 500);
  private static final int YEAR = 365;

  @TempDir Path folder;

  /** Counts requests by where they go: the store, the run's folder and the rest of its state. */
  private static final class Counting extends ForwardingStore {
    private final Map<String, Integer> counts = new TreeMap<>();

    Counting(ObjectStore store) {
      super(store);
    }

    private synchronized void count(String what, String key) {
      String where =
          key.startsWith("headers/")
              ? "headers"
              : key.startsWith("catalog/")
                  ? "catalog"
                  : isData(key) ? "data" : key.contains(".zarr/") ? "metadata" : "run";
      counts.merge(what + " " + where, 1, Integer::sum);
    }

    int of(String what) {
      return counts.entrySet().stream()
          .filter(e -> e.getKey().startsWith(what))
          .mapToInt(Map.Entry::getValue)
          .sum();
    }

    @Override
    ObjectInfo make(String key, byte[] bytes) throws IOException {
      count("write", key);
      return store.create(key, bytes);
    }

    @Override
    public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
      count("write", key);
      return store.replace(key, bytes, generation);
    }

    @Override
    public ObjectInfo copy(String from, String to) throws IOException {
      count("copy", to);
      return store.copy(from, to);
    }

    @Override
    public Optional<ObjectInfo> stat(String key) throws IOException {
      count("ask", key);
      return store.stat(key);
    }

    @Override
    public byte[] read(String key) throws IOException {
      count("ask", key);
      return store.read(key);
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) throws IOException {
      count("ask", prefix);
      return store.list(prefix);
    }

    @Override
    public Stream<String> children(String prefix) throws IOException {
      count("ask", prefix);
      return store.children(prefix);
    }
  }

  /** One bake, printed as a row. */
  private static Counting row(String what, DailyArchive archive, BakeStatus status)
      throws IOException {
    BakeConfig config = archive.config().withHeaders(archive.headers());
    Counting counting = new Counting(archive.everything());
    OpenStores stores = archive.within(counting);
    long read;
    try (WorkerSession session = WorkerSession.open(config, archive.within(archive.everything()))) {
      read = PlanPreview.preview(session, n -> {}, true).read();
    }
    long began = System.nanoTime();
    BakeReport report = DailyArchive.byBeam(config, stores);
    double seconds = (System.nanoTime() - began) / 1e9;
    assertEquals(status, report.status(), what + report.problems());
    System.out.printf(
        java.util.Locale.ROOT,
        "| %s | %s | %d | %d | %d | %d | %d | %.1f | %s%n",
        what,
        report.status(),
        counting.of("write data"),
        counting.of("copy data"),
        report.bytesRead(),
        report.bytesWritten(),
        read,
        seconds,
        counting.counts);
    return counting;
  }

  private DailyArchive year(String changed, int days) throws IOException {
    String name = changed + days;
    return DailyArchive.of(folder.resolve(name), "chunks: {time: 40}", changed, days);
  }

  @Test
  void anAppendWritesWhatIsNewAndTheBoundary() throws IOException {
    for (int days : new int[] {YEAR, 360}) {
      DailyArchive archive = year("in-place", days);
      row(days + " days, the first bake", archive, BakeStatus.PUBLISHED);
      Counting again = row("the same again", archive, BakeStatus.UNCHANGED);
      assertEquals(0, again.of("write"), "nothing at all is written");
      archive.grow(1);
      Counting grown = row("one more day", archive, BakeStatus.PUBLISHED);
      // t, time_bnds: the boundary chunk or a new one; time: its one chunk.
      assertTrue(grown.of("write data") <= 4, grown.counts.toString());
    }
  }

  @Test
  void aChangedFileCostsTheObjectsThatItIsIn() throws IOException {
    for (String changed : new String[] {"in-place", "new-version"}) {
      DailyArchive archive = year(changed, YEAR);
      row(changed + ": the first bake", archive, BakeStatus.PUBLISHED);
      archive.correct(100);
      Counting one = row(changed + ": one changed file", archive, BakeStatus.PUBLISHED);
      assertTrue(one.of("write data") <= 4, one.counts.toString());
      assertEquals(14, archive.becomeFinal(14));
      Counting finals =
          row(changed + ": 14 preliminary days become final", archive, BakeStatus.PUBLISHED);
      assertTrue(finals.of("write data") <= 6, finals.counts.toString());
    }
  }

  @Test
  void anAppendToManyFilesReadsOneHeader() throws IOException {
    DailyArchive archive =
        DailyArchive.of(folder.resolve("many"), "chunks: {time: 1000}", "in-place", POSITIONS);
    row(POSITIONS + " files, the first bake", archive, BakeStatus.PUBLISHED);
    archive.grow(1);
    BakeConfig config = archive.config().withHeaders(archive.headers());
    try (WorkerSession session = WorkerSession.open(config, archive.within(archive.everything()))) {
      PlanPreview.Preview preview = PlanPreview.preview(session, n -> {}, true);
      assertEquals(POSITIONS + 1, preview.headers());
      assertEquals(1, preview.read());
    }
    Counting grown = row("one more file", archive, BakeStatus.PUBLISHED);
    assertTrue(grown.of("ask") < 300 + POSITIONS / 10, grown.counts.toString());
  }
}
