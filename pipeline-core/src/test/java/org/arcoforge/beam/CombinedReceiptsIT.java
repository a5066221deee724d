package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.Resources;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bakes whose elements have several tiles: what a combined receipt saves, and what it may cost. */
class CombinedReceiptsIT {
  private static final String COMBINED = "/combined/";

  @TempDir Path folder;

  private DailyArchive days(int days) throws IOException {
    return DailyArchive.of(folder.resolve("days" + days), "chunks: {time: 1}", "in-place", days);
  }

  private static BakeReport bake(DailyArchive archive, ObjectStore store) throws IOException {
    return BundleRunner.inOrder(archive.config(), archive.within(store));
  }

  private static void isBaked(DailyArchive archive, BakeReport report) throws IOException {
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    assertArrayEquals(archive.values(), BakeCase.doubles(BakeCase.read(report.store(), "t")));
  }

  /**
   * A bake that ends when it would create such an object for the nth time, as if it were killed.
   */
  private static FaultyObjectStore stopped(DailyArchive archive, Predicate<String> at, int nth)
      throws IOException {
    int[] found = {0};
    FaultyObjectStore stopping =
        new FaultyObjectStore(
            archive.everything(),
            (store, number, key, bytes) -> {
              found[0] += at.test(key) && found[0] <= nth ? 1 : 0;
              if (found[0] > nth) {
                throw new IOException("the process ends here, at " + key);
              }
              return store.create(key, bytes);
            });
    assertThrows(IOException.class, () -> bake(archive, stopping));
    return stopping;
  }

  private static List<String> keys(DailyArchive archive, String part) throws IOException {
    return StoreContents.of(archive.everything()).keySet().stream()
        .filter(key -> key.contains(part))
        .toList();
  }

  @Test
  void oneObjectAnElementIsReadInPlaceOfOneATile() throws IOException {
    DailyArchive archive = days(40);
    FaultyObjectStore counting = new FaultyObjectStore(archive.everything());
    BakeReport report = bake(archive, counting);
    isBaked(archive, report);
    List<String> combined = keys(archive, COMBINED);
    assertEquals(6, combined.size(), combined.toString()); // 17 tiles each: two of t, time, bounds
    assertTrue(combined.size() < 0.2 * report.chunksWritten());
    List<String> once =
        counting.asked().stream()
            .filter(key -> key.contains("/receipts/") && key.endsWith(".json"))
            .toList();
    // Each tile asks for its own before it begins, one in twenty is verified; no step reads all.
    long tiles = keys(archive, "/receipts/").size();
    assertTrue(once.size() <= tiles + tiles / 20 + 8 + 3 * 2, once.size() + " of " + tiles);
    assertEquals(
        List.of(), counting.asked().stream().filter(key -> key.endsWith("/receipts/t/")).toList());
  }

  @Test
  void elementOfOneTileAndProcessThatDoesAllLeaveNone() throws IOException {
    DailyArchive one = days(1);
    isBaked(one, bake(one, one.everything()));
    assertEquals(List.of(), keys(one, COMBINED).stream().filter(k -> k.contains("/t/")).toList());
    DailyArchive alone = days(12).elsewhere();
    BakeReport report =
        DailyArchive.byBeam(
            alone.config().toBuilder().resources(Resources.alone(1 << 20, 1 << 30, 2)).build(),
            alone.within(alone.everything()));
    isBaked(alone, report);
    assertEquals(List.of(), keys(alone, COMBINED));
  }

  @Test
  void bakeThatIsKilledBetweenTheReceiptsAndTheSummaryGoesOnWithAllTiles() throws IOException {
    DailyArchive archive = days(20);
    FaultyObjectStore stopped = stopped(archive, key -> key.contains(COMBINED), 1);
    long written = stopped.created().stream().filter(ForwardingStore::isData).count();
    assertEquals(1, keys(archive, COMBINED).size());
    BakeReport report = bake(archive, archive.everything());
    isBaked(archive, report);
    assertEquals(written, report.chunksReused());
    assertTrue(keys(archive, COMBINED).size() > 1);
  }

