package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.arcoforge.SourceTree;
import org.arcoforge.recipe.yaml.FeedstockTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
  @TempDir Path folder = Path.of("");

  private Path feedstock(String name, String text) throws IOException {
    Path file = folder.resolve(name).resolve("feedstock.yaml");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void feedstocksOfTheRepositoryHaveNoProblem() {
    Ran ran = Ran.arco("lint", SourceTree.repository().resolve("feedstocks"));
    assertEquals(0, ran.code(), ran.toString());
    assertTrue(ran.out().startsWith("ok: "), ran.out());
  }

  @Test
  void everyProblemIsOnALineOfItsOwnWithItsPlace() throws IOException {
    Path file =
        feedstock(
            "a",
            FeedstockTemplate.of("a")
                .replace("license: CC-BY-4.0", "licence: CC-BY-4.0")
                .replace("step: P1D", "step: 1 day"));
    Ran ran = Ran.arco("lint", folder);
    assertEquals(2, ran.code(), ran.toString());
    long lines =
        ran.out().lines().filter(l -> l.matches("\\Q" + file + "\\E:\\d+:\\d+: .+")).count();
    assertTrue(lines >= 2, ran.out());
    assertTrue(ran.out().contains(" problems in 1 feedstock"), ran.out());
  }

  @Test
  void jsonHoldsTheSameProblems() throws IOException {
    Path file = feedstock("a", FeedstockTemplate.of("a").replace("step: P1D", "step: 1 day"));
    Ran ran = Ran.arco("lint", file, "--json");
    assertEquals(2, ran.code());
    JsonNode json = new ObjectMapper().readTree(ran.out());
    assertEquals(false, json.path("valid").asBoolean());
    assertEquals(file.toString(), json.at("/problems/0/file").asText());
    assertTrue(json.at("/problems/0/line").asInt() > 1, ran.out());
  }

  @Test
  void aFolderWithoutFeedstockIsAProblem() {
    Ran ran = Ran.arco("lint", folder);
    assertEquals(2, ran.code());
    assertTrue(ran.out().contains("there is no feedstock.yaml"), ran.out());
  }

  @Test
  void aFileThatIsNotThereIsAProblem() {
    Ran ran = Ran.arco("lint", folder.resolve("none.yaml"));
    assertEquals(2, ran.code());
    assertTrue(ran.out().contains("none.yaml:1:1: there is no such file"), ran.out());
  }

  @Test
  void twoFeedstocksOfOneIdAreAWarning() throws IOException {
    feedstock("a", FeedstockTemplate.of("same"));
    feedstock("b", FeedstockTemplate.of("same"));
    Ran ran = Ran.arco("lint", folder);
    assertEquals(0, ran.code(), ran.toString());
    assertTrue(ran.out().contains("warning: the id 'same' is also that of"), ran.out());
    assertTrue(ran.out().contains("ok: 2 feedstocks, 1 warning"), ran.out());
  }

  @Test
  void aFileNamedTwiceIsReadOnce() throws IOException {
    Path file = feedstock("a", FeedstockTemplate.of("a"));
    Ran ran = Ran.arco("lint", file, folder);
    assertEquals("ok: 1 feedstock", ran.out().strip());
  }
}
