package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's catalog and its store, sound and damaged, before the rules of the command line. */
class CatalogValidateIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path root = Path.of("");

  private Path item() throws IOException {
    try (Stream<Path> all = Files.walk(root.resolve("catalog"))) {
      return all.filter(p -> p.endsWith("item.json")).findFirst().orElseThrow();
    }
  }

  private Ran validate(String... options) {
    Object[] all = new Object[4 + options.length];
    System.arraycopy(new Object[] {"catalog", "validate", "--root", root}, 0, all, 0, 4);
    System.arraycopy(options, 0, all, 4, options.length);
    return Ran.arco(all);
  }

  @Test
  void theDemoBreaksNoRuleAndDamageIsNamed() throws IOException {
    assertEquals(0, Ran.arco("demo", "--root", root).code());
    Ran sound = validate("--stores", "--online", "--json");
    assertEquals(0, sound.code(), sound.toString());
    assertEquals(0, JSON.readTree(sound.out()).path("problems").size(), sound.out());

    Path item = item();
    String before = Files.readString(item);
    ObjectNode changed = (ObjectNode) JSON.readTree(before);
    ((ObjectNode) changed.at("/properties/cube:variables/sst/attrs")).put("units", "parsec");
    Files.writeString(item, JSON.writeValueAsString(changed));
    assertEquals(0, validate().code());
    Ran differs = validate("--stores");
    assertEquals(5, differs.code(), differs.toString());
    assertTrue(
        differs.out().contains("error store.attributes") && differs.out().contains("parsec"),
        differs.out());

    ((ObjectNode) changed.at("/assets/zarr")).put("href", "http://127.0.0.1:1/sst.zarr");
    Files.writeString(item, JSON.writeValueAsString(changed));
    JsonNode far = JSON.readTree(validate("--online", "--json").out());
    assertTrue(far.toString().contains("\"rule\":\"store.reached\""), far.toString());

    Files.writeString(item, before);
    assertEquals(0, validate("--stores").code());
  }

  @Test
  void aWarningDoesNotFailAndADamagedCollectionKeepsNoOtherOut() throws IOException {
    Published.version(root, "20240101T000000Z-0001");
    Path collection = root.resolve("catalog/demo-sst/collection.json");
    ObjectNode changed = (ObjectNode) JSON.readTree(collection.toFile());
    changed.withArray("keywords").add("Sea surface");
    Files.writeString(collection, JSON.writeValueAsString(changed));
    Ran warned = validate();
    assertEquals(0, warned.code(), warned.toString());
    assertTrue(warned.out().contains("1 warning\nwarning keyword.case"), warned.out());

    Path other = root.resolve("catalog/other/collection.json");
    Files.createDirectories(root.resolve("catalog/other"));
    Files.writeString(other, "{ this is no JSON");
    Ran built = Ran.arco("catalog", "build", "--root", root);
    assertEquals(5, built.code(), built.toString());
    assertTrue(built.out().contains("left out: ") && built.out().contains("other"), built.out());
    assertTrue(Files.readString(root.resolve("catalog/search.json")).contains("demo-sst"));
    JsonNode found = JSON.readTree(validate("--json").out());
    assertFalse(found.path("valid").asBoolean());
    for (JsonNode one : found.path("collections")) {
      boolean sound = one.path("id").asText().equals("demo-sst");
      assertEquals(sound, one.path("valid").asBoolean(), found.toString());
    }
  }
}
