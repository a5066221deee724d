package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BakeryCommandTest {
  @TempDir Path folder = Path.of("");

  private Path bakery(String more) throws IOException {
    String root = folder.resolve("shared").toUri().toString();
    return Files.writeString(
        folder.resolve("mine.yaml"),
        "scratch: %s/scratch\npersistent: %s/persistent\ncatalog: %s/catalog\n%s\n"
            .formatted(root, root, root, more));
  }

  @Test
  void shippedBakeriesAreListed() throws IOException {
    Ran ran = Ran.arco("bakery", "list");
    assertEquals(0, ran.code(), ran::toString);
    for (String name : new String[] {"local", "leap-gcp", "osn", "pangeo-hub", "flink"}) {
      assertTrue(ran.out().contains(name + " "), ran::toString);
    }
    JsonNode json = new ObjectMapper().readTree(Ran.arco("bakery", "list", "--json").out());
    assertEquals(5, json.path("bakeries").size());
  }

  @Test
  void bakeryIsShownAsWrittenAndAsItIs() throws IOException {
    Ran text = Ran.arco("bakery", "show", "leap-gcp");
    assertEquals(0, text.code(), text::toString);
    assertTrue(text.out().contains("create_only: true"), text::toString);
    Ran json =
        Ran.arco(
            "bakery",
            "show",
            bakery("secrets: {x: {env: SOME_TOKEN}}\nlimits: {bytes: 1GB}"),
            "--json");
    assertEquals(0, json.code(), json::toString);
    JsonNode node = new ObjectMapper().readTree(json.out());
    assertEquals("mine", node.path("name").asText());
    assertEquals("the environment variable SOME_TOKEN", node.at("/secrets/x/from").asText());
    assertEquals(1_000_000_000L, node.at("/limits/bytes").asLong());
    assertEquals(2, Ran.arco("bakery", "show", bakery("limits: {byts: 1}")).code());
  }

  @Test
  void checkTriesScratchAndLeavesNothing() throws IOException {
    Ran ran = Ran.arco("bakery", "check", bakery("policy: {persistent: {branch: main}}"));
    assertEquals(0, ran.code(), ran::toString);
    assertTrue(ran.out().contains("could not be made twice, was deleted"), ran::toString);
    assertTrue(ran.out().contains("you  "), ran::toString);
    assertTrue(ran.out().contains("from the branch main"), ran::toString);
    try (Stream<Path> files = Files.walk(folder.resolve("shared"))) {
      assertEquals(0, files.filter(Files::isRegularFile).count());
    }
  }

  @Test
  void checkOfWhatCannotBeReachedFails() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path text =
        Files.writeString(
            folder.resolve("b.yaml"),
            "scratch: %s/s\npersistent: %s/p\ncatalog: %s/c\n".formatted(file, file, file));
    Ran ran = Ran.arco("bakery", "check", text);
    assertEquals(2, ran.code(), ran::toString);
    assertTrue(ran.out().contains("BAD"), ran::toString);
    Ran unset = Ran.arco("bakery", "check", "pangeo-hub");
    assertEquals(2, unset.code(), unset::toString);
    assertTrue(unset.err().contains("SCRATCH_BUCKET is not set"), unset::toString);
  }

  @Test
  void whatIsWrongInABakeryIsToldByPlan() throws IOException {
    Ran ran = Ran.arco("plan", Ran.demo(), "--bakery", bakery("polcy: {}"));
    assertEquals(2, ran.code(), ran::toString);
    assertTrue(ran.err().contains("mine.yaml:4:1: unknown key 'polcy'"), ran::toString);
    assertTrue(ran.err().contains("did you mean 'policy'?"), ran::toString);
    ran = Ran.arco("plan", Ran.demo(), "--bakery", "leap-gpc");
    assertTrue(ran.err().contains("did you mean 'leap-gcp'?"), ran::toString);
  }

  @Test
  void planBeyondTheLimitsIsRefusedWithFigureAndKey() throws IOException {
    Ran ran = Ran.arco("plan", Ran.demo(), "--bakery", bakery("limits: {objects: 1, bytes: 1kB}"));
    assertEquals(2, ran.code(), ran::toString);
    assertTrue(ran.err().contains("the bakery allows 1 (limits.objects)"), ran::toString);
    assertTrue(ran.err().contains("the bakery allows 1,000 (limits.bytes)"), ran::toString);
    ran = Ran.arco("plan", Ran.demo(), "--bakery", bakery("limits: {objects: 100000, bytes: 1TB}"));
    assertEquals(0, ran.code(), ran::toString);
  }

  @Test
  void pricesOfTheBakeryAreInTheEstimate() throws IOException {
    Ran ran =
        Ran.arco(
            "plan",
            Ran.demo(),
            "--bakery",
            bakery("prices: {core_hour: 1000, gigabyte_hour: 0, currency: EUR}"));
    assertEquals(0, ran.code(), ran::toString);
    assertTrue(ran.out().matches("(?s).*about EUR \\d\\d+\\.\\d\\d .*"), ran::toString);
  }

  @Test
  void feedstockMayNotReachInwardUnlessTheBakerySays() throws IOException {
    Path feedstock = Files.createDirectories(folder.resolve("f")).resolve("feedstock.yaml");
    Files.writeString(
        feedstock,
        """
        id: inward
        title: A case
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes: [{id: x, pattern: {files: ["http://127.0.0.1:1/f.nc"], dims: []}}]
        """);
    Ran ran = Ran.arco("plan", feedstock, "--bakery", bakery(""));
    assertEquals(2, ran.code(), ran::toString);
    assertTrue(ran.err().contains("allow_private: [127.0.0.1]"), ran::toString);
    ran = Ran.arco("plan", feedstock, "--bakery", bakery("egress: {allow_private: [127.0.0.0/8]}"));
    assertEquals(3, ran.code(), ran::toString);
    ran = Ran.arco("plan", feedstock, "--bakery", bakery("egress: {allow_hosts: [a.org]}"));
    assertEquals(2, ran.code(), ran::toString);
    assertTrue(ran.err().contains("egress.allow_hosts (a.org)"), ran::toString);
  }
}
