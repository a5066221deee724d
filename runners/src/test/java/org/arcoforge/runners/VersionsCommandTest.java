package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsCommandTest {
  private static final String OLD = "20240101T000000Z-0001";
  private static final String NEW = "20240102T000000Z-0002";

  @TempDir Path root = Path.of("");

  @BeforeEach
  void publish() throws IOException {
    Published.version(root, OLD);
    Published.version(root, NEW);
  }

  private String current() throws IOException {
    Ran ran = Ran.arco("versions", Ran.demo(), "--root", root, "--json");
    for (JsonNode version : new ObjectMapper().readTree(ran.out()).path("versions")) {
      if (version.path("current").asBoolean()) {
        return version.path("version").asText();
      }
    }
    return "none";
  }

  @Test
  void versionsAreListedAndTheCurrentOneIsMarked() {
    Ran ran = Ran.arco("versions", Ran.demo(), "--root", root);
    assertEquals(0, ran.code(), ran.toString());
    assertTrue(ran.out().contains("  " + OLD), ran.out());
    assertTrue(ran.out().contains("* " + NEW), ran.out());
  }

  @Test
  void theFeedstockMayBeNamedByItsId() {
    Ran byPath = Ran.arco("versions", Ran.demo(), "--root", root);
    Ran byId =
        Ran.arco("versions", "--feedstock", "demo-sst", "--recipe", "demo-sst", "--root", root);
    assertEquals(byPath, byId);
  }

  @Test
  void oneNameOfTheFeedstockIsNeededAndNotTwo() {
    assertEquals(2, Ran.arco("versions", "--root", root).code());
    assertEquals(
        2, Ran.arco("versions", Ran.demo(), "--feedstock", "demo-sst", "--root", root).code());
  }

  @Test
  void anUnknownFeedstockOrRecipeIsRefusedWithWhatThereIs() {
    Ran feedstock = Ran.arco("versions", "--feedstock", "other", "--root", root);
    assertEquals(2, feedstock.code());
    assertTrue(feedstock.err().contains("there are demo-sst"), feedstock.err());
    Ran recipe = Ran.arco("versions", Ran.demo(), "--recipe", "other", "--root", root);
    assertEquals(2, recipe.code());
    assertTrue(recipe.err().contains("there are demo-sst"), recipe.err());
  }

  @Test
  void rollbackPointsAtTheOlderVersionAndForwardAgain() throws IOException {
    assertEquals(NEW, current());
    Ran back =
        Ran.arco("rollback", Ran.demo(), "--recipe", "demo-sst", "--to", OLD, "--root", root);
    assertEquals(0, back.code(), back.toString());
    assertEquals(OLD, current());
    JsonNode told =
        new ObjectMapper()
            .readTree(root.resolve("catalog/demo-sst/collection.json").toFile())
            .at("/arco:versions/demo-sst/rollback");
    assertEquals(NEW, told.path("from").asText());
    assertEquals(System.getProperty("user.name"), told.path("by").asText());
    assertEquals(0, Ran.arco("rollback", Ran.demo(), "--to", NEW, "--root", root).code());
    assertEquals(NEW, current());
  }

  @Test
  void rollbackToTheCurrentVersionChangesNothing() throws IOException {
    Ran ran = Ran.arco("rollback", Ran.demo(), "--to", NEW, "--root", root);
    assertEquals(0, ran.code());
    assertTrue(ran.out().startsWith("unchanged: "), ran.out());
    assertEquals(NEW, current());
  }

  @Test
  void rollbackToAnUnknownVersionIsRefusedWithTheList() throws IOException {
    Ran ran = Ran.arco("rollback", Ran.demo(), "--to", "20200101T000000Z-0000", "--root", root);
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains(OLD + ", " + NEW), ran.err());
    assertEquals(NEW, current());
  }

  @Test
  void rollbackNeedsAVersion() {
    Ran ran = Ran.arco("rollback", Ran.demo(), "--root", root);
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("--to"), ran.err());
  }
}
