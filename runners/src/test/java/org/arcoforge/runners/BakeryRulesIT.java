package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bakery's rules say about writing is told before the first byte. */
class BakeryRulesIT {
  @TempDir Path folder = Path.of("");

  private Path bakery(String policy) throws IOException {
    String root = folder.resolve("shared").toUri().toString();
    return Files.writeString(
        folder.resolve("mine.yaml"),
        "scratch: %s/scratch\npersistent: %s/persistent\ncatalog: %s/catalog\npolicy: %s\n"
            .formatted(root, root, root, policy));
  }

  @Test
  void whoMayNotWriteIsToldTheRuleAndWritesNothing() throws IOException {
    Path rules =
        bakery(
            "{scratch: {prefix: ada}, persistent: {writers: [\"bakery@x\"], branch: none-such}}");
    Ran ran = Ran.arco("bake", Ran.demo(), "--bakery", rules);
    assertEquals(2, ran.code(), ran::toString);
    assertTrue(ran.err().contains("policy.persistent.branch: none-such"), ran::toString);
    assertTrue(ran.err().contains("--prune N"), ran::toString);
    assertFalse(Files.exists(folder.resolve("shared")));
    ran = Ran.arco("bake", Ran.demo(), "--bakery", rules, "--prune", 1);
    assertEquals(0, ran.code(), ran::toString);
    assertTrue(Files.exists(folder.resolve("shared/scratch/ada/demo-sst")), ran::toString);
    assertFalse(Files.exists(folder.resolve("shared/persistent")), ran::toString);
  }

  /** Everything below a folder, with its content. */
  private static Map<String, Integer> contents(Path folder) throws IOException {
    Map<String, Integer> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(file.toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return all;
  }

  @Test
  void everyVerbThatWritesAsksTheRules() throws IOException {
    Path free = bakery("{}");
    Ran ran = Ran.arco("bake", Ran.demo(), "--bakery", free);
    assertEquals(0, ran.code(), ran::toString);
    String store = ran.out().replaceAll("(?s).*?(file:/\\S+\\.zarr).*", "$1");
    String version = store.replaceAll(".*/([^/]+)/[^/]+$", "$1");
    Path chunk;
    try (Stream<Path> files = Files.walk(Path.of(java.net.URI.create(store)))) {
      chunk =
          files
              .filter(f -> f.toString().contains("/c/") && Files.isRegularFile(f))
              .sorted()
              .findFirst()
              .orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(chunk);
    Files.write(chunk, new byte[3]);
    Path old =
        Files.createDirectories(folder.resolve("shared/scratch/x/y/runs/20200101T000000Z-0000"));
    Files.writeString(old.resolve("plan.digest"), "x");
    Map<String, Integer> before = contents(folder.resolve("shared/persistent"));
    before.putAll(contents(folder.resolve("shared/catalog")));
    for (String rule :
        List.of("{create_only: true}", "{branch: none-such}", "{writers: [\"b@x\"]}")) {
      Path strict = bakery("{persistent: " + rule + "}");
      String cited = "policy.persistent." + rule.replaceAll("[{}\"]", "").replaceAll(":.*", "");
      ran = Ran.arco("repair", store, "--against", Ran.demo(), "--bakery", strict);
      assertEquals(2, ran.code(), ran::toString);
      assertTrue(ran.err().contains(cited), ran::toString);
      ran = Ran.arco("sweep", "--older-than", 0, "--bakery", strict);
      assertEquals(0, ran.code(), ran::toString);
      assertTrue(ran.out().contains("left alone, what is published"), ran::toString);
      if (!rule.contains("create_only")) {
        ran = Ran.arco("catalog", "build", "--bakery", strict);
        assertEquals(2, ran.code(), ran::toString);
        assertTrue(ran.err().contains(cited), ran::toString);
      }
    }
    Map<String, Integer> after = contents(folder.resolve("shared/persistent"));
    after.putAll(contents(folder.resolve("shared/catalog")));
    assertEquals(before, after);
    // And where the rules allow it, they do.
    Path allowed = bakery("{}");
    ran = Ran.arco("verify", store, "--bakery", allowed);
    assertEquals(5, ran.code(), ran::toString);
    ran = Ran.arco("repair", store, "--against", Ran.demo(), "--bakery", allowed);
    assertEquals(0, ran.code(), ran::toString);
    assertEquals(Arrays.hashCode(bytes), Arrays.hashCode(Files.readAllBytes(chunk)));
    ran = Ran.arco("verify", store, "--against", Ran.demo(), "--bakery", allowed);
    assertEquals(0, ran.code(), ran::toString);
    assertEquals(0, Ran.arco("catalog", "build", "--bakery", allowed).code());
    ran = Ran.arco("bake", Ran.demo(), "--bakery", allowed, "--force");
    assertEquals(0, ran.code(), ran::toString);
    Path strict = bakery("{persistent: {branch: none-such}}");
    ran = Ran.arco("rollback", Ran.demo(), "--to", version, "--bakery", strict);
    assertEquals(2, ran.code(), ran::toString);
    assertTrue(ran.err().contains("this change of the catalog"), ran::toString);
    ran = Ran.arco("rollback", Ran.demo(), "--to", version, "--bakery", bakery("{}"));
    assertEquals(0, ran.code(), ran::toString);
  }
}
