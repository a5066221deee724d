package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewCommandTest {
  @TempDir Path folder = Path.of("");

  @Test
  void aNewFeedstockHasNoProblem() {
    Path made = folder.resolve("mine");
    Ran ran = Ran.arco("new", "my-data", "--dir", made);
    assertEquals(0, ran.code(), ran.toString());
    assertTrue(ran.out().contains("arco lint " + made), ran.out());
    assertEquals(0, Ran.arco("lint", made).code());
  }

  @Test
  void theCommandsOfTheFileCanBePastedIntoAShell() throws IOException {
    Path made = folder.resolve("my data");
    Ran ran = Ran.arco("new", "my-data", "--dir", made);
    assertTrue(ran.out().contains("arco lint '" + made + "'"), ran.out());
    String text = Files.readString(made.resolve("feedstock.yaml"));
    for (String verb : List.of("lint", "plan", "bake")) {
      assertTrue(text.contains("arco " + verb + " '" + made + "' "), text);
    }
  }

  @Test
  void editorsAreToldOfASchemaThatIsThere() throws IOException {
    Path made = folder.resolve("mine");
    Ran.arco("new", "my-data", "--dir", made);
    String first = Files.readAllLines(made.resolve("feedstock.yaml")).get(0);
    assertEquals("# yaml-language-server: $schema=feedstock.schema.json", first);
    assertTrue(
        Files.readString(made.resolve("feedstock.schema.json")).contains("\"concat\""), first);
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Path made = Files.createDirectories(folder.resolve("mine"));
    Path file = Files.writeString(made.resolve("feedstock.yaml"), "id: old\n");
    Ran ran = Ran.arco("new", "my-data", "--dir", made);
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("is not overwritten"), ran.err());
    assertEquals("id: old\n", Files.readString(file));
  }

  @Test
  void anInvalidIdIsRefused() {
    Ran ran = Ran.arco("new", "My Data", "--dir", folder.resolve("x"));
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("'My Data': expected an id"), ran.err());
    assertFalse(Files.exists(folder.resolve("x")));
  }
}
