package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Outcome;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.stac.Catalog;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BakeIT {

  @TempDir Path folder;

  @Test
  void publishedStoreHoldsTheFilesValuesAndIsInTheCatalog() throws IOException {
    for (BakeCase c :
        List.of(
            BakeCase.inMemory(folder.resolve("a")),
            new BakeCase(folder.resolve("b"), folder.resolve("bakery").toUri().toString()),
            BakeCase.inMemory(folder.resolve("c"))
                .target("chunks: {time: 2, x: 2}, zarr_format: 2"),
            BakeCase.inMemory(folder.resolve("d"))
                .target("chunks: {time: 1, y: 1}, shards: {time: 4, y: 2}"))) {
      BakeReport report = c.bake();
      assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
      assertEquals(Outcome.DONE, report.outcome());
      assertArrayEquals(
          BakeCase.temperatures(), BakeCase.doubles(BakeCase.read(report.store(), "t")));
      assertArrayEquals(
          new double[] {0, 1, 2, 3, 4, 5}, BakeCase.doubles(BakeCase.read(report.store(), "time")));
      assertArrayEquals(new double[] {7}, BakeCase.doubles(BakeCase.read(report.store(), "crs")));
      Catalog catalog = Catalog.open(ObjectStores.open(c.catalog()));
      assertEquals(report.version(), catalog.current("case", "days").orElseThrow().version());
      assertEquals(report.store(), catalog.current("case", "days").orElseThrow().storeUrl());
      assertEquals(List.of(), catalog.validate());
      assertEquals(0, report.chunksReused());
      assertTrue(report.bytesRead() > 0);
    }
  }

  @Test
  void everyObjectOfTheGridIsCountedAndHasAReceipt() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport report = c.bake();
    Map<String, byte[]> objects = StoreContents.of(ObjectStores.open(report.store()));
    objects.keySet().removeIf(k -> k.endsWith("zarr.json"));
    assertEquals(objects.size(), report.chunksWritten(), objects.keySet().toString());
    RunFolder run = new RunFolder(c.store(), new org.arcoforge.commit.RunId(report.version()));
    Set<String> told = new TreeSet<>();
    run.eachReceipt(r -> r.objects().forEach(o -> told.add(o.key())));
    assertEquals(objects.keySet(), told);
    assertTrue(run.isPublished());
    assertTrue(run.report().isPresent());
  }

  @Test
  void bakingAgainMakesANewVersionAndLeavesTheOldOne() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeReport first = c.bake();
    Map<String, byte[]> before = StoreContents.of(ObjectStores.open(first.store()));
    BakeReport second = c.bake();
    assertEquals(BakeStatus.PUBLISHED, second.status());
    assertNotEquals(first.version(), second.version());
    assertEquals(0, second.chunksReused());
    Map<String, byte[]> after = StoreContents.of(ObjectStores.open(first.store()));
    assertEquals(before.keySet(), after.keySet());
    before.forEach((k, v) -> assertArrayEquals(v, after.get(k), k));
    Catalog catalog = Catalog.open(ObjectStores.open(c.catalog()));
    assertEquals(2, catalog.versions("case", "days").size());
  }

  @Test
  void prunedBakeIsReadableAndRegistersNothing() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeConfig full = c.config();
    BakeConfig pruned =
        BakeConfig.builder()
            .feedstock(full.feedstock())
            .recipe(full.recipe().toBuilder().pattern(full.recipe().pattern().prune(2)).build())
            .run(full.run())
            .recipeStore(c.root + "scratch/case/days/")
            .scratch(c.scratch())
            .resources(BakeCase.MEMORY)
            .software(full.software())
            .build();
    BakeReport report = BakeCase.bake(pruned);
    assertEquals(BakeStatus.PRUNED, report.status());
    assertEquals("", report.catalogItem());
    assertTrue(report.store().startsWith(c.root + "scratch/"));
    assertEquals(
        2 * BakeCase.DAYS * BakeCase.POINTS, BakeCase.read(report.store(), "t").elements());
    assertEquals(Map.of(), StoreContents.of(ObjectStores.open(c.catalog())));
    assertEquals(Map.of(), StoreContents.of(c.store()));
  }

  @Test
  void reportsTellWhichRunTheyAreOf() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeConfig config = c.config();
    BakeReport report = BakeCase.bake(config);
    assertEquals(config.run().value(), report.version());
    assertEquals("days", report.recipe());
    assertFalse(report.store().endsWith("/"));
    assertTrue(report.store().endsWith(report.version() + "/days.zarr"));
  }
}
