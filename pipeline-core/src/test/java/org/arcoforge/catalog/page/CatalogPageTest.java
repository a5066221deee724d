package org.arcoforge.catalog.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.Test;

class CatalogPageTest {
  private final ObjectStore store;

  CatalogPageTest() throws IOException {
    store = ObjectStores.open("memory://page-" + UUID.randomUUID() + "/");
  }

  private static PageBundle bundle(String index, String... files) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put(PageBundle.INDEX, index.getBytes(StandardCharsets.UTF_8));
    for (String file : files) {
      all.put(file, file.getBytes(StandardCharsets.UTF_8));
    }
    return new PageBundle(all);
  }

  private CatalogPage page() {
    return CatalogPage.open(store, bundle("one", "page/a-1.js"));
  }

  private void update(String feedstock) throws IOException {
    CatalogPage page = page();
    page.updateIndex(feedstock, page.lookAtIndex());
    page.updateFiles(page.lookAtFiles());
  }

  private void put(String key, String text) throws IOException {
    store.replace(
        key,
        text.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
        store.stat(key).map(i -> i.generation()).orElse(0L));
  }

  /** A feedstock with one recipe, of the same id. */
  private void registered(String id, String more) throws IOException {
    put(
        id + "/collection.json",
        "{'id': 'ID', 'title': 'Title of ID', 'description': 'A  b\\nc', 'license': 'CC0-1.0',"
                .replace("ID", id)
            + "'keywords': ['ocean'], 'providers': [{'name': 'NOAA'}], 'sci:doi': '10.1/x',"
            + " 'arco:versions':"
            + " {'ID': {'current': 'v1', 'versions': [{'version': 'v1', 'href': './ID/v1/item.json',"
                .replace("ID", id)
            + " 'store': 's', 'created': '2026-01-01T00:00:00Z'}]}}}");
    put(
        id + "/" + id + "/v1/item.json",
        "{'bbox': [0, 1, 2, 3], 'properties': {'version': 'v1', 'created': '2026-01-01T00:00:00Z',"
            + " 'start_datetime': '1981-09-01T00:00:00Z', 'end_datetime': '2024-01-01T00:00:00Z',"
            + more
            + " 'cube:dimensions': {'time': {'type': 'temporal', 'step': 'P1D'}, 'lon': {'type':"
            + " 'spatial', 'axis': 'x', 'reference_system': 4326, 'step': -0.25}, 'x': {'type':"
            + " 'spatial', 'axis': 'y', 'reference_system': 'WKT', 'step': 1000}},"
            + " 'cube:variables': {'sst': {'type': 'data', 'attrs': {'standard_name':"
            + " 'sea_surface_temperature', 'units': 'K', 'scale_factor': 2}}, 'lon_bnds': {'type':"
            + " 'auxiliary'}}}, 'assets': {'zarr': {'zarr:zarr_format': 3, 'file:size': 7}}}");
  }

  private JsonNode search() throws IOException {
    return new ObjectMapper().readTree(store.read(CatalogPage.SEARCH));
  }

  private List<String> ids() throws IOException {
    List<String> ids = new ArrayList<>();
    search().path("entries").forEach(e -> ids.add(e.path("id").asText()));
    return ids;
  }

  @Test
  void anEntrySaysWhatASearchAsksFor() throws IOException {
    registered("oisst", "");
    update("oisst");
    assertEquals(
        new ObjectMapper()
            .readTree(
                ("{'id': 'oisst/oisst', 'feedstock': 'oisst', 'recipe': 'oisst', 'version': 'v1',"
                        + " 'title': 'Title of oisst', 'description': 'A b c', 'keywords': ['ocean'],"
                        + " 'providers': ['NOAA'], 'license': 'CC0-1.0', 'doi': '10.1/x', 'variables':"
                        + " [{'name': 'sst', 'standard_name': 'sea_surface_temperature', 'units':"
                        + " 'K'}], 'format': 3, 'size': 7, 'steps': {'time': 'P1D', 'x': 0.25},"
                        + " 'bbox': [0, 1, 2, 3], 'interval': ['1981-09-01T00:00:00Z',"
                        + " '2024-01-01T00:00:00Z'], 'updated': '2026-01-01T00:00:00Z', 'status':"
                        + " 'complete'}")
                    .replace('\'', '"')),
        search().path("entries").path(0));
  }

  @Test
  void theStatusTellsOfGapsAndOfWhatIsDeprecated() throws IOException {
    Map<String, String> told =
        Map.of(
            "", "complete",
            "'arco:processing': {'holes': [1]},", "gaps",
            "'arco:processing': {'sources': {'missing': 2}},", "gaps",
            "'arco:processing': {'sources': {'missing': 0}},", "complete",
            "'deprecated': true,", "deprecated");
    for (Map.Entry<String, String> one : told.entrySet()) {
      registered("a", one.getKey());
      update("a");
      assertEquals(one.getValue(), search().at("/entries/0/status").asText(), one.getKey());
    }
  }

  @Test
  void anUpdateChangesOnlyItsFeedstock() throws IOException {
    registered("a", "");
    registered("b", "");
    page().build(CatalogPage.Site.UNCHANGED);
    assertEquals(List.of("a/a", "b/b"), ids());
    put(
        CatalogPage.SEARCH,
        new String(store.read(CatalogPage.SEARCH), StandardCharsets.UTF_8)
            .replace("Title of b", "Kept"));
    registered("a", "'deprecated': true,");
    update("a");
    assertEquals("deprecated", search().at("/entries/0/status").asText());
    assertEquals("Kept", search().at("/entries/1/title").asText());
    page().build(CatalogPage.Site.UNCHANGED);
    assertEquals("Title of b", search().at("/entries/1/title").asText());
  }

  @Test
  void aFeedstockThatIsGoneIsTakenOut() throws IOException {
    registered("a", "");
    registered("b", "");
    page().build(CatalogPage.Site.UNCHANGED);
    store.delete("a/collection.json");
    update("a");
    assertEquals(List.of("b/b"), ids());
  }

  @Test
  void whatIsRightIsNotWrittenAgain() throws IOException {
    registered("a", "");
    update("a");
    List<Object> before = generations();
    update("a");
    page().build(CatalogPage.Site.UNCHANGED);
    assertEquals(before, generations());
  }

  private List<Object> generations() throws IOException {
    try (var all = store.list("")) {
      return all.<Object>map(i -> i.key() + " " + i.generation()).toList();
    }
  }

  @Test
  void whatTheOperatorSaysIsKept() throws IOException {
    page().build(new CatalogPage.Site("Ours", "https://hub.example.org/{recipe}", ""));
    page().build(new CatalogPage.Site("Mine", "", "https://data.example.org/catalog/"));
    registered("a", "");
    update("a");
    assertEquals("Mine", search().at("/site/title").asText());
    assertEquals("https://hub.example.org/{recipe}", search().at("/site/hub_link").asText());
  }

  @Test
  void racingUpdatesAllLand() throws Exception {
    List<String> wanted = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 10; i < 22; i++) {
      String id = "f" + i;
      wanted.add(id + "/" + id);
      registered(id, "");
      running.add(
          threads.submit(
              () -> {
                update(id);
                return null;
              }));
    }
    for (Future<?> one : running) {
      one.get();
    }
    threads.shutdown();
    assertEquals(wanted, ids());
  }

  @Test
  void aNewPageReplacesTheOldOneAndLeavesWhatOpenPagesUse() throws IOException {
    page().build(CatalogPage.Site.UNCHANGED);
    CatalogPage.open(store, bundle("two", "page/b-2.js")).build(CatalogPage.Site.UNCHANGED);
    assertEquals("two", new String(store.read(PageBundle.INDEX), StandardCharsets.UTF_8));
    assertTrue(store.stat("page/a-1.js").isPresent());
    assertTrue(store.stat("page/b-2.js").isPresent());
  }

  @Test
  void filesOfAnOlderPageAreDeletedAfterThirtyDaysAndNobodyElsesEver() throws IOException {
    LocalDate day = LocalDate.of(2026, 1, 31);
    page().build(CatalogPage.Site.UNCHANGED);
    store.create("page/mine.js", new byte[] {1});
    CatalogPage next = CatalogPage.open(store, bundle("two", "page/b-2.js"));
    next.build(CatalogPage.Site.UNCHANGED);
    List<String> mine = List.of("page/mine.js");
    List<String> old = List.of("page/a-1.js");
    assertEquals(new CatalogPage.Tidied(List.of(), old, mine), next.tidy(day));
    assertEquals(new CatalogPage.Tidied(List.of(), old, mine), next.tidy(day.plusDays(29)));
    assertTrue(store.stat("page/a-1.js").isPresent());
    assertEquals(new CatalogPage.Tidied(old, List.of(), mine), next.tidy(day.plusDays(30)));
    assertTrue(store.stat("page/a-1.js").isEmpty());
    assertEquals(new CatalogPage.Tidied(List.of(), List.of(), mine), next.tidy(day.plusDays(90)));
    assertTrue(store.stat("page/b-2.js").isPresent());
    assertTrue(store.stat("page/mine.js").isPresent());
  }

  @Test
  void aFileThatAPageHasAgainIsKept() throws IOException {
    LocalDate day = LocalDate.of(2026, 1, 31);
    page().build(CatalogPage.Site.UNCHANGED);
    CatalogPage next = CatalogPage.open(store, bundle("two", "page/b-2.js"));
    next.build(CatalogPage.Site.UNCHANGED);
    next.tidy(day);
    page().build(CatalogPage.Site.UNCHANGED);
    assertEquals(List.of("page/b-2.js"), page().tidy(day.plusDays(60)).waiting());
    assertTrue(store.stat("page/a-1.js").isPresent());
    assertEquals(List.of(), next.tidy(day.plusDays(99)).deleted()); // its index is not there now
  }

  @Test
  void aProgramWithoutThePageWritesTheIndexOnly() throws IOException {
    CatalogPage none = CatalogPage.open(store, new PageBundle(Map.of()));
    none.build(CatalogPage.Site.UNCHANGED);
    assertEquals(false, none.hasFiles());
    assertEquals(1, generations().size());
  }
}
