package org.arcoforge.bake.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Retention;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.stac.PublishedStore;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

/** A sweep that is stopped at each of its writes and deletions, and goes on. */
class VersionSweepTest {
  private static final List<String> IDS =
      List.of("20240101T000000Z-0001", "20240102T000000Z-0002", "20240103T000000Z-0003");
  private static final List<String> OBJECTS = List.of("t/c/0", "t/c/1", "t/zarr.json", "zarr.json");
  private static final String FOLDER = "persistent-ro/f/r/";
  private static final Instant NOW = Instant.parse("2024-02-01T00:00:00Z");

  private static Feedstock feedstock() {
    return Feedstock.builder()
        .id("f")
        .title("F")
        .description("Made by a test.")
        .license("CC0-1.0")
        .providers(List.of(new Feedstock.Provider("A", List.of("producer"), null)))
        .build();
  }

  private static ObjectStore published() throws IOException {
    ObjectStore base = StoreContents.inMemory();
    ArrayLayout t =
        ArrayLayout.builder()
            .variable(
                new Variable(
                    "t", DataType.INT8, List.of(new Dimension("x", 2)), Attributes.empty()))
            .chunk(List.of(1L))
            .fill(FillValue.zero())
            .fillIsMissing(false)
            .codec(CodecSpec.none())
            .build();
    for (String id : IDS) {
      for (String object : OBJECTS) {
        base.create(FOLDER + id + "/r.zarr/" + object, new byte[2]);
      }
      base.create(FOLDER + id + "/manifest-" + id + ".json.gz", new byte[1]);
      base.create(FOLDER + "runs/" + id + "/plan.digest", new byte[1]);
      base.create(FOLDER + "runs/" + id + "/published", new byte[1]);
      Catalog.open(base.within("catalog/"))
          .register(
              PublishedStore.builder()
                  .feedstock(feedstock())
                  .recipeId("r")
                  .version(id)
                  .storeUrl(base.url(FOLDER + id + "/r.zarr"))
                  .layout(new StoreLayout(3, List.of(t), Attributes.empty(), Map.of()))
                  .storedBytes(8)
                  .created(new RunId(id).began())
                  .build());
    }
    return base;
  }

  private static VersionSweep sweep(ObjectStore base) {
    return new VersionSweep(
        base.within(FOLDER), Catalog.open(base.within("catalog/")), "f", "r", false);
  }

  /** What the catalog names, and what readers can open, has all its objects. */
  private static void checkWhole(ObjectStore base, String where) throws IOException {
    Catalog catalog = Catalog.open(base.within("catalog/"));
    List<String> named = catalog.versions("f", "r").stream().map(CatalogVersion::version).toList();
    for (String id : IDS) {
      String root = FOLDER + id + "/r.zarr/";
      if (named.contains(id) || base.stat(root + "zarr.json").isPresent()) {
        for (String object : OBJECTS) {
          assertTrue(base.stat(root + object).isPresent(), where + ": " + root + object);
        }
      }
    }
    assertEquals(IDS.get(2), catalog.current("f", "r").orElseThrow().version(), where);
  }

  @Test
  void aSweepThatIsStoppedAnywhereShowsNoHalfStoreAndGoesOn() throws IOException {
    ObjectStore undisturbed = published();
    FaultyObjectStore counted = new FaultyObjectStore(undisturbed);
    sweep(counted).run(Retention.newest(1), NOW);
    checkWhole(undisturbed, "undisturbed");
    assertEquals(1, undisturbed.children(FOLDER + "runs/").count());
    int writes = counted.writeCalls();
    assertTrue(writes > 20, "writes: " + writes);
    for (int n = 0; n < writes; n++) {
      ObjectStore base = published();
      FaultyObjectStore stopping = new FaultyObjectStore(base);
      FaultyObjectStore.Fault[] faults = new FaultyObjectStore.Fault[n + 1];
      Arrays.fill(faults, FaultyObjectStore.Fault.NONE);
      faults[n] = FaultyObjectStore.Fault.DIE;
      stopping.nextWrites(faults);
      assertThrows(IOException.class, () -> sweep(stopping).run(Retention.newest(1), NOW));
      checkWhole(base, "stopped at " + n);
      sweep(base).run(Retention.newest(1), NOW);
      checkWhole(base, "after " + n);
      assertEquals(
          StoreContents.of(undisturbed.within(FOLDER)).keySet(),
          StoreContents.of(base.within(FOLDER)).keySet(),
          "after " + n);
      assertEquals(List.of(), Catalog.open(base.within("catalog/")).validate(), "after " + n);
    }
  }

  @Test
  void withoutARetentionNothingIsDeleted() throws IOException {
    ObjectStore base = published();
    Map<String, byte[]> before = StoreContents.of(base);
    VersionSweep sweep = sweep(base);
    assertTrue(!sweep.isNeeded(null, NOW));
    sweep.run(null, NOW);
    assertEquals(before.keySet(), StoreContents.of(base).keySet());
  }
}
