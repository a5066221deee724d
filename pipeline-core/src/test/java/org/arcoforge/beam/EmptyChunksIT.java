package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.PlanPreview;
import org.arcoforge.bake.verify.StoreVerification;
import org.arcoforge.plan.Plan;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks of nothing but the fill value that are not written are still known to be meant. */
class EmptyChunksIT {
  private static final String TARGET =
      "chunks: {time: 1}, codec: {name: none}, encoding: {t: {fill_value: .nan}},"
          + " write_empty_chunks: false";

  @TempDir Path folder;

  /** The temperatures of the middle file, those of chunks 2 and 3, are not-a-number. */
  private BakeCase bakeCase(String target) throws IOException {
    BakeCase c = BakeCase.inMemory(folder).target(target);
    BakeCase.file(1, Double.NaN).write(c.path(1));
    return c;
  }

  private static List<String> integrity(BakeReport report) throws IOException {
    return StoreVerification.integrity(report.store(), n -> {}).problems();
  }

  private static List<String> values(BakeCase c, BakeReport report) throws IOException {
    BakeConfig config = c.config();
    try (WorkerSession session = WorkerSession.open(config)) {
      Plan plan = PlanPreview.plan(session, n -> {}, true);
      return StoreVerification.values(report.store(), session, plan, n -> {}).problems();
    }
  }

  @Test
  void theyAreNotThereAndEveryVerificationKnowsIt() throws IOException {
    for (String format : List.of("", ", zarr_format: 2", ", shards: {time: 2}")) {
      BakeCase c = bakeCase(TARGET + format);
      BakeReport report = c.bake();
      assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
      Map<String, byte[]> objects = StoreContents.of(ObjectStores.open(report.store()));
      long there = objects.keySet().stream().filter(k -> k.matches("t/(c/)?\\d.*")).count();
      assertEquals(format.contains("shards") ? 2 : 4, there, format + objects.keySet());
      assertEquals(List.of(), integrity(report));
      assertEquals(List.of(), values(c, report));
      double[] t = BakeCase.doubles(BakeCase.read(report.store(), "t"));
      for (int i = 0; i < t.length; i++) {
        boolean empty = i / BakeCase.POINTS / BakeCase.DAYS == 1;
        assertEquals(empty, Double.isNaN(t[i]), "element " + i);
      }
      c.forgetRun(report);
      assertEquals(List.of(), integrity(report), "the store itself says how many");
    }
  }

  @Test
  void theyAreWrittenUnlessTheRecipeSaysOtherwise() throws IOException {
    BakeReport report = bakeCase(TARGET.replace(", write_empty_chunks: false", "")).bake();
    assertTrue(ObjectStores.open(report.store()).stat("t/c/2/0/0").isPresent());
    assertFalse(
        new String(
                ObjectStores.open(report.store()).read("zarr.json"),
                java.nio.charset.StandardCharsets.UTF_8)
            .contains("empty_chunks"));
  }

  @Test
  void anObjectInTheirPlaceIsReported() throws IOException {
    for (boolean receipts : new boolean[] {true, false}) {
      BakeCase c = bakeCase(TARGET);
      BakeReport report = c.bake();
      ObjectStore store = ObjectStores.open(report.store());
      store.create("t/c/2/0/0", store.read("t/c/1/0/0"));
      if (!receipts) {
        c.forgetRun(report);
      }
      assertEquals(1, integrity(report).size(), integrity(report).toString());
      List<String> values = values(c, report);
      assertTrue(values.toString().contains("t/c/2/0/0"), values.toString());
    }
  }

  @Test
  void anotherObjectThatIsMissingIsStillMissing() throws IOException {
    for (boolean receipts : new boolean[] {true, false}) {
      BakeCase c = bakeCase(TARGET);
      BakeReport report = c.bake();
      ObjectStore store = ObjectStores.open(report.store());
      store.delete("t/c/5/0/0");
      if (!receipts) {
        c.forgetRun(report);
      }
      assertTrue(integrity(report).toString().contains("t/c/5/0/0 is missing"));
      List<String> values = values(c, report);
      assertTrue(values.toString().contains("t/c/5/0/0"), values.toString());
    }
  }

  @Test
  void aRunThatIsRepeatedLeavesThemOutAgain() throws IOException {
    BakeCase c = bakeCase(TARGET);
    BakeConfig config = c.config();
    BakeReport first = BakeCase.bake(config);
    Map<String, byte[]> before = StoreContents.of(ObjectStores.open(first.store()));
    BakeReport again = BakeCase.bake(config);
    assertEquals(first.status(), again.status());
    assertEquals(before.keySet(), StoreContents.of(ObjectStores.open(first.store())).keySet());
  }
}
