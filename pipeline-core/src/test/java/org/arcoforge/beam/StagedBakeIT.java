package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.Resources;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.tiling.StagingChoice;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bakes that go through an intermediate array in scratch. */
class StagedBakeIT {
  @TempDir Path folder;

  private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> found) {
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach((key, bytes) -> assertArrayEquals(bytes, found.get(key), key));
  }

  /** The objects of a bake that does not need scratch. */
  private Map<String, byte[]> pulled(StagedCase c) throws IOException {
    FaultyObjectStore scratch = FaultyObjectStore.inMemory();
    ObjectStore persistent = StoreContents.inMemory();
    BakeReport report = c.on(persistent, scratch, StagedCase.MUCH).bake();
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    assertEquals(List.of(), scratch.created());
    return StagedCase.chunks(report, persistent);
  }

  private static boolean isValue(String key) {
    return key.contains("/intermediate/values/");
  }

  @Test
  void planSaysThatAnArrayGoesThroughScratchAndWhy() throws IOException {
    StagedCase c = new StagedCase(folder, 3);
    BakeConfig config = c.config(StagedCase.LITTLE);
    Plan plan = BakeCase.plan(config);
    PlannedArray v =
        plan.arrays().stream().filter(a -> a.name().equals("v")).findFirst().orElseThrow();
    StagingChoice staging = Objects.requireNonNull(v.staging());
    assertTrue(staging.staged() && staging.pulled() > 5, staging.toString());
    assertTrue(staging.reason().startsWith("pulling would decode each source chunk"));
    assertTrue(v.amplification() < 2, v.amplification() + "");
    assertEquals(1, plan.intermediates().size());
    assertEquals(v.layout().variable(), plan.intermediates().get(0).layout().variable());
  }

  @Test
  void stagedBakeWritesTheObjectsOfOneThatPulls() throws IOException {
    for (int format : new int[] {2, 3}) {
      StagedCase c = new StagedCase(folder, format);
      Map<String, byte[]> expected = pulled(c);
      for (Resources r : List.of(StagedCase.LITTLE, Resources.shared(1_000_000, 1 << 30))) {
        ObjectStore persistent = StoreContents.inMemory();
        FaultyObjectStore scratch = FaultyObjectStore.inMemory();
        BakeReport report = c.on(persistent, scratch, r).bake();
        assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
        assertSame(expected, StagedCase.chunks(report, persistent));
        assertTrue(scratch.created().stream().anyMatch(k -> isValue(k)));
        assertEquals(Map.of(), StoreContents.of(scratch), "scratch is cleared");
        assertEquals(expected.size(), report.chunksWritten());
      }
    }
  }

  @Test
  void stagedBakeReadsEachSourceAboutOnce() throws IOException {
    StagedCase c = new StagedCase(folder, 3);
    BakeReport much = BakeCase.bake(c.config(StagedCase.MUCH));
    BakeReport little = BakeCase.bake(c.config(StagedCase.LITTLE));
    assertEquals(BakeStatus.PUBLISHED, little.status(), little.problems().toString());
    assertTrue(little.bytesRead() < 2 * much.bytesRead(), little + " " + much);
    assertEquals(
        -1,
        StagedCase.wrong(BakeCase.read(little.store(), "v")),
        "an element differs from what was put in");
  }

  @Test
  void bakeThatEndsInAnyStageIsFinishedByTheNextOne() throws IOException {
    StagedCase c = new StagedCase(folder, 3);
    Map<String, byte[]> expected = pulled(c);
    FaultyObjectStore all = FaultyObjectStore.inMemory();
    assertEquals(
        BakeStatus.PUBLISHED,
        c.on(StoreContents.inMemory(), all, StagedCase.LITTLE).bake().status());
    int writes = all.created().size();
    assertTrue(writes > 20, all.created().toString());
    for (int k : new int[] {0, 1, writes / 2, writes - 1}) {
      ObjectStore persistent = StoreContents.inMemory();
      ObjectStore scratch = StoreContents.inMemory();
      BakeCase.Prepared stopped =
          c.on(persistent, FaultyObjectStore.stoppedAt(scratch, k), StagedCase.LITTLE);
      assertThrows(IOException.class, stopped::bake, "write " + k);
      finish(c, persistent, scratch, expected, k);
    }
  }

  @Test
  void bakeThatEndsBetweenTheStagesReadsNoSourceAgain() throws IOException {
    StagedCase c = new StagedCase(folder, 3);
    Map<String, byte[]> expected = pulled(c);
    ObjectStore persistent = StoreContents.inMemory();
    ObjectStore scratch = StoreContents.inMemory();
    BakeCase.Prepared stopped = c.on(stoppedAtChunk(persistent, "/v/"), scratch, StagedCase.LITTLE);
    assertThrows(IOException.class, stopped::bake);
    int there = StoreContents.of(scratch).size();
    FaultyObjectStore second = finish(c, persistent, scratch, expected, there);
    assertEquals(List.of(), second.created());
  }

  /** Fails when the first chunk of an array is created. */
  private static ObjectStore stoppedAtChunk(ObjectStore store, String array) {
    return new FaultyObjectStore(
        store,
        (s, number, key, bytes) -> {
          if (key.contains(".zarr" + array)) {
            throw new IOException("the process ends here, at " + key);
          }
          return s.create(key, bytes);
        });
  }

  private static FaultyObjectStore finish(
      StagedCase c,
      ObjectStore persistent,
      ObjectStore scratch,
      Map<String, byte[]> expected,
      int k)
      throws IOException {
    FaultyObjectStore recorded = new FaultyObjectStore(scratch);
    BakeReport report = c.on(persistent, recorded, StagedCase.LITTLE).bake();
    assertEquals(BakeStatus.PUBLISHED, report.status(), "write " + k + report.problems());
    assertSame(expected, StagedCase.chunks(report, persistent));
    assertEquals(Map.of(), StoreContents.of(scratch), "write " + k);
    return recorded;
  }

  /** Shortens, changes a bit of, or deletes each object, one way after the other. */
  private static int damage(ObjectStore scratch) throws IOException {
    List<String> keys = new ArrayList<>(StoreContents.of(scratch).keySet());
    keys.removeIf(k -> !isValue(k));
    for (int i = 0; i < keys.size(); i++) {
      byte[] bytes = scratch.read(keys.get(i));
      scratch.delete(keys.get(i));
      if (i % 3 == 0) {
        scratch.create(keys.get(i), bytes, 0, bytes.length / 2);
      } else if (i % 3 == 1) {
        bytes[bytes.length * 2 / 3] ^= 4;
        scratch.create(keys.get(i), bytes);
      }
    }
    return keys.size();
  }

  @Test
  void damagedIntermediatesAreNotUsed() throws IOException {
    StagedCase c = new StagedCase(folder, 3);
    Map<String, byte[]> expected = pulled(c);
    ObjectStore persistent = StoreContents.inMemory();
    ObjectStore scratch = StoreContents.inMemory();
    AtomicBoolean done = new AtomicBoolean();
    FaultyObjectStore damaging =
        new FaultyObjectStore(
            persistent,
            (s, number, key, bytes) -> {
              if (key.contains(".zarr/v/") && done.compareAndSet(false, true)) {
                assertTrue(damage(scratch) > 3);
              }
              return s.create(key, bytes);
            });
    BakeReport report = c.on(damaging, scratch, StagedCase.LITTLE).bake();
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    assertTrue(done.get());
    assertSame(expected, StagedCase.chunks(report, persistent));
  }

  @Test
  void damagedIntermediatesAreMadeAgainByTheNextBake() throws IOException {
    StagedCase c = new StagedCase(folder, 3);
    Map<String, byte[]> expected = pulled(c);
    ObjectStore persistent = StoreContents.inMemory();
    ObjectStore scratch = StoreContents.inMemory();
    BakeCase.Prepared stopped = c.on(stoppedAtChunk(persistent, "/v/"), scratch, StagedCase.LITTLE);
    assertThrows(IOException.class, stopped::bake);
    int damaged = damage(scratch);
    FaultyObjectStore second = finish(c, persistent, scratch, expected, damaged);
    long made = second.created().stream().filter(k -> isValue(k)).distinct().count();
    assertEquals(damaged, made);
  }

  @Test
  void sourceThatChangesWhileAnIntermediateIsFilledIsNoticed() throws IOException {
    StagedCase c = new StagedCase(folder, 3);
    ObjectStore persistent = StoreContents.inMemory();
    ObjectStore scratch = StoreContents.inMemory();
    AtomicBoolean done = new AtomicBoolean();
    FaultyObjectStore changing =
        new FaultyObjectStore(
            scratch,
            (s, number, key, bytes) -> {
              if (isValue(key) && done.compareAndSet(false, true)) {
                for (int f = 0; f < StagedCase.FILES; f++) {
                  c.write(f);
                }
              }
              return s.create(key, bytes);
            });
    BakeReport report = c.on(persistent, changing, StagedCase.LITTLE).bake();
    assertEquals(Outcome.SOURCES, report.outcome(), report.problems().toString());
    assertTrue(report.problems().toString().contains("changed between the scan"));
    assertEquals(Map.of(), StoreContents.of(scratch), "nothing goes on with it");
  }
}
