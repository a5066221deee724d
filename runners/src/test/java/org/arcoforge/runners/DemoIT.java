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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.arcoforge.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a newcomer: demo, versions, rollback, verify; all with real bakes. */
class DemoIT {
  @TempDir Path root = Path.of("");

  private List<JsonNode> versions() throws IOException {
    Ran ran = Ran.arco("versions", Ran.demo(), "--root", root, "--json");
    assertEquals(0, ran.code(), ran.toString());
    return List.of(
        new ObjectMapper()
            .treeToValue(
                new ObjectMapper().readTree(ran.out()).path("versions"), JsonNode[].class));
  }

  @Test
  void theDemoPublishesAndASecondRunMakesANewVersionThatCanBeTakenBack() throws IOException {
    Ran first = Ran.arco("demo", "--root", root);
    assertEquals(0, first.code(), first.toString());
    assertTrue(
        first.out().contains("Dimensions:  (time: 12, zlev: 1, lat: 36, lon: 72)"), first.out());
    assertTrue(first.out().contains("  * zlev     (zlev) float32 4B 0.0\n"), first.out());
    assertTrue(first.out().contains("ds = xr.open_zarr(\"" + root), first.out());
    assertTrue(first.out().contains("catalog/catalog.json"), first.out());
    assertEquals(1, versions().size());

    assertEquals(0, Ran.arco("demo", "--root", root).code());
    List<JsonNode> both = versions();
    assertEquals(2, both.size());
    assertTrue(both.get(1).path("current").asBoolean());

    String old = both.get(0).path("version").asText();
    assertEquals(0, Ran.arco("rollback", Ran.demo(), "--to", old, "--root", root).code());
    assertTrue(versions().get(0).path("current").asBoolean());
    assertEquals(0, Ran.arco("catalog", "validate", "--root", root).code());
    assertTrue(
        Ran.arco("sweep", "--root", root, "--older-than", "0").out().contains("nothing to sweep"));
    String store = both.get(0).path("store").asText();
    assertEquals(0, Ran.arco("verify", store, "--against", Ran.demo()).code());
    damage(Path.of(java.net.URI.create(store)));
    assertEquals(5, Ran.arco("verify", store).code());
  }

  /** Roots that are no URLs as they are written. */
  @Test
  void whatTheDemoPrintsCanBeGivenBackWhateverTheFolderIsCalled() throws IOException {
    for (String name : List.of("a b", "é#1?", "50%", "100%41")) {
      Path place = root.resolve(name);
      Ran ran = Ran.arco("demo", "--root", place);
      assertEquals(0, ran.code(), ran.toString());
      assertTrue(ran.out().contains("ds = xr.open_zarr(\"" + place + "/persistent-ro/"), ran.out());
      String quoted = "'" + place + "'";
      assertTrue(
          ran.out().contains("serve --root " + (name.contains("%") ? place : quoted)), ran.out());
      Matcher store = Pattern.compile("  store    (.*)").matcher(ran.out());
      Matcher item = Pattern.compile("  catalog  (.*)").matcher(ran.out());
      assertTrue(store.find() && item.find(), ran.out());
      for (String url : List.of(store.group(1), store.group(1).replaceFirst("^file://", ""))) {
        assertEquals(0, Ran.arco("verify", url, "--against", Ran.demo()).code(), url);
        assertEquals(0, Ran.arco("quality", url).code(), url);
        assertEquals(0, Ran.arco("diff", url, url, "--exit-code").code(), url);
        assertEquals(0, Ran.arco("repair", url, "--root", place).code(), url);
      }
      for (String url : List.of(item.group(1), item.group(1).replaceFirst("^file://", ""))) {
        ran = Ran.arco("quality", url);
        assertEquals(0, ran.code(), url + ran);
      }
      String catalog = item.group(1).replaceFirst("(/catalog/).*", "$1");
      assertEquals(0, Ran.arco("verify", store.group(1), "--catalog", catalog).code(), catalog);
      assertEquals(0, Ran.arco("catalog", "validate", "--stores", "--root", place).code(), name);
    }
  }

  private static void damage(Path store) throws IOException {
    try (Stream<Path> files = Files.walk(store.resolve("sst/c"))) {
      Path chunk = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(chunk);
      bytes[bytes.length - 1] ^= 1;
      Files.write(chunk, bytes);
    }
  }

  @Test
  void withoutSamplesTheDemoSaysHowToStartIt() {
    Settings elsewhere = Settings.standard().toBuilder().home(root.toString()).build();
    Ran ran = Ran.arco(elsewhere, "demo", "--root", root);
    assertEquals(2, ran.code());
    assertTrue(ran.err().contains("scripts/arco"), ran.err());
    assertFalse(Files.exists(root.resolve("catalog")));
  }
}
