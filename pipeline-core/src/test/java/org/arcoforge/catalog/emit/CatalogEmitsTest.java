package org.arcoforge.catalog.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.arcoforge.catalog.page.CatalogPage;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.Samples;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

class CatalogEmitsTest {
  private final ObjectStore store = StoreContents.inMemory();
  private final Catalog catalog = Catalog.open(store);

  private String read(String key) throws IOException {
    return new String(store.read(key), StandardCharsets.UTF_8);
  }

  private List<ObjectInfo> all() throws IOException {
    try (var objects = store.list("")) {
      return objects.toList();
    }
  }

  private void register(String feedstock, String version) throws IOException {
    catalog.register(Samples.global().published(feedstock, version, "2026-11-20T19:16:07Z"));
  }

  @Test
  void theSameIsNotWrittenAgain() throws IOException {
    register("noaa-oisst", "v1");
    CatalogEmits first = CatalogEmits.open(store);
    first.build();
    assertTrue(first.written() > 8, first.written() + " written");
    List<ObjectInfo> before = all();
    CatalogEmits second = CatalogEmits.open(store);
    second.build();
    second.update("noaa-oisst");
    assertEquals(0, second.written());
    assertEquals(before, all());
  }

  @Test
  void aRegistrationUpdatesItsFeedstockAndWhatIsOfAll() throws IOException {
    register("noaa-oisst", "v1");
    register("other", "v1");
    CatalogEmits.open(store).build();
    String others = read("other/sst/dataset.jsonld");
    register("noaa-oisst", "v2");
    CatalogEmits.open(store).update("noaa-oisst");
    assertTrue(read("noaa-oisst/sst/dataset.jsonld").contains("noaa-oisst/sst/v2/sst.zarr"));
    assertTrue(read("intake.yaml").contains("gs://persistent/noaa-oisst/sst/v2/sst.zarr"));
    assertTrue(read("intake.yaml").contains("gs://persistent/other/sst/v1/sst.zarr"));
    assertTrue(read("graph.jsonld").contains("urn:arco:version:noaa-oisst/sst/v2"));
    assertEquals(others, read("other/sst/dataset.jsonld"));
  }

  @Test
  void whatNeedsWholeUrlsWaitsForTheCatalogs() throws IOException {
    register("noaa-oisst", "v1");
    CatalogEmits without = CatalogEmits.open(store);
    without.build();
    assertTrue(store.find("sitemap.xml").isEmpty());
    assertTrue(without.notes().stream().anyMatch(n -> n.startsWith("sitemap.xml")));
    CatalogPage.open(store)
        .build(new CatalogPage.Site("Ours", "", "https://data.example.org/catalog/"));
    CatalogEmits with = CatalogEmits.open(store);
    with.build();
    assertEquals(List.of(), with.notes());
    String page = "https://data.example.org/catalog/noaa-oisst/sst/index.html";
    assertTrue(read("sitemap.xml").contains("<loc>" + page + "</loc>"), read("sitemap.xml"));
    assertTrue(read("input.yaml").contains("https://data.example.org/catalog/noaa-oisst/catalog"));
    assertTrue(read("noaa-oisst/sst/citation.bib").contains("url = {" + page + "}"));
  }

  @Test
  void aDamagedCollectionKeepsNoOtherOutAndItsOwnStay() throws IOException {
    register("noaa-oisst", "v1");
    register("other", "v1");
    CatalogEmits.open(store).build();
    StoreContents.put(store, "other/collection.json", new byte[] {'{'});
    register("noaa-oisst", "v2");
    CatalogEmits.open(store).build();
    assertTrue(read("intake.yaml").contains("noaa-oisst/sst/v2/"));
    assertTrue(read("intake.yaml").contains("other/sst/v1/"));
  }

  @Test
  void noAddressOfOneMachineIsTold() throws IOException {
    register("noaa-oisst", "v1");
    String item = "noaa-oisst/sst/v1/item.json";
    StoreContents.put(
        store,
        item,
        read(item)
            .replace("gs://persistent/noaa-oisst/sst/v1/sst.zarr", "file:///home/me/sst.zarr")
            .getBytes(StandardCharsets.UTF_8));
    CatalogEmits emits = CatalogEmits.open(store);
    emits.build();
    assertTrue(emits.notes().toString().contains("intake.yaml: the stores of noaa-oisst/sst"));
    for (String key : List.of("intake.yaml", "leap.json", "llms.txt", "citations.bib")) {
      assertFalse(read(key).contains("/home/me"), key);
    }
    assertFalse(read("noaa-oisst/sst/dataset.jsonld").contains("/home/me"));
    assertFalse(read("graph.jsonld").contains("/home/me"));
  }
}
