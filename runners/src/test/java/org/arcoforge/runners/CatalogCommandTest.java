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

  private JsonNode search() throws IOException {
    return new ObjectMapper().readTree(root.resolve("catalog/search.json").toFile());
  }

  @Test
  void thePageAndWhatItSearchesAreBuilt() throws IOException {
    Published.version(root, VERSION);
    Ran built =
        Ran.arco(
            "catalog",
            "build",
            "--root",
            root,
            "--title",
            "Ours",
            "--hub-link",
            "https://hub.example.org/{recipe}");
    assertEquals(0, built.code(), built.toString());
    assertTrue(built.out().contains("  page     "), built.out());
    assertEquals("demo-sst/demo-sst", search().at("/entries/0/id").asText());
    assertEquals("Ours", search().at("/site/title").asText());
    boolean hasPage = getClass().getResource("/org/arcoforge/page/files.txt") != null;
    assertEquals(hasPage, Files.exists(root.resolve("catalog/index.html")));
    assertEquals(hasPage, Files.isDirectory(root.resolve("catalog/page")));
    assertEquals(0, Ran.arco("catalog", "validate", "--root", root).code());
    Ran bad = Ran.arco("catalog", "build", "--root", root, "--hub-link", "javascript:alert(1)");
    assertEquals(2, bad.code(), bad.toString());
  }

  @Test
  void aRollbackIsSeenByThePage() throws IOException {
    String newer = "20240201T000000Z-0002";
    Published.version(root, VERSION);
    Published.version(root, newer);
    assertEquals(0, Ran.arco("catalog", "build", "--root", root).code());
    assertEquals(newer, search().at("/entries/0/version").asText());
    Ran back = Ran.arco("rollback", Ran.demo(), "--root", root, "--to", VERSION);
    assertEquals(0, back.code(), back.toString());
    assertEquals(VERSION, search().at("/entries/0/version").asText());
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
