package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.BakeOrder;
import org.arcoforge.bake.repair.Repair;
import org.arcoforge.bake.verify.StoreVerification;
import org.arcoforge.commit.Lease;
import org.arcoforge.commit.LeaseHeldException;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.OpenStores;
import org.arcoforge.store.StoreContents;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage of published stores, and what a repair makes of it. */
class RepairIT {
  @TempDir Path folder;

  private static Repair.Result repair(
      BakeCase c, BakeReport report, boolean withSources, boolean strangers, String... chunks)
      throws IOException {
    try (OpenStores stores = new OpenStores();
        @Nullable WorkerSession session = withSources ? session(c) : null) {
      return Repair.of(stores, report.store(), c.catalog(), Clock.systemUTC())
          .run(session, List.of(chunks), strangers, n -> {});
    }
  }

  private static WorkerSession session(BakeCase c) throws IOException {
    WorkerSession session = WorkerSession.open(c.config());
    BakeOrder order = BakeOrder.begun(session.config());
    return session.with(
        session.config().withRecipe(order.resolved(session.config().run(), order.found(session))));
  }

  private static void put(ObjectStore store, String key, byte[] bytes) throws IOException {
    store.delete(key);
    store.create(key, bytes);
  }

  private static void flip(ObjectStore store, String key) throws IOException {
    byte[] bytes = store.read(key);
    bytes[bytes.length / 2] ^= 1;
    put(store, key, bytes);
  }

  private static List<String> problems(BakeCase c, BakeReport report) throws IOException {
    return StoreVerification.integrity(report.store(), c.catalog(), n -> {}).problems();
  }

  @Test
  void everyObjectAndDocumentIsMadeAnewToTheByte() throws IOException {
    for (String target :
        List.of(
            "chunks: {time: 3}",
            "chunks: {time: 3}, zarr_format: 2",
            "chunks: {time: 1}, shards: {time: 2}",
            "chunks: {time: 3}, codec: {name: none}, write_empty_chunks: false")) {
      BakeCase c = BakeCase.inMemory(folder).target(target);
      BakeReport report = c.bake();
      ObjectStore store = ObjectStores.open(report.store() + "/");
      Map<String, byte[]> whole = new TreeMap<>(StoreContents.of(store));
      int n = 0;
      for (String key : whole.keySet()) { // some are gone, some are changed
        if (n++ % 2 == 0) {
          store.delete(key);
        } else {
          flip(store, key);
        }
      }
      Repair.Result result = repair(c, report, true, false);
      assertTrue(result.isWhole(), target + result);
      assertEquals(whole.size(), result.rewritten().size(), target);
      Map<String, byte[]> found = StoreContents.of(store);
      assertEquals(whole.keySet(), found.keySet());
      whole.forEach(
          (key, bytes) ->
              assertEquals(
                  java.util.Arrays.hashCode(bytes),
                  java.util.Arrays.hashCode(found.get(key)),
                  target + key));
      assertEquals(List.of(), problems(c, report));
    }
  }

  @Test
  void documentsNeedNoSourcesAndTheConsolidatedOneIsWrittenLast() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport report = c.bake();
    ObjectStore store = ObjectStores.open(report.store() + "/");
    store.delete("zarr.json");
    flip(store, "t/zarr.json");
    Repair.Result result = repair(c, report, false, false);
    assertEquals(List.of("t/zarr.json", "zarr.json"), result.rewritten());
    assertTrue(result.isWhole(), result.toString());
  }

  @Test
  void chunksOfSourcesNeedTheFeedstock() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport report = c.bake();
    ObjectStores.open(report.store() + "/").delete("t/c/0/0/0");
    RefusedException e =
        assertThrows(RefusedException.class, () -> repair(c, report, false, false));
    assertTrue(String.valueOf(e.getMessage()).contains("--against"), e.getMessage());
    assertEquals(Outcome.INVALID, Failures.outcome(e));
  }

  @Test
  void nothingIsWrittenIfTheSourcesAreOtherOnes() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport report = c.bake();
    ObjectStore store = ObjectStores.open(report.store() + "/");
    store.delete("t/c/0/0/0");
    store.delete("t/c/5/0/0");
    BakeCase.file(2, 0.5).write(c.path(2));
    Map<String, byte[]> before = StoreContents.of(store);
    RefusedException e = assertThrows(RefusedException.class, () -> repair(c, report, true, false));
    assertTrue(
        String.valueOf(e.getMessage()).contains("no longer those of this version"), e.getMessage());
    assertEquals(Outcome.SOURCES, Failures.outcome(e));
    assertEquals(before.keySet(), StoreContents.of(store).keySet());
    Repair.Result one = repair(c, report, true, false, "t/c/0/0/0");
    assertEquals(List.of("t/c/0/0/0"), one.rewritten());
    assertEquals(1, one.verified().problems().size(), "the other is still missing");
  }

  @Test
  void namedChunksThatAreWholeAreLeftAndUnknownOnesRefused() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport report = c.bake();
    Repair.Result result = repair(c, report, true, false, "t/c/0/0/0");
    assertEquals(1, result.right());
    assertEquals(List.of(), result.rewritten());
    RefusedException e =
        assertThrows(RefusedException.class, () -> repair(c, report, true, false, "t/c/9/0/0"));
    assertEquals(Outcome.INVALID, Failures.outcome(e));
  }

  @Test
  void strangersAreNamedAndDeletedOnlyIfAsked() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport report = c.bake();
    ObjectStore store = ObjectStores.open(report.store() + "/");
    store.create("t/c/9/9/9", new byte[3]);
    Repair.Result named = repair(c, report, false, false);
    assertEquals(List.of("t/c/9/9/9"), named.strangers());
    assertTrue(!named.isWhole());
    Repair.Result deleted = repair(c, report, false, true);
    assertEquals(List.of("t/c/9/9/9"), deleted.deleted());
    assertTrue(deleted.isWhole(), deleted.toString());
    assertTrue(store.stat("t/c/9/9/9").isEmpty());
  }

  @Test
  void aStoreWithoutItsManifestCannotBeRepaired() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport report = c.bake();
    String version = report.version();
    c.store().delete(version + "/manifest-" + version + ".json.gz");
    Repair.Result result = repair(c, report, true, false);
    assertTrue(!result.isWhole() && !result.problems().isEmpty(), result.toString());
  }

  @Test
  void aRecipeThatIsBeingBakedIsLeftAlone() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport report = c.bake();
    Lease.acquire(
        ObjectStores.open(c.catalog()),
        "leases/case/days.json",
        RunId.create(Clock.systemUTC()),
        Clock.systemUTC());
    assertThrows(LeaseHeldException.class, () -> repair(c, report, true, false));
  }
}
