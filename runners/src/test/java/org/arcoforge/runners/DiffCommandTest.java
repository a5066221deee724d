package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What names versions, and what does not. */
class DiffCommandTest {
  private static final String OLD = "20240101T000000Z-0001";
  private static final String NEW = "20240102T000000Z-0002";

  @TempDir Path root = Path.of("");

  private Ran refused(String... words) {
    Object[] all = new Object[words.length + 3];
    all[0] = "diff";
    all[1] = "--root";
    all[2] = root;
    System.arraycopy(words, 0, all, 3, words.length);
    Ran ran = Ran.arco(all);
    assertEquals(2, ran.code(), ran.toString());
    return ran;
  }

  @Test
  void whatNamesNoVersionIsRefusedWithTheForm() {
    assertTrue(refused("a/b/c", "x").err().contains("feedstock/recipe@version"));
    assertTrue(refused("demo-sst@").err().contains("feedstock/recipe@version"));
  }

  @Test
  void anUnknownVersionIsRefusedWithThoseThereAre() throws IOException {
    Published.version(root, OLD);
    Published.version(root, NEW);
    assertTrue(refused("demo-sst/demo-sst@2020").err().contains(OLD + ", " + NEW));
    assertTrue(refused("demo-sst@2024").err().contains("several versions like '2024'"));
    assertTrue(refused("other@2024").err().contains("nothing of the feedstock 'other'"));
  }

  @Test
  void aStoreIsComparedWithAnotherStoreOnly() {
    assertTrue(refused("file:///nowhere/a.zarr").err().contains("name both"));
    assertTrue(
        refused("file:///nowhere/a.zarr", "file:///nowhere/b.zarr")
            .err()
            .contains("there is no Zarr store"));
  }

  @Test
  void jsonAndMarkdownExcludeEachOther() {
    assertTrue(refused("a", "b", "--json", "--markdown").err().contains("not both"));
  }

  @Test
  void theHelpHasAnExitCodeOfItsOwn() {
    String help = Ran.arco("diff", "--help").out();
    assertTrue(help.matches("(?s).*\n +10 +they differ; with --exit-code only.*"), help);
  }
}
