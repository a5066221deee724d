package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bake that ends at any of its writes, and the one after it. */
class InterruptedBakeIT {
  @TempDir Path folder;

  /** The objects of a store, run ids made alike. */
  private static Map<String, String> comparable(BakeReport report) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    StoreContents.of(ObjectStores.open(report.store()))
        .forEach(
            (key, bytes) ->
                texts.put(
                    key,
                    new String(bytes, StandardCharsets.ISO_8859_1)
                        .replace(report.version(), "RUN")
                        .replaceAll("created\\\\?\": ?\\\\?\"[^\"\\\\]*\\\\?\"", "CREATED")));
    return texts;
  }

  /** How many objects have a receipt. */
  private static long receipts(ObjectStore store) throws IOException {
    long n = 0;
    for (Map.Entry<String, byte[]> e : StoreContents.of(store).entrySet()) {
      if (e.getKey().contains("/receipts/")) {
        n += new ObjectMapper().readTree(e.getValue()).get("objects").size();
      }
    }
    return n;
  }

  private static boolean isMetadata(String key) {
    return key.endsWith("zarr.json") || key.substring(key.lastIndexOf('/') + 1).startsWith(".z");
  }

  @Test
  void bakeThatEndsAtAnyWriteIsFinishedByTheNextOne() throws IOException {
    for (int format : new int[] {2, 3}) {
      String target = "chunks: {time: 2}, zarr_format: " + format;
      BakeCase whole = BakeCase.inMemory(folder).target(target);
      FaultyObjectStore order = new FaultyObjectStore(whole.store());
      BakeReport expected = whole.bake(order);
      Map<String, String> objects = comparable(expected);
      int writes = order.created().size();
      assertTrue(writes > 15, order.created().toString());
      for (int k = 0; k < writes; k++) {
        BakeCase c = BakeCase.inMemory(folder).target(target);
        ObjectStore healthy = c.store();
        FaultyObjectStore stopped = FaultyObjectStore.stoppedAt(healthy, k);
        String where = "format " + format + ", write " + k;
        boolean isRegistered = k >= writes - 2; // the mark of publication and the report are left
        if (isRegistered) {
          assertEquals(BakeStatus.PUBLISHED, c.bake(stopped).status(), where);
        } else {
          assertThrows(IOException.class, () -> c.bake(stopped), where);
        }
        String last = stopped.created().get(stopped.created().size() - 1);
        if (!isRegistered) {
          assertEquals(
              List.of(),
              StoreContents.of(healthy).keySet().stream()
                  .filter(key -> key.endsWith("days.zarr/zarr.json") || key.endsWith(".zmetadata"))
                  .toList(),
              where);
          assertEquals(
              Map.of(), StoreContents.of(ObjectStores.open(c.catalog())), where + " " + last);
        }
        boolean metadata =
            StoreContents.of(healthy).keySet().stream().anyMatch(k2 -> isMetadata(k2));
        long receipts = receipts(healthy);
        long data = objects.keySet().stream().filter(x -> !isMetadata(x)).count();
        if (metadata) {
          assertEquals(data, receipts, where + ": metadata before data");
        }
        BakeReport report = c.bake();
        assertEquals(BakeStatus.PUBLISHED, report.status(), where + report.problems());
        assertEquals(objects, comparable(report), where);
        if (k < writes - 1) {
          assertEquals(receipts, report.chunksReused(), where);
          assertEquals(data - receipts, report.chunksWritten(), where);
        }
        assertArrayEquals(
            BakeCase.temperatures(), BakeCase.doubles(BakeCase.read(report.store(), "t")));
      }
    }
  }

  @Test
  void consolidatedMetadataComeAfterEverythingElseOfTheStore() throws IOException {
    for (int format : new int[] {2, 3}) {
      BakeCase c = BakeCase.inMemory(folder).target("zarr_format: " + format);
      FaultyObjectStore order = new FaultyObjectStore(c.store());
      BakeReport report = c.bake(order);
      List<String> keys =
          order.created().stream()
              .filter(k -> k.startsWith(report.version() + "/days.zarr/"))
              .toList();
      assertEquals(
          report.version() + "/days.zarr/" + (format == 2 ? ".zmetadata" : "zarr.json"),
          keys.get(keys.size() - 1));
      int firstMetadata = 0;
      while (!isMetadata(keys.get(firstMetadata))) {
        firstMetadata++;
      }
      assertTrue(keys.subList(firstMetadata, keys.size()).stream().allMatch(k -> isMetadata(k)));
      assertEquals(report.chunksWritten(), firstMetadata);
    }
  }

  @Test
  void bakeIsNotFinishedByOneOfOtherSources() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    FaultyObjectStore stopped = FaultyObjectStore.stoppedAt(c.store(), 12); // after some chunks
    assertThrows(IOException.class, () -> c.bake(stopped));
    BakeCase.file(1, 0.5).write(c.path(1));
    touch(c.path(1));
    BakeReport report = c.bake();
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    assertEquals(0, report.chunksReused());
    assertEquals(112.5, BakeCase.doubles(BakeCase.read(report.store(), "t"))[12]);
  }

  @Test
  void bakeIsNotFinishedByAnotherDescriptionOfTheFeedstock() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeConfig config = c.config();
    BakeConfig newer =
        BakeConfig.builder()
            .feedstock(config.feedstock())
            .recipe(config.recipe())
            .run(config.run())
            .recipeStore(config.recipeStore())
            .scratch(config.scratch())
            .catalog(config.catalog())
            .resources(config.resources())
            .software("ArcoForge newer")
            .build();
    FaultyObjectStore order = new FaultyObjectStore(BakeCase.inMemory(folder).store());
    assertEquals(BakeStatus.PUBLISHED, BakeCase.inMemory(folder).bake(order).status());
    // Stopped between two documents: the rest in another version's words would be neither.
    FaultyObjectStore stopped = FaultyObjectStore.stoppedAt(c.store(), order.created().size() - 4);
    assertThrows(IOException.class, () -> c.bake(stopped));
    BakeReport report = BakeCase.bake(newer);
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    assertEquals(config.run().value(), report.version());
  }

  private static void touch(Path file) throws IOException {
    java.nio.file.Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.fromMillis(1_700_000_000_000L));
  }
}
