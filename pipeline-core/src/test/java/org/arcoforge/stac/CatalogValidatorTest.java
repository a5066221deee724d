package org.arcoforge.stac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

class CatalogValidatorTest {
  private static final String COLLECTION = "noaa-oisst/collection.json";
  private static final String ITEM = "noaa-oisst/sst/v1/item.json";
  private final ObjectStore store = StoreContents.inMemory();
  private final Catalog catalog = Catalog.open(store);

  private void change(String key, Consumer<ObjectNode> change) throws IOException {
    ObjectNode node = Json.parse(store.read(key), key);
    change.accept(node);
    StoreContents.put(store, key, Json.bytes(node));
  }

  private void register() throws IOException {
    catalog.register(Samples.global().published("v1"));
    assertEquals(List.of(), catalog.validate());
  }

  private void expect(String url, String pointer, String words) throws IOException {
    List<CatalogProblem> problems = catalog.validate();
    assertTrue(
        problems.stream()
            .anyMatch(
                p ->
                    p.url().equals(store.url(url))
                        && p.pointer().startsWith(pointer)
                        && p.message().contains(words)),
        problems.toString());
  }

  @Test
  void findsAMissingRoot() throws IOException {
    expect("catalog.json", "", "no root");
  }

  @Test
  void findsABrokenLink() throws IOException {
    register();
    change(
        ITEM,
        item ->
            item.withArray("links")
                .add(Links.link("predecessor-version", "../v0/item.json", Links.GEOJSON)));
    expect(
        ITEM,
        "/links/6/href",
        "expected a document at " + store.url("noaa-oisst/sst/v0/item.json"));
  }

  @Test
  void findsAMissingItem() throws IOException {
    register();
    store.delete(ITEM);
    expect(COLLECTION, "/links/2/href", "found none");
    expect(COLLECTION, "/arco:versions/sst", "has no item");
  }

  @Test
  void findsAWrongMediaType() throws IOException {
    register();
    change(
        ITEM, item -> ((ObjectNode) item.at("/assets/zarr")).put("type", "application/vnd+zarr"));
    expect(ITEM, "/assets/zarr/type", "application/vnd.zarr; version=3");
  }

  @Test
  void findsAMediaTypeOfTheOtherFormat() throws IOException {
    register();
    change(ITEM, item -> ((ObjectNode) item.at("/assets/zarr")).put("zarr:zarr_format", 2));
    expect(ITEM, "/assets/zarr/type", "version=2");
  }

  @Test
  void findsInvalidJson() throws IOException {
    register();
    StoreContents.put(store, ITEM, "{\"type\": ".getBytes(StandardCharsets.UTF_8));
    expect(ITEM, "", "expected a JSON object");
    StoreContents.put(store, ITEM, "[]".getBytes(StandardCharsets.UTF_8));
    expect(ITEM, "", "expected a JSON object");
  }

  @Test
  void findsAPointerToNoVersion() throws IOException {
    register();
    change(COLLECTION, c -> ((ObjectNode) c.at("/arco:versions/sst")).put("current", "v7"));
    expect(COLLECTION, "/arco:versions/sst/current", "'v7' is not registered");
  }

  @Test
  void findsAnItemLinkThatIsNotThePointers() throws IOException {
    catalog.register(Samples.global().published("noaa-oisst", "v0", "2026-01-01T00:00:00Z"));
    register();
    change(COLLECTION, c -> ((ObjectNode) c.at("/links/2")).put("href", "./sst/v0/item.json"));
    expect(COLLECTION, "/links", "expected item links to");
  }

  @Test
  void findsAStoreThatIsNotNamed() throws IOException {
    register();
    change(ITEM, item -> ((ObjectNode) item.at("/assets/zarr")).remove("href"));
    expect(ITEM, "/assets/zarr", "href");
  }

  @Test
  void findsAStoreOtherThanTheVersionLists() throws IOException {
    register();
    change(ITEM, item -> ((ObjectNode) item.at("/assets/zarr")).put("href", "gs://b/other.zarr"));
    expect(ITEM, "/assets/zarr/href", "found gs://b/other.zarr");
  }

  @Test
  void findsADimensionWithoutExtent() throws IOException {
    register();
    change(
        ITEM, item -> ((ObjectNode) item.at("/properties/cube:dimensions/lat")).remove("extent"));
    expect(ITEM, "/properties/cube:dimensions/lat", "");
  }

  @Test
  void findsABoxOffTheGlobe() throws IOException {
    register();
    change(ITEM, item -> item.putArray("bbox").add(0).add(-90).add(360).add(90));
    expect(ITEM, "/bbox/2", "180");
  }

  @Test
  void findsADateThatIsNone() throws IOException {
    register();
    change(
        ITEM,
        item -> ((ObjectNode) item.path("properties")).put("created", "2026-13-01T00:00:00Z"));
    expect(ITEM, "/properties/created", "date-time");
  }

  @Test
  void findsACollectionTheRootDoesNotName() throws IOException {
    register();
    change("catalog.json", root -> root.withArray("links").remove(1));
    expect("catalog.json", "/links", COLLECTION);
    catalog.build();
    assertEquals(List.of(), catalog.validate());
  }

  @Test
  void aLicenseOfItsOwnNeedsALink() throws IOException {
    register();
    change(
        COLLECTION,
        c -> {
          c.put("license", "other");
          c.withArray("links").remove(4);
        });
    expect(COLLECTION, "/links", "");
  }

  @Test
  void otherFilesInTheCatalogAreLeftAlone() throws IOException {
    register();
    StoreContents.put(store, "noaa-oisst/intake.json", "not json".getBytes(StandardCharsets.UTF_8));
    StoreContents.put(store, "index.html", "<html>".getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(), catalog.validate());
  }
}
