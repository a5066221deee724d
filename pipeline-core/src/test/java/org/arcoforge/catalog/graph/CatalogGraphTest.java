package org.arcoforge.catalog.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogKeys;
import org.arcoforge.stac.Samples;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

/** Two archives, three data sets, of which one is made of another's store. */
class CatalogGraphTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OISST =
      "https://www.ncei.noaa.gov/data/{time:%Y%m}/oisst-avhrr-v02r01.{time:%Y%m%d}.nc";

  private final ObjectStore store = StoreContents.inMemory();
  private final CatalogGraph graph;

  CatalogGraphTest() throws IOException {
    register("oisst", OISST, "10.1175/JCLI-D-20-0166.1", "Ada Lovelace");
    register("means", "gs://persistent/oisst/sst/v1/sst.zarr", "10.5555/other", "Blaise Pascal");
    register("cmip", "https://esgf.ceda.ac.uk/thredds/{var}/{time:%Y}.nc", "", "Ada Lovelace");
    graph = CatalogGraph.read(store);
  }

  private void register(String feedstock, String url, String doi, String person)
      throws IOException {
    Catalog.open(store)
        .register(Samples.global().published(feedstock, "v1", "2026-11-20T19:16:07Z"));
    String key = CatalogKeys.item(feedstock, "sst", "v1");
    ObjectNode item = (ObjectNode) JSON.readTree(store.read(key));
    ((ObjectNode) item.at("/properties/processing:expression"))
        .put("expression", "id: sst\npattern:\n  url: \"" + url + "\"\n");
    StoreContents.put(store, key, JSON.writeValueAsBytes(item));
    String at = CatalogKeys.collection(feedstock);
    ObjectNode collection = (ObjectNode) JSON.readTree(store.read(at));
    collection.put("title", "Title of " + feedstock);
    collection.putArray("arco:maintainers").addObject().put("name", person);
    if (!doi.isEmpty()) {
      collection.putArray("sci:publications").addObject().put("doi", doi);
    }
    StoreContents.put(store, at, JSON.writeValueAsBytes(collection));
  }

  private static List<String> ids(List<GraphAnswer> answers) {
    return answers.stream().map(GraphAnswer::dataset).distinct().toList();
  }

  @Test
  void papersLeadToDataSets() {
    assertEquals(List.of("oisst/sst"), ids(graph.paper("10.1175/jcli-d-20-0166.1")));
    assertEquals(
        List.of("oisst/sst"), ids(graph.paper("https://doi.org/10.1175/JCLI-D-20-0166.1")));
    assertEquals(
        List.of("cmip/sst", "means/sst", "oisst/sst"), ids(graph.paper("10.5065/EMOT-1D34")));
    assertEquals(List.of(), graph.paper("10.1/none"));
  }

  @Test
  void archivesLeadToWhoLooksAfterWhatIsMadeOfThem() {
    List<GraphAnswer> found = graph.archive("www.ncei.noaa.gov");
    assertEquals(List.of("oisst/sst"), ids(found));
    assertEquals(List.of("Ada Lovelace"), found.get(0).maintainers());
    assertEquals(List.of("oisst/sst"), ids(graph.archive("noaa.gov")));
    assertEquals(List.of("oisst/sst"), ids(graph.archive("https://www.ncei.noaa.gov/data/")));
    assertEquals(List.of(), graph.archive("https://www.ncei.noaa.gov/other/"));
    assertEquals(List.of(), graph.archive("aa.gov"));
  }

  @Test
  void aChangedSourceIsFollowedThroughStores() {
    String file = "https://www.ncei.noaa.gov/data/202401/oisst-avhrr-v02r01.20240101.nc";
    List<GraphAnswer> found = graph.source(file);
    assertEquals(List.of("oisst/sst", "means/sst"), ids(found));
    assertEquals("is made of the store of oisst/sst", found.get(1).relation());
    assertEquals(List.of(), graph.source(file + ".md5"));
    assertEquals(
        List.of("means/sst"), ids(graph.source("gs://persistent/oisst/sst/v1/sst.zarr/c/0")));
    assertEquals(List.of("cmip/sst"), ids(graph.source("https://esgf.ceda.ac.uk/")));
  }

  @Test
  void peopleAreFoundByName() {
    assertEquals(List.of("cmip/sst", "oisst/sst"), ids(graph.person("ada")));
    assertEquals(3, ids(graph.person("NOAA")).size());
  }

  @Test
  void theNeighbourhoodTellsOfAllKinds() {
    List<GraphAnswer> found = graph.dataset("oisst/sst");
    String all = String.join("|", found.stream().map(a -> a.relation() + " " + a.what()).toList());
    for (String part :
        List.of(
            "is looked after by Ada Lovelace",
            "has the current version v1",
            "is made of " + OISST,
            "was made with arcoforge 0.1.0",
            "was made after the recipe oisst/sst (urn:sha256:",
            "was produced by NOAA")) {
      assertTrue(all.contains(part), part + " in " + all);
    }
    assertEquals(found.size(), graph.dataset("oisst").size());
  }

  @Test
  void whatIsInSeveralDataSetsIsOneNode() throws IOException {
    Catalog catalog = Catalog.open(store);
    List<JsonNode> lists = new java.util.ArrayList<>();
    for (ObjectNode collection : catalog.collections()) {
      String id = collection.path("id").asText();
      lists.add(
          GraphNodes.of(
              collection, "sst", Objects.requireNonNull(catalog.currentItems(id).get("sst"))));
    }
    JsonNode document = GraphNodes.document(lists);
    List<String> ids = new java.util.ArrayList<>();
    document.path("@graph").forEach(n -> ids.add(n.path("@id").asText()));
    assertEquals(ids.stream().distinct().toList(), ids);
    assertEquals(1, ids.stream().filter(i -> i.contains("organization:NOAA")).count());
  }
}
