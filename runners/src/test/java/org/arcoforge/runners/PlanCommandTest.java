package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
  private static final String HEAD =
      """
      id: maps
      title: A case
      description: Made by a test.
      license: CC0-1.0
      providers: [{name: Test, roles: [producer]}]
      recipes:
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void aPlanShowsTheDataSetItsArraysAndTheNextCommand() {
    Ran ran = Ran.arco("plan", Ran.demo(), "--all-headers", "--root", folder);
    assertEquals(0, ran.code(), ran.toString());
    for (String part :
        List.of(
            "<xarray.Dataset> Size: 996kB",
            "  * time     (time) datetime64[ns] 96B 2024-01-01T12:00:00 ... 2024-01-12T12:...\n",
            "    sst      (time, zlev, lat, lon) float64 249kB ...\n",
            "12x1x36x72  5x1x36x72  int16      blosc lz4 5 shuffle  25.9 kB        3",
            "sources   12 files, ",
            "result    249.3 kB uncompressed in 16 objects, Zarr format 3",
            "memory    ",
            "estimate  ",
            "warning: variable 'sst': a chunk of",
            "next      arco bake " + Ran.demo() + " --prune 2")) {
      assertTrue(ran.out().contains(part), part + "\nis not in\n" + ran.out());
    }
  }

  /** Maps that become series: 216 MB of ten objects, and 80 MB for tiles. */
  @Test
  void aTileLargerThanTheMemoryIsSaid() throws IOException {
    Path source = folder.resolve("a.zarr");
    Files.createDirectories(source.resolve("v"));
    Files.writeString(source.resolve(".zgroup"), "{\"zarr_format\": 2}");
    Files.writeString(
        source.resolve("v/.zattrs"), "{\"_ARRAY_DIMENSIONS\": [\"t\", \"y\", \"x\"]}");
    Files.writeString(
        source.resolve("v/.zarray"),
        """
        {"zarr_format": 2, "shape": [1320, 128, 320], "chunks": [20, 128, 320], "dtype": "<f4",
         "compressor": {"id": "zlib", "level": 1}, "fill_value": 0.0, "filters": null, "order": "C"}
        """);
    Path file =
        Files.writeString(
            folder.resolve("feedstock.yaml"),
            HEAD
                + """
              - id: series
                pattern: {files: [a.zarr], format: zarr, dims: []}
                target:
                  chunks: {t: -1, y: 64, x: 64}
                  codec: {name: blosc, cname: lz4, clevel: 5, shuffle: shuffle}
            """);
    Ran ran = Ran.arco("plan", file, "--root", folder.resolve("data"), "--memory", "80");
    assertEquals(0, ran.code(), ran.toString());
    String said = "in bands  'v' has tiles of 216.3 MB, each filled band by band";
    assertTrue(ran.out().contains(said), ran.toString());
    ran = Ran.arco("plan", file, "--root", folder.resolve("data"), "--memory", "400");
    assertFalse(ran.out().contains("in bands"), ran.toString());
  }

  @Test
  void recipesAreDocumentsOfOneYamlStream() throws IOException {
    String recipe = "  - {id: %s, pattern: {files: [%<s.nc], dims: []}}\n";
    Path file = Files.writeString(folder.resolve("feedstock.yaml"), HEAD + recipe.formatted("r"));
    String one = Ran.arco("plan", file, "--show-recipe").out();
    assertFalse(one.contains("---"), one);
    Files.writeString(file, recipe.formatted("s"), StandardOpenOption.APPEND);
    Ran ran = Ran.arco("plan", file, "--show-recipe");
    assertEquals(0, ran.code(), ran.toString());
    String[] documents = ran.out().split("(?m)^---\\n", -1);
    assertEquals(2, documents.length, ran.out());
    assertEquals(one, documents[0]);
    assertEquals(one.replace("id: r", "id: s").replace("r.nc", "s.nc"), documents[1]);
    assertEquals(one, Ran.arco("plan", file, "--show-recipe", "--recipe", "r").out());
  }

  @Test
  void theNextCommandCanBePastedIntoAShell() throws IOException {
    Path place = Files.createDirectories(folder.resolve("it's a b"));
    try (Stream<Path> all = Files.walk(Ran.demo())) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        Path copy = place.resolve(Ran.demo().relativize(path));
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.copy(path, copy);
      }
    }
    Ran ran = Ran.arco("plan", place, "--root", folder.resolve("data"));
    String quoted = "'" + place.toString().replace("'", "'\\''") + "'";
    assertTrue(ran.out().contains("next      arco bake " + quoted + " --prune 2"), ran.toString());
  }

  @Test
  void aPlanWritesNothing() {
    Ran.arco("plan", Ran.demo(), "--root", folder.resolve("data"));
    assertFalse(Files.exists(folder.resolve("data")));
  }

  @Test
  void jsonIsTheSameEveryTimeAndAgreesWithItself() throws IOException {
    Ran ran = Ran.arco("plan", Ran.demo(), "--json", "--root", folder);
    assertEquals(ran.out(), Ran.arco("plan", Ran.demo(), "--json", "--root", folder).out());
    JsonNode plan = new ObjectMapper().readTree(ran.out()).at("/plans/0");
    assertEquals("demo-sst", plan.path("recipe").asText());
    assertEquals(12, plan.at("/dims/time").asInt());
    assertEquals(12, plan.at("/sources/files").asInt());
    int objects = 0;
    for (JsonNode array : plan.path("arrays")) {
      objects += array.path("objects").asInt();
    }
    assertEquals(objects, plan.at("/totals/objects").asInt());
  }

  @Test
  void aFeedstockWithProblemsIsABadArgument() throws IOException {
    Path file = Files.writeString(folder.resolve("feedstock.yaml"), "id: x\n");
    for (String verb : List.of("plan", "bake")) {
      Ran ran = Ran.arco(verb, file, "--root", folder);
      assertEquals(2, ran.code(), ran.toString());
      assertTrue(ran.err().contains("feedstock.yaml:1:1: "), ran.err());
      assertFalse(ran.err().contains("\tat "), "no stack trace: " + ran.err());
    }
  }

  @Test
  void aRecipeThatIsNotThereIsABadArgument() {
    Ran ran = Ran.arco("plan", Ran.demo(), "--recipe", "other");
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("there is no recipe 'other'; there are demo-sst"), ran.err());
  }

  @Test
  void aSourceThatIsNotThereHasItsOwnExitCode() throws IOException {
    String text = Files.readString(Ran.demo().resolve("feedstock.yaml"));
    Path file = Files.writeString(folder.resolve("feedstock.yaml"), text);
    Ran ran = Ran.arco("plan", file, "--root", folder);
    assertEquals(3, ran.code(), ran.toString());
    assertTrue(ran.err().contains("demo-sst.20240101.nc"), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
  }
}
