package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.FaultyObjectStore.Fault;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bundles that a service runs more than once, out of order, at once and late, with and without
 * answers that are lost; {@code -Dreplays=N} seeds each, from {@code -Dseed=S} on.
 */
class ReplayedBundlesIT {
  private static final long FIRST = Long.getLong("seed", 0);
  private static final int SEEDS = Integer.getInteger("replays", 4);

  @TempDir Path folder;

  /**
   * All objects, but for how often what was done (the report) and at which generations the bake
   * began.
   */
  private static Map<String, String> tree(DailyArchive archive) throws IOException {
    Map<String, String> all = new TreeMap<>();
    StoreContents.of(archive.everything())
        .forEach(
            (key, bytes) -> {
              if (!key.endsWith("/report.json")) {
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                all.put(
                    key,
                    key.endsWith("/base")
                        ? text.replaceAll("\"fences\":\\{[^}]*\\}", "FENCES")
                        : text);
              }
            });
    return all;
  }

  private static void restore(DailyArchive archive, Map<String, byte[]> before) throws IOException {
    ObjectStore store = archive.everything();
    for (String key : StoreContents.of(store).keySet()) {
      store.delete(key);
    }
    for (Map.Entry<String, byte[]> e : before.entrySet()) {
      store.create(e.getKey(), e.getValue());
    }
  }

  private static ObjectStore faulty(ObjectStore store, Random random) {
    FaultyObjectStore faulty = new FaultyObjectStore(store);
    for (int i = 0; i < 400; i++) {
      int n = random.nextInt(25);
      faulty.nextWrites(n == 0 ? Fault.DO_AND_FAIL : n == 1 ? Fault.FAIL : Fault.NONE);
    }
    return faulty;
  }

  private void replay(String target, String changed, KillTrial.Change change) throws IOException {
    DailyArchive archive =
        DailyArchive.of(folder.resolve(target.length() + changed), target, changed, 5);
    Map<String, byte[]> before = Map.of();
    for (int bake = 0; bake < 2; bake++) {
      BakeConfig config = archive.config();
      BundleRunner.inOrder(config, archive.within(archive.everything()));
      Map<String, String> expected = tree(archive);
      Map<String, byte[]> done = StoreContents.of(archive.everything());
      for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
        restore(archive, before);
        Random random = new Random(seed * 31 + bake);
        boolean losing = seed % 2 == 1;
        ObjectStore store = archive.everything();
        BakeReport report =
            BundleRunner.replayed(
                config, archive.within(losing ? faulty(store, random) : store), random);
        String where = target + " " + changed + ", bake " + bake + ", seed " + seed;
        assertEquals(BakeStatus.PUBLISHED, report.status(), where + report.problems());
        Map<String, String> found = tree(archive);
        assertEquals(expected.keySet(), found.keySet(), where + report.problems());
        for (Map.Entry<String, String> e : expected.entrySet()) {
          assertEquals(
              e.getValue(), found.get(e.getKey()), where + ": " + e.getKey() + report.problems());
        }
      }
      restore(archive, done);
      before = done;
      change.of(archive);
    }
  }

  @Test
  void treesOfReplayedBakesAreEqual() throws IOException {
    replay("chunks: {time: 3, y: 2}", "in-place", a -> a.grow(4));
    replay("chunks: {time: 2}, zarr_format: 2", "in-place", a -> a.correct(1));
    replay("chunks: {time: 1}, shards: {time: 3}", "new-version", a -> a.correct(1));
  }

  @Test
  void storeThatForgetsIsFound() throws IOException {
    DailyArchive archive =
        DailyArchive.of(folder.resolve("forgets"), "chunks: {time: 3}", "in-place", 4);
    BundleRunner.inOrder(archive.config(), archive.within(archive.everything()));
    Map<String, byte[]> before = StoreContents.of(archive.everything());
    archive.grow(4);
    BakeConfig config = archive.config();
    BundleRunner.inOrder(config, archive.within(archive.everything()));
    Map<String, String> expected = tree(archive);
    restore(archive, before);
    ObjectStore broken =
        BrokenStores.forgetting(archive.everything(), k -> ForwardingStore.isConsolidated(k));
    BundleRunner.replayed(config, archive.within(broken), new Random(1));
    assertNotEquals(expected, tree(archive));
  }
}
