package org.arcoforge.stac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.StoreAccessException;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final Instant AT = Instant.parse("2026-02-03T04:05:06.789Z");
  private static final String COLLECTION = "noaa-oisst/collection.json";
  private final FaultyObjectStore store = FaultyObjectStore.inMemory();
  private final Catalog catalog = Catalog.open(store);

  private JsonNode read(String key) throws IOException {
    return Json.parse(store.read(key), key);
  }

  private String currentVersion(String recipe) throws IOException {
    return catalog.current("noaa-oisst", recipe).orElseThrow().version();
  }

  private static PublishedStore older() {
    return Samples.global().published("noaa-oisst", "v1", "2026-11-20T00:00:00Z");
  }

  private static PublishedStore newer() {
    return Samples.global().published("noaa-oisst", "v2", "2026-11-21T00:00:00Z");
  }

  private static List<String> hrefs(JsonNode document, String rel) {
    List<String> hrefs = new ArrayList<>();
    for (JsonNode link : document.path("links")) {
      if (link.path("rel").asText().equals(rel)) {
        hrefs.add(link.path("href").asText());
      }
    }
    return hrefs;
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  @Test
  void registeringMakesTheVersionReachableFromTheRoot() throws IOException {
    String url = catalog.register(older());
    assertEquals(store.url("noaa-oisst/sst/v1/item.json"), url);
    assertEquals(List.of("./noaa-oisst/collection.json"), hrefs(read("catalog.json"), "child"));
    assertEquals(List.of("./sst/v1/item.json"), hrefs(read(COLLECTION), "item"));
    assertEquals(
        new PublishedVersion("noaa-oisst", "sst", "v1", older().storeUrl(), url),
        catalog.current("noaa-oisst", "sst").orElseThrow());
    assertEquals(List.of(), catalog.validate());
  }

  @Test
  void nothingIsCurrentInAnEmptyCatalog() throws IOException {
    assertTrue(catalog.current("noaa-oisst", "sst").isEmpty());
    assertEquals(List.of(), catalog.versions("noaa-oisst", "sst"));
  }

  @Test
  void registeringAgainWritesNothing() throws IOException {
    catalog.register(older());
    List<ObjectInfo> written = store.list("").toList();
    catalog.register(older());
    assertEquals(written, store.list("").toList());
  }

  @Test
  void registeringAVersionWithAnotherDescriptionIsRefused() throws IOException {
    catalog.register(older());
    PublishedStore other = Samples.global().published("noaa-oisst", "v1", "2026-11-20T01:00:00Z");
    Exception e = assertThrows(ObjectExistsException.class, () -> catalog.register(other));
    assertTrue(message(e).contains("publish under a new version"), message(e));
  }

  @Test
  void aNewVersionReplacesTheItemLinkAndNamesItsPredecessor() throws IOException {
    catalog.register(older());
    catalog.register(newer());
    assertEquals(List.of("./sst/v2/item.json"), hrefs(read(COLLECTION), "item"));
    assertEquals(
        List.of("../v1/item.json"),
        hrefs(read("noaa-oisst/sst/v2/item.json"), "predecessor-version"));
    List<CatalogVersion> versions = catalog.versions("noaa-oisst", "sst");
    assertEquals(List.of("v1", "v2"), versions.stream().map(CatalogVersion::version).toList());
    assertEquals(List.of(false, true), versions.stream().map(CatalogVersion::current).toList());
    assertEquals(List.of(), catalog.validate());
  }

  @Test
  void whatIsRegisteredLaterIsCurrentWhateverTheClocksSaid() throws IOException {
    catalog.register(newer());
    assertEquals(2, catalog.nextSequence("noaa-oisst", "sst"));
    catalog.register(older());
    assertEquals("v1", currentVersion("sst"));
    assertEquals(
        List.of("v2", "v1"),
        catalog.versions("noaa-oisst", "sst").stream().map(CatalogVersion::version).toList());
    assertEquals(List.of(), catalog.validate());
  }

  @Test
  void versionOfAnEarlierSequenceThatFinishesLateDoesNotBecomeCurrent() throws IOException {
    catalog.register(sequenced(newer(), 6));
    catalog.register(sequenced(older(), 5));
    assertEquals("v2", currentVersion("sst"));
    assertEquals(7, catalog.nextSequence("noaa-oisst", "sst"));
    assertEquals(2, catalog.versions("noaa-oisst", "sst").size());
    assertEquals(List.of(), catalog.validate());
  }

  private static PublishedStore sequenced(PublishedStore p, long sequence) {
    return PublishedStore.builder()
        .feedstock(p.feedstock())
        .recipeId(p.recipeId())
        .version(p.version())
        .storeUrl(p.storeUrl())
        .layout(p.layout())
        .coordinates(p.coordinates())
        .statistics(p.statistics())
        .storedBytes(p.storedBytes())
        .manifest(p.manifest())
        .created(p.created())
        .sequence(sequence)
        .processing(p.processing())
        .build();
  }

  @Test
  void rollbackPointsBackAndSurvivesARepeatedRegistration() throws IOException {
    catalog.register(older());
    catalog.register(newer());
    catalog.rollback("noaa-oisst", "sst", "v1", AT, "ada", "wrong units");
    assertEquals("v1", currentVersion("sst"));
    assertEquals(List.of("./sst/v1/item.json"), hrefs(read(COLLECTION), "item"));
    catalog.register(newer());
    assertEquals("v1", currentVersion("sst"));
    assertEquals(List.of(), catalog.validate());
    String told =
        "{\"from\":\"v2\",\"at\":\"2026-02-03T04:05:06Z\",\"by\":\"ada\",\"reason\":\"wrong units\"}";
    assertEquals(told, read(COLLECTION).at("/arco:versions/sst/rollback").toString());
    catalog.rollback("noaa-oisst", "sst", "v1", AT.plusSeconds(9), "bob", "again");
    assertEquals(told, read(COLLECTION).at("/arco:versions/sst/rollback").toString());
    catalog.rollback("noaa-oisst", "sst", "v2", AT, "", "");
    assertEquals("v2", currentVersion("sst"));
    assertTrue(read(COLLECTION).at("/arco:versions/sst/rollback").isMissingNode());
  }

  @Test
  void rollbackToAnUnknownVersionNamesThoseThereAre() throws IOException {
    catalog.register(older());
    Exception e =
        assertThrows(
            ObjectNotFoundException.class,
            () -> catalog.rollback("noaa-oisst", "sst", "v9", AT, "", ""));
    assertTrue(message(e).contains("[v1]"), message(e));
  }

  @Test
  void aCrashBeforeThePointerIsSwappedLeavesTheOldVersionAndIsCompletedByARerun()
      throws IOException {
    catalog.register(older());
    store.beforeReplace(
        key -> {
          throw new StoreAccessException("killed before " + key);
        });
    assertThrows(StoreAccessException.class, () -> catalog.register(newer()));
    assertTrue(store.stat("noaa-oisst/sst/v2/item.json").isPresent());
    assertEquals("v1", currentVersion("sst"));
    List<CatalogProblem> problems = catalog.validate();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).message().contains("did not finish"), problems.toString());

    store.beforeReplace(key -> {});
    catalog.register(newer());
    assertEquals("v2", currentVersion("sst"));
    assertEquals(List.of(), catalog.validate());
  }

  @Test
  void aCrashBeforeTheRootIsCompletedByARerun() throws IOException {
    store.beforeReplace(
        key -> {
          if (key.equals("catalog.json")) {
            throw new StoreAccessException("killed before " + key);
          }
        });
    assertThrows(StoreAccessException.class, () -> catalog.register(older()));
    store.beforeReplace(key -> {});
    catalog.register(older());
    assertEquals(List.of(), catalog.validate());
  }

  @Test
  void aSwapWhoseAnswerIsLostCounts() throws IOException {
    catalog.register(older());
    AtomicInteger swaps = new AtomicInteger();
    store.afterReplace(
        key -> {
          if (swaps.incrementAndGet() == 1) {
            throw new IOException("connection reset after " + key);
          }
        });
    catalog.register(newer());
    assertEquals(1, swaps.get());
    assertEquals("v2", currentVersion("sst"));
  }

  @Test
  void aStoreThatKeepsFailingIsReported() {
    store.beforeReplace(
        key -> {
          throw new IOException("no route");
        });
    Exception e = assertThrows(IOException.class, () -> catalog.register(older()));
    assertEquals("no route", message(e));
  }

  @Test
  void registrationsOfTwoRecipesAtTheSameTimeBothLand() throws Exception {
    CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    AtomicInteger first = new AtomicInteger();
    store.beforeReplace(
        key -> {
          if (key.equals(COLLECTION) && first.incrementAndGet() <= 2) {
            try {
              bothHaveRead.await();
            } catch (Exception e) {
              throw new IOException(e);
            }
          }
        });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<String>> both =
          List.of(
              () -> catalog.register(Samples.global().recipe("a").published("v1")),
              () -> catalog.register(Samples.global().recipe("b").published("v1")));
      for (Future<String> done : threads.invokeAll(both)) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
    assertTrue(first.get() >= 3, "one of the two had to try again");
    assertEquals("v1", currentVersion("a"));
    assertEquals("v1", currentVersion("b"));
    assertEquals(List.of("./a/v1/item.json", "./b/v1/item.json"), hrefs(read(COLLECTION), "item"));
    assertEquals(List.of(), catalog.validate());
  }

  @Test
  void documentsAreReadBackByTheirIds() throws IOException {
    catalog.register(older());
    catalog.register(newer());
    assertEquals("noaa-oisst", catalog.collections().get(0).path("id").asText());
    JsonNode current = catalog.currentItems("noaa-oisst").get("sst");
    assertEquals(read("noaa-oisst/sst/v2/item.json"), current);
    assertEquals(
        "sst-v1", catalog.item("noaa-oisst", "sst", "v1").orElseThrow().path("id").asText());
    assertTrue(catalog.item("noaa-oisst", "sst", "v9").isEmpty());
    assertTrue(catalog.currentItems("none").isEmpty());
  }

  @Test
  void buildRestoresTheRootAndRepeatingItChangesNothing() throws IOException {
    catalog.register(older());
    catalog.register(Samples.global().published("other", "v1", "2026-11-20T00:00:00Z"));
    byte[] root = store.read("catalog.json");
    store.delete("catalog.json");
    assertFalse(catalog.validate().isEmpty());
    catalog.build();
    assertArrayEquals(root, store.read("catalog.json"));
    List<ObjectInfo> written = store.list("").toList();
    catalog.build();
    assertEquals(written, store.list("").toList());
    assertEquals(List.of(), catalog.validate());
  }

  @Test
  void aDamagedCollectionKeepsNoOtherFromBeingBuilt() throws IOException {
    catalog.register(older());
    catalog.register(Samples.global().published("other", "v1", "2026-11-20T00:00:00Z"));
    byte[] sound = store.read("other/collection.json");
    ObjectNode changed = Json.parse(sound, "");
    changed.remove("extent");
    StoreContents.put(store, "other/collection.json", Json.bytes(changed));
    StoreContents.put(store, "noaa-oisst/collection.json", "{".getBytes(UTF_8));
    store.delete("catalog.json");
    List<CatalogProblem> leftOut = catalog.build();
    assertEquals(1, leftOut.size(), leftOut.toString());
    assertEquals(store.url("noaa-oisst/collection.json"), leftOut.get(0).url());
    assertEquals(Json.parse(sound, ""), read("other/collection.json"));
    assertEquals(
        List.of("./noaa-oisst/collection.json", "./other/collection.json"),
        hrefs(read("catalog.json"), "child"));
  }

  @Test
  void removedVersionsLeaveTheListTheLinksAndTheItems() throws IOException {
    catalog.register(older());
    catalog.register(newer());
    assertEquals(
        List.of("../v1/item.json"),
        hrefs(read("noaa-oisst/sst/v2/item.json"), "predecessor-version"));
    assertTrue(catalog.remove("noaa-oisst", "sst", Set.of("v1")));
    assertEquals(
        List.of("v2"),
        catalog.versions("noaa-oisst", "sst").stream().map(CatalogVersion::version).toList());
    assertEquals(List.of(), hrefs(read("noaa-oisst/sst/v2/item.json"), "predecessor-version"));
    assertTrue(store.stat("noaa-oisst/sst/v1/item.json").isEmpty());
    assertEquals(List.of(), catalog.validate());
    catalog.remove("noaa-oisst", "sst", Set.of("v1"));
    assertEquals(List.of(), catalog.validate());
  }

  @Test
  void theCurrentVersionCannotBeRemoved() throws IOException {
    catalog.register(older());
    catalog.register(newer());
    catalog.rollback("noaa-oisst", "sst", "v1", AT, "", "");
    assertFalse(catalog.remove("noaa-oisst", "sst", Set.of("v1", "v2")));
    assertEquals(2, catalog.versions("noaa-oisst", "sst").size());
  }
}
