package org.arcoforge.catalog.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.stac.Samples;
import org.junit.jupiter.api.Test;

/** Items are held against the metadata of the store that they describe. */
class StoreComparisonTest {
  private static final String SST = "/properties/cube:variables/sst";
  private static final StoreLayout LAYOUT = Samples.global().published("v2").layout();

  private static List<CatalogFinding> check(Consumer<ObjectNode> change) throws IOException {
    RuleCatalog changed = RuleCatalog.create();
    change.accept(changed.document(RuleCatalog.ITEM));
    return CatalogRules.stores(changed.documents(), url -> LAYOUT);
  }

  private static ObjectNode at(ObjectNode item, String pointer) {
    return (ObjectNode) item.at(pointer);
  }

  @Test
  void anItemIsThatOfItsStore() throws IOException {
    assertEquals(List.of(), check(item -> {}));
  }

  @Test
  void eachDifferenceIsNamed() throws IOException {
    TreeMap<String, Consumer<ObjectNode>> cases = new TreeMap<>();
    cases.put("store.format", i -> at(i, "/assets/zarr").put("zarr:zarr_format", 2));
    cases.put("store.arrays", i -> at(i, "/properties/cube:variables").remove("sst"));
    cases.put("store.dimensions", i -> at(i, SST).putArray("dimensions").add("time").add("y"));
    cases.put("store.shape", i -> ((ArrayNode) i.at(SST + "/shape")).set(0, i.numberNode(4)));
    cases.put("store.chunks", i -> ((ArrayNode) i.at(SST + "/chunks")).set(0, i.numberNode(2)));
    cases.put("store.type", i -> at(i, SST).put("data_type", "float64"));
    cases.put("store.attributes", i -> at(i, SST + "/attrs").put("units", "K"));
    for (var one : cases.entrySet()) {
      Set<String> rules = new TreeSet<>();
      check(one.getValue()).forEach(f -> rules.add(f.rule()));
      assertEquals(Set.of(one.getKey()), rules);
    }
  }

  @Test
  void anAttributeThatIsGoneOrNewIsNamed() throws IOException {
    List<CatalogFinding> gone = check(i -> at(i, SST + "/attrs").remove("long_name"));
    assertEquals(SST + "/attrs/long_name", gone.get(0).pointer());
    List<CatalogFinding> more = check(i -> at(i, SST + "/attrs").put("note", "new"));
    assertTrue(more.get(0).message().contains("no such attribute"), more.toString());
  }

  @Test
  void aStoreThatCannotBeOpenedIsNamed() throws IOException {
    List<CatalogFinding> found =
        CatalogRules.stores(
            RuleCatalog.create().documents(),
            url -> {
              if (url.contains("other")) {
                return LAYOUT;
              }
              throw new IOException("no zarr.json there");
            });
    assertEquals(1, found.size(), found::toString);
    assertEquals("store.open", found.get(0).rule());
    assertTrue(found.get(0).found().contains("no zarr.json"), found.toString());
  }
}
