package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.verify.StoreVerification;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random lives of an archive, each state of which is held against one bake of everything; {@code
 * -Dlives=N} of them, each tenth by the direct runner.
 */
class AppendSequencesIT {
  private static final int LIVES = Integer.getInteger("lives", 10);

  @TempDir Path folder;

  /** Objects of a store but for what says how it was made. */
  private static Map<String, String> objects(BakeReport report) throws IOException {
    Map<String, String> all = new TreeMap<>();
    StoreContents.of(ObjectStores.open(report.store()))
        .forEach(
            (key, bytes) -> {
              String text = new String(bytes, StandardCharsets.ISO_8859_1);
              boolean metadata = key.endsWith("zarr.json") || key.contains(".z");
              all.put(
                  key,
                  metadata
                      ? text.replaceAll(
                          "\"arcoforge\" *: *\"(\\\\.|[^\"\\\\])*\"", "\"arcoforge\":\"\"")
                      : text);
            });
    return all;
  }

  private void check(DailyArchive archive, BakeReport report, String where) throws IOException {
    BakeReport whole = archive.elsewhere().bake();
    assertEquals(BakeStatus.PUBLISHED, whole.status(), where + whole.problems());
    Map<String, String> expected = objects(whole);
    Map<String, String> found = objects(report);
    assertEquals(expected.keySet(), found.keySet(), where);
    for (Map.Entry<String, String> e : expected.entrySet()) {
      assertEquals(e.getValue(), found.get(e.getKey()), where + ": " + e.getKey());
    }
    assertArrayEquals(
        archive.values(), BakeCase.doubles(BakeCase.read(report.store(), "t")), where);
    StoreVerification.Result verified =
        StoreVerification.integrity(report.store(), archive.catalog(), n -> {});
    assertEquals(List.of(), verified.problems(), where);
    assertEquals(List.of(), verified.notes(), where);
  }

  @Test
  void everyStateIsThatOfOneBakeOfEverything() throws IOException {
    long seed = Long.getLong("seed", 1);
    for (long life = seed; life < seed + LIVES; life++) {
      Random random = new Random(life * 7919);
      DailyArchive archive = DailyArchive.random(folder.resolve("life" + life), random);
      StringBuilder told = new StringBuilder("life " + life + " " + archive + ": ");
      String store = "";
      for (int step = 0; step < 6; step++) {
        String what = step == 0 ? "begins" : archive.live(random);
        told.append(what).append("; ");
        if (random.nextInt(4) == 0) {
          int writes = archive.bakeStoppedAt(random.nextInt(30));
          told.append("stopped after ").append(writes).append("; ");
        }
        BakeReport report = life % 10 == 0 ? archive.bakeByBeam() : archive.bake();
        String where = told.toString();
        boolean nothing = report.status() == BakeStatus.UNCHANGED;
        assertTrue(nothing || report.status() == BakeStatus.PUBLISHED, where + report.problems());
        check(archive, report, where);
        boolean stays = step > 0 && (what.startsWith("grows") || archive.isInPlace());
        assertTrue(!stays || report.store().equals(store), where + " keeps its URL");
        store = report.store();
        Map<String, byte[]> before = StoreContents.of(archive.store());
        BakeReport again = archive.bake();
        assertEquals(BakeStatus.UNCHANGED, again.status(), where + again.problems());
        assertEquals(before.keySet(), StoreContents.of(archive.store()).keySet(), where);
      }
    }
  }

  @Test
  void boundaryThatWasForgottenIsFound() throws IOException {
    DailyArchive archive =
        DailyArchive.of(folder.resolve("forgets"), "chunks: {time: 3}", "in-place", 4);
    archive.bake();
    Map<String, byte[]> before = StoreContents.of(archive.store());
    archive.grow(1);
    BakeReport grown = archive.bake();
    check(archive, grown, "whole");
    for (Map.Entry<String, byte[]> e : before.entrySet()) {
      if (e.getKey().endsWith("/t/c/1/0/0")) {
        archive.store().delete(e.getKey());
        archive.store().create(e.getKey(), e.getValue());
      }
    }
    AssertionError found =
        assertThrows(AssertionError.class, () -> check(archive, grown, "forgotten"));
    String told = String.valueOf(found.getMessage());
    assertTrue(told.contains("t/c/1/0/0"), told);
  }
}
