package org.arcoforge.bake.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.StoredObject;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.PlanPreview;
import org.arcoforge.beam.BakeCase;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.Transform;
import org.arcoforge.source.SourceVersion;
import org.arcoforge.source.Sources.Cache;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeaderCacheTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_600_000_000_000L);

  @TempDir Path folder;
  @TempDir Path cache;

  private BakeCase archive() throws IOException {
    return new BakeCase(folder, "memory://headers/");
  }

  private BakeConfig config(BakeCase c) {
    return c.config().withHeaders(cache.toUri().toString());
  }

  static PlanPreview.Preview preview(BakeConfig config) throws IOException {
    try (WorkerSession session = WorkerSession.open(config)) {
      return PlanPreview.preview(session, n -> {}, true);
    }
  }

  private List<String> pages() throws IOException {
    try (ObjectStore store = org.arcoforge.store.ObjectStores.open(cache.toString())) {
      return List.copyOf(StoreContents.of(store).keySet());
    }
  }

  /** Other bytes of the same length and time: who looks into the file fails. */
  static void spoil(Path file) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    Files.write(file, new byte[(int) Files.size(file)]);
    Files.setLastModifiedTime(file, time);
  }

  @Test
  void theSecondPlanOfAnUnchangedArchiveReadsNoHeader() throws IOException {
    BakeCase c = archive();
    PlanPreview.Preview first = preview(config(c));
    assertEquals(3, first.read());
    assertEquals(3, first.headers());
    for (int f = 0; f < BakeCase.FILES; f++) {
      spoil(c.path(f));
    }
    PlanPreview.Preview second = preview(config(c));
    assertEquals(0, second.read());
    assertEquals(3, second.headers());
    assertArrayEquals(PlanFile.encode(first.plan()), PlanFile.encode(second.plan()));
    assertThrows(RefusedException.class, () -> preview(c.config()), "the files are spoilt");
  }

  @Test
  void keptHeadersMakeThePlanThatTheFilesMake() throws IOException {
    BakeCase c = archive();
    byte[] without = PlanFile.encode(preview(c.config()).plan());
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(without, PlanFile.encode(preview(config(c)).plan()));
    }
  }

  @Test
  void onlyWhatHasChangedIsReadAgain() throws IOException {
    BakeCase c = archive();
    preview(config(c));
    BakeCase.file(1, 5).write(c.path(1));
    Files.setLastModifiedTime(c.path(1), FileTime.fromMillis(1_600_000_001_000L));
    assertEquals(1, preview(config(c)).read());
    assertEquals(0, preview(config(c)).read());
  }

  @Test
  void aChangedRecipeNeedsNoHeaderAgain() throws IOException {
    BakeCase c = archive();
    preview(config(c));
    Recipe recipe = c.recipe();
    List<Transform> transforms = new ArrayList<>(recipe.transforms());
    transforms.add(new Transform.Rename(Map.of("t", "temperature")));
    Recipe other = recipe.toBuilder().transforms(transforms).build();
    PlanPreview.Preview renamed = preview(config(c).withRecipe(other));
    assertEquals(0, renamed.read());
    assertTrue(renamed.plan().layout().array("temperature").isPresent());
    assertArrayEquals(
        PlanFile.encode(preview(c.config().withRecipe(other)).plan()),
        PlanFile.encode(renamed.plan()));
  }

  @Test
  void anotherWayOfReadingAndOtherSoftwareReadAgain() throws IOException {
    BakeCase c = archive();
    preview(config(c));
    Recipe recipe = c.recipe();
    Recipe auto = recipe.toBuilder().pattern(recipe.pattern().withFormat("auto")).build();
    assertEquals(3, preview(config(c).withRecipe(auto)).read());
    BakeConfig b = config(c);
    BakeConfig newer =
        BakeConfig.builder()
            .feedstock(b.feedstock())
            .recipe(b.recipe())
            .run(b.run())
            .recipeStore(b.recipeStore())
            .scratch(b.scratch())
            .catalog(b.catalog())
            .resources(b.resources())
            .software("ArcoForge 2")
            .build()
            .withHeaders(b.headers());
    assertEquals(3, preview(newer).read());
  }

  @Test
  void headersOfSomeFilesServeAPlanOfMore() throws IOException {
    BakeCase c = archive();
    Recipe recipe = c.recipe();
    Recipe pruned = recipe.toBuilder().pattern(recipe.pattern().prune(2)).build();
    assertEquals(2, preview(config(c).withRecipe(pruned)).read());
    assertEquals(1, preview(config(c)).read());
    assertEquals(0, preview(config(c).withRecipe(pruned)).read());
    assertEquals(0, preview(config(c)).read(), "a plan of fewer took none away");
  }

  @Test
  void headersExpireWithTheCacheTheyAreIn() throws IOException {
    BakeCase c = archive();
    Cache aMonth = new Cache("", Long.MAX_VALUE, Duration.ofDays(30));
    BakeConfig config = config(c).toBuilder().cache(aMonth).build();
    preview(config);
    assertEquals(0, preview(config).read());
    Path page = cache.resolve(pages().get(0));
    Files.setLastModifiedTime(page, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
    assertEquals(0, preview(config(c)).read(), "without an expiry they stay");
    assertEquals(3, preview(config).read());
    assertEquals(0, preview(config).read(), "they were written anew");
  }

  @Test
  void damagedAndForeignPagesAreReplaced() throws IOException {
    BakeCase c = archive();
    byte[] plan = PlanFile.encode(preview(config(c)).plan());
    Path page = cache.resolve(pages().get(0));
    assertEquals(1, pages().size());
    byte[] whole = Files.readAllBytes(page);
    byte[] flipped = whole.clone();
    flipped[flipped.length / 2] ^= 4;
    for (byte[] bad :
        List.of(
            new byte[0],
            flipped,
            java.util.Arrays.copyOf(whole, whole.length / 2),
            StoredObject.encode("a text"),
            StoredObject.encode(InetAddress.getLoopbackAddress()))) {
      Files.write(page, bad);
      PlanPreview.Preview again = preview(config(c));
      assertEquals(3, again.read());
      assertArrayEquals(plan, PlanFile.encode(again.plan()));
      assertEquals(0, preview(config(c)).read());
    }
  }

  @Test
  void aCacheThatCannotBeWrittenOnlyCostsTime() throws IOException {
    BakeCase c = archive();
    Path file = Files.write(cache.resolve("file"), new byte[1]);
    for (String url : List.of(file + "/cache", "unknown://cache")) {
      assertEquals(3, preview(c.config().withHeaders(url)).read());
    }
  }

  @Test
  void filesThatTellNoVersionAreNotKept() throws IOException {
    long now = 1_700_000_000_000L;
    assertTrue(SourceHeader.isTold(new SourceVersion(1, "", now - 10_000), now));
    assertTrue(SourceHeader.isTold(new SourceVersion(1, "\"tag\"", 0), now));
    assertFalse(SourceHeader.isTold(new SourceVersion(1, "", 0), now));
    assertFalse(SourceHeader.isTold(new SourceVersion(1, "W/\"tag\"", 0), now));
    assertFalse(
        SourceHeader.isTold(new SourceVersion(1, "", now - 10), now), "it may change once more");
    BakeCase c = archive();
    Files.setLastModifiedTime(c.path(2), FileTime.fromMillis(System.currentTimeMillis() + 60_000));
    preview(config(c));
    assertEquals(1, preview(config(c)).read());
    Files.setLastModifiedTime(c.path(2), LONG_AGO);
    assertEquals(1, preview(config(c)).read());
    assertEquals(0, preview(config(c)).read());
  }

  @Test
  void manyBakesAtOnceDoNoHarm() throws Exception {
    BakeCase c = archive();
    Recipe recipe = c.recipe();
    List<Future<Long>> plans = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 24; i++) {
      Recipe some = recipe.toBuilder().pattern(recipe.pattern().prune(1 + i % 3)).build();
      plans.add(threads.submit(() -> preview(config(c).withRecipe(some)).read()));
    }
    for (Future<Long> plan : plans) {
      assertTrue(plan.get() <= 3);
    }
    threads.shutdown();
    assertEquals(0, preview(config(c)).read());
    assertEquals(1, pages().size());
  }

  @Test
  void pagesStayWhileAnArchiveGrows() {
    assertEquals(64, HeaderCache.pageLength(1));
    assertEquals(64, HeaderCache.pageLength(60_000));
    assertEquals(1024, HeaderCache.pageLength(1_000_000));
  }
}
