package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.PlanPreview;
import org.arcoforge.bake.verify.StoreVerification;
import org.arcoforge.plan.Plan;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.zarr.ZarrException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreVerificationIT {
  private static final String COMPRESSED = "chunks: {time: 3}, codec: {name: zstd}";

  @TempDir Path folder;

  private static void replace(ObjectStore store, String key, byte[] bytes) throws IOException {
    store.replace(key, bytes, store.stat(key).orElseThrow().generation());
  }

  private static List<String> problems(BakeReport report) throws IOException {
    return StoreVerification.integrity(report.store(), n -> {}).problems();
  }

  private static void assertOne(String text, List<String> problems) {
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains(text), problems.toString());
  }

  @Test
  void storeAsBakedHasNoProblems() throws IOException {
    for (String target :
        List.of(COMPRESSED, COMPRESSED + ", zarr_format: 2", "chunks: {y: 1}, shards: {y: 2}")) {
      BakeCase c = BakeCase.inMemory(folder).target(target);
      BakeReport report = c.bake();
      StoreVerification.Result found = StoreVerification.integrity(report.store(), n -> {});
      assertEquals(List.of(), found.problems());
      assertEquals(report.chunksWritten(), found.objects());
      assertTrue(found.digests() > found.objects(), "chunks and metadata");
      c.forgetRun(report);
      found = StoreVerification.integrity(report.store() + "/", n -> {});
      assertEquals(List.of(), found.problems());
      assertTrue(found.digests() > found.objects(), "the manifest beside the store tells");
    }
  }

  @Test
  void missingFlippedAndTruncatedChunksAreNamedWithAndWithoutReceipts() throws IOException {
    for (String format : List.of("", ", zarr_format: 2")) {
      for (boolean receipts : new boolean[] {true, false}) {
        BakeCase c = BakeCase.inMemory(folder).target(COMPRESSED + format);
        BakeReport report = c.bake();
        if (!receipts) {
          c.forgetRun(report);
        }
        ObjectStore store = ObjectStores.open(report.store());
        String key = format.isEmpty() ? "t/c/1/0/0" : "t/1.0.0";
        byte[] whole = store.read(key);
        byte[] flipped = whole.clone();
        flipped[1] ^= 1; // of the frame's magic number
        replace(store, key, flipped);
        assertOne(key, problems(report));
        replace(store, key, Arrays.copyOf(whole, whole.length / 2));
        assertOne(key, problems(report));
        replace(store, key, new byte[0]);
        assertOne(key, problems(report));
        store.delete(key);
        assertOne(key + " is missing", problems(report));
        store.create(key, whole);
        assertEquals(List.of(), problems(report));
      }
    }
  }

  @Test
  void anyFlippedBitIsFoundByItsReceipt() throws IOException {
    BakeCase c = BakeCase.inMemory(folder).target("codec: {name: none}");
    BakeReport report = c.bake();
    ObjectStore store = ObjectStores.open(report.store());
    byte[] bytes = store.read("w/c/0/0/0");
    bytes[bytes.length - 1] ^= 0x40;
    replace(store, "w/c/0/0/0", bytes);
    assertOne("w/c/0/0/0 has crc32c", problems(report));
  }

  @Test
  void changedMetadataAreNamed() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport report = c.bake();
    ObjectStore store = ObjectStores.open(report.store());
    String text = new String(store.read("zarr.json"), StandardCharsets.UTF_8);
    replace(
        store,
        "zarr.json",
        text.replace("degrees_north", "degrees_earth").getBytes(StandardCharsets.UTF_8));
    assertOne("zarr.json has crc32c", problems(report));
    store.delete("t/zarr.json");
    assertEquals(2, problems(report).size());
    store.delete("zarr.json");
    List<String> found = problems(report);
    assertEquals(3, found.size(), "two documents, and that it cannot be opened: " + found);
    store.create("zarr.json", "{".getBytes(StandardCharsets.UTF_8));
    assertEquals(3, problems(report).size());
  }

  @Test
  void whatCouldNotBeCheckedIsSaid() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport report = c.bake();
    StoreVerification.Result whole =
        StoreVerification.integrity(report.store(), c.catalog(), n -> {});
    assertEquals(List.of(), whole.problems());
    assertEquals(List.of(), whole.notes());
    List<String> notes =
        StoreVerification.integrity(report.store(), "memory://none/", n -> {}).notes();
    assertOne("no catalog item of " + report.version(), notes);
    ObjectStore version =
        ObjectStores.open(report.store().substring(0, report.store().lastIndexOf('/') + 1));
    String manifest = "manifest-" + report.version() + ".json.gz";
    byte[] bytes = version.read(manifest);
    version.delete(manifest);
    assertOne("it was deleted", problems(report));
    c.forgetRun(report);
    StoreVerification.Result without = StoreVerification.integrity(report.store(), n -> {});
    assertEquals(List.of(), without.problems());
    assertTrue(without.notes().get(0).contains("digests were not compared"), without.toString());
    assertTrue(whole.isVerified() && !without.isVerified(), "readable is not verified");
    version.create(manifest, Arrays.copyOf(bytes, bytes.length / 2));
    assertTrue(problems(report).get(0).contains("no manifest that can be read"));
  }

  @Test
  void aStoreWithoutMetadataAndManifestIsNone() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport report = c.bake();
    c.forgetRun(report);
    ObjectStores.open(report.store()).delete("zarr.json");
    String version = report.store().substring(0, report.store().lastIndexOf('/') + 1);
    ObjectStores.open(version).delete("manifest-" + report.version() + ".json.gz");
    assertThrows(ZarrException.class, () -> problems(report));
  }

  @Test
  void objectsThatAreNotPartOfTheStoreAreNamed() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport report = c.bake();
    ObjectStore store = ObjectStores.open(report.store());
    for (String key :
        List.of(
            "t/c/6/0/0",
            "t/c/0/0",
            "t/c/00/0/0",
            "note.txt",
            "other/c/0",
            "evil/zarr.json",
            ".zattrs")) {
      store.create(key, new byte[] {1});
      assertOne(key + " is not part of the store", problems(report));
      store.delete(key);
    }
  }

  @Test
  void valuesAreComparedWithTheSources() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport report = c.bake();
    BakeConfig config = c.config();
    ObjectStore store = ObjectStores.open(report.store());
    try (WorkerSession session = WorkerSession.open(config)) {
      Plan plan = PlanPreview.plan(session, n -> {}, true);
      StoreVerification.Result same =
          StoreVerification.values(report.store(), session, plan, n -> {});
      assertEquals(List.of(), same.problems());
      assertEquals(report.chunksWritten(), same.objects());
      byte[] bytes = store.read("w/c/5/0/0");
      bytes[3] ^= 1;
      replace(store, "w/c/5/0/0", bytes);
      store.delete("t/c/2/0/0");
      List<String> found =
          StoreVerification.values(report.store(), session, plan, n -> {}).problems();
      assertEquals(2, found.size(), found.toString());
      assertTrue(found.get(0).contains("t/c/2/0/0"), found.toString());
      assertTrue(found.get(1).contains("w/c/5/0/0"), found.toString());
    }
  }

  @Test
  void storesInFoldersAreCheckedTheSameWay() throws IOException {
    BakeCase c = new BakeCase(folder.resolve("in"), folder.resolve("out").toUri().toString());
    BakeReport report = c.bake();
    assertEquals(List.of(), problems(report));
    ObjectStore store = ObjectStores.open(report.store());
    Path chunk = ObjectStores.localPath(store.url("t/c/0/0/0")).orElseThrow();
    byte[] bytes = Files.readAllBytes(chunk);
    bytes[0] ^= 1;
    Files.write(chunk, bytes);
    assertOne("t/c/0/0/0", problems(report));
    try (Stream<ObjectInfo> all = store.list("")) {
      Optional<ObjectInfo> first = all.findFirst();
      assertTrue(first.isPresent());
    }
  }
}