  @Test
  void elementsThatAnotherProcessCutsElsewhereAddUpToTheSame() throws IOException {
    DailyArchive archive = days(20);
    stopped(archive, key -> key.contains("/manifest-"), 0); // all tiles are there, cut otherwise
    List<String> before = keys(archive, COMBINED);
    BakeReport report =
        BundleRunner.inOrder(archive.config(), archive.within(archive.everything()), 3);
    isBaked(archive, report);
    assertEquals(0, report.chunksWritten());
    assertNotEquals(before, keys(archive, COMBINED));
    assertTrue(keys(archive, COMBINED).containsAll(before));
  }

  @Test
  void damagedSummaryIsPassedOverForTheReceiptsOfItsTiles() throws IOException {
    DailyArchive archive = days(20);
    stopped(archive, key -> key.contains("/manifest-"), 0);
    for (String key : keys(archive, COMBINED)) {
      byte[] bytes = archive.everything().read(key);
      StoreContents.put(archive.everything(), key, Arrays.copyOf(bytes, bytes.length - 9));
    }
    BakeReport report = bake(archive, archive.everything());
    isBaked(archive, report);
    assertEquals(0, report.chunksWritten());
  }

  /** A summary that says of its last tile what is not so, and is whole all the same. */
  private static byte[] twin(byte[] good, boolean isLess) {
    List<String> lines = new ArrayList<>(new String(good, StandardCharsets.UTF_8).lines().toList());
    String last = lines.get(lines.size() - 2);
    lines.subList(lines.size() - 2, lines.size()).clear();
    if (!isLess) {
      lines.add(last.replaceFirst("\"crc32c\":\\d+", "\"crc32c\":7"));
    }
    byte[] body = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    CRC32C crc = new CRC32C();
    crc.update(body);
    String all = new String(body, StandardCharsets.UTF_8) + "{\"crc32c\":" + crc.getValue() + "}\n";
    return all.getBytes(StandardCharsets.UTF_8);
  }

  private static void isNoticed(DailyArchive archive, ObjectStore broken, String told)
      throws IOException {
    BakeReport report = bake(archive, broken);
    assertEquals(Outcome.VERIFICATION, report.outcome(), report.problems().toString());
    assertTrue(report.problems().toString().contains(told), report.problems().toString());
    assertEquals(List.of(), keys(archive, ".zarr/zarr.json"));
  }

  @Test
  void summaryOfATileThatHasNoObjectIsNoticed() throws IOException {
    DailyArchive archive = days(20);
    ObjectStore broken =
        new ForwardingStore(archive.everything()) {
          @Override
          ObjectInfo make(String key, byte[] bytes) throws IOException {
            if (key.contains(COMBINED + "t/")) {
              for (String gone : keys(archive, ".zarr/t/c/3/")) {
                store.delete(gone);
              }
              for (String gone : keys(archive, "/receipts/t/3.json")) {
                store.delete(gone);
              }
            }
            return store.create(key, bytes);
          }
        };
    isNoticed(archive, broken, "t/c/3/0/0 is not there any more");
    isBaked(archive, bake(archive, archive.everything()));
  }

  private static ObjectStore twins(DailyArchive archive, boolean isLess) throws IOException {
    return new ForwardingStore(archive.everything()) {
      @Override
      ObjectInfo make(String key, byte[] bytes) throws IOException {
        return store.create(key, key.contains(COMBINED + "t/") ? twin(bytes, isLess) : bytes);
      }
    };
  }

  @Test
  void summaryThatTellsOfOtherBytesIsNoticed() throws IOException {
    DailyArchive archive = days(20);
    isNoticed(archive, twins(archive, false), "with 7");
    isBaked(archive, bake(archive, archive.everything()));
  }

  @Test
  void summaryThatLeavesOutATileIsNoticed() throws IOException {
    DailyArchive archive = days(20);
    isNoticed(archive, twins(archive, true), "objects have a receipt; missing: t/c/");
    BakeReport next = bake(archive, archive.everything());
    assertEquals(Outcome.CONFLICT, next.outcome(), "who makes it anew finds another one");
    isBaked(archive, bake(archive, archive.everything()));
  }
}
