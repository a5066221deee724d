package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
