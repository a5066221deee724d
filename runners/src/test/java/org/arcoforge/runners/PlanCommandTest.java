package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
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
