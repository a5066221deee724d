package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogCommandTest {
  private static final String VERSION = "20240101T000000Z-0001";

  @TempDir Path root = Path.of("");

  @Test
  void aCatalogThatIsNotThereIsABadArgument() {
    for (String verb : new String[] {"build", "validate"}) {
      Ran ran = Ran.arco("catalog", verb, "--root", root);
      assertEquals(2, ran.code(), ran.toString());
      assertTrue(ran.err().contains("there is no catalog at file:"), ran.err());
    }
  }

  @Test
  void aSoundCatalogIsValid() throws IOException {
    Published.version(root, VERSION);
    Ran ran = Ran.arco("catalog", "validate", "--root", root);
    assertEquals(0, ran.code(), ran.toString());
    assertTrue(ran.out().startsWith("valid: "), ran.out());
  }

  @Test
  void aMissingRootIsFoundAndBuiltAgain() throws IOException {
    Published.version(root, VERSION);
    Files.delete(root.resolve("catalog/catalog.json"));
    Ran found = Ran.arco("catalog", "validate", "--root", root);
    assertEquals(5, found.code(), found.toString());
    assertTrue(found.out().contains("catalog.json: there is no root document"), found.out());
    Ran built = Ran.arco("catalog", "build", "--root", root);
    assertEquals(0, built.code(), built.toString());
    assertEquals(0, Ran.arco("catalog", "validate", "--root", root).code());
  }

  private JsonNode item(Path folder) throws IOException {
    return new ObjectMapper()
        .readTree(folder.resolve("catalog/demo-sst/demo-sst/" + VERSION + "/item.json").toFile());
  }

  @Test
  void linksToAStoreBesideTheCatalogAreRelative() throws IOException {
    Published.version(root, VERSION);
    String href = item(root).at("/assets/zarr/href").asText();
    assertEquals("../../../../persistent-ro/demo-sst/demo-sst/" + VERSION + "/demo-sst.zarr", href);
    Path copy = root.resolveSibling(root.getFileName() + "-copy");
    Files.createDirectories(copy);
    Files.move(root.resolve("catalog"), copy.resolve("catalog"));
    Ran versions = Ran.arco("versions", Ran.demo(), "--root", copy, "--json");
    assertTrue(versions.out().contains(copy + "/persistent-ro/demo-sst/"), versions.toString());
    assertEquals(0, Ran.arco("catalog", "validate", "--root", copy).code());
  }

  @Test
  void aPublicUrlIsWhereTheLinksLeadAndTheVersionsStay() throws IOException {
    Published.version(root, VERSION);
    String url = "https://data.example.org/arco";
    Ran built = Ran.arco("catalog", "build", "--root", root, "--public-url", url);
    assertEquals(0, built.code(), built.toString());
    assertEquals(
        url + "/demo-sst/demo-sst/" + VERSION + "/demo-sst.zarr",
        item(root).at("/assets/zarr/href").asText());
    assertEquals(0, Ran.arco("catalog", "validate", "--root", root).code());
    assertTrue(
        Ran.arco("versions", Ran.demo(), "--root", root, "--json")
            .out()
            .contains(root + "/persistent-ro/demo-sst/"));
    assertEquals(2, Ran.arco("catalog", "build", "--root", root, "--public-url", "here").code());
  }

  @Test
  void jsonNamesTheDocumentOfEveryProblem() throws IOException {
    Published.version(root, VERSION);
    Files.delete(root.resolve("catalog/demo-sst/demo-sst/" + VERSION + "/item.json"));
    Ran ran = Ran.arco("catalog", "validate", "--root", root, "--json");
    assertEquals(5, ran.code());
    JsonNode json = new ObjectMapper().readTree(ran.out());
    assertEquals(false, json.path("valid").asBoolean());
    assertTrue(json.path("problems").size() > 0, ran.out());
    json.path("problems").forEach(p -> assertTrue(p.path("url").asText().startsWith("file:")));
  }
}
