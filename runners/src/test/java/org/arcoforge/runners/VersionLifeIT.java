package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a data set of days by the command line: it grows, is corrected, damaged, swept. */
class VersionLifeIT {
  @TempDir Path folder = Path.of(""); // JUnit sets it

  private int days;

  private void write(int day, double base) throws IOException {
    double[] values = new double[6];
    Arrays.setAll(values, p -> base + day + p / 10.0);
    new Netcdf3File()
        .dimension("time", 1)
        .dimension("y", 2)
        .dimension("x", 3)
        .variable("time", List.of("time"), Map.of("units", "days since 2000-01-01"), day)
        .variable("y", List.of("y"), Map.of("units", "degrees_north"), 1, 2)
        .variable("x", List.of("x"), Map.of("units", "degrees_east"), 1, 2, 3)
        .variable("t", List.of("time", "y", "x"), Map.of("units", "K"), values)
        .write(folder.resolve(String.format(Locale.ROOT, "d200001%02d.nc", day + 1)));
  }

  private void feedstock(String mode, String more) throws IOException {
    Files.writeString(
        folder.resolve("feedstock.yaml"),
        String.format(
            Locale.ROOT,
            """
        id: life
        title: A life
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: days
            pattern:
              url: "d{time:%%Y%%m%%d}.nc"
              format: netcdf3
              dims: [{concat: time, dates: {start: 2000-01-01, end: 2000-01-%02d, step: P1D}}]
            target: {chunks: {time: 2}, mode: %s%s}
        """,
            days,
            mode,
            more));
  }

  private void grow(int more, String mode, String keys) throws IOException {
    for (int n = 0; n < more; n++) {
      write(days++, 100);
    }
    feedstock(mode, keys);
  }

  @BeforeEach
  void begin() throws IOException {
    grow(3, "append", "");
    bake();
  }

  private Path root() {
    return folder.resolve("data");
  }

  private void bake(Object... more) {
    Object[] words = {"bake", folder, "--root", root()};
    Object[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    Ran ran = Ran.arco(all);
    assertEquals(0, ran.code(), ran.toString());
  }

  private JsonNode versions() throws IOException {
    Ran ran = Ran.arco("versions", "--feedstock", "life", "--root", root(), "--json");
    assertEquals(0, ran.code(), ran.toString());
    return new ObjectMapper().readTree(ran.out()).path("versions");
  }

  private String version(int n) throws IOException {
    return versions().get(n).path("version").asText();
  }

  private Path store(int n) throws IOException {
    return Path.of(java.net.URI.create(versions().get(n).path("store").asText()));
  }

  private Ran diff(Object... words) {
    Object[] begin = {"diff", "--root", root()};
    Object[] all = Arrays.copyOf(begin, begin.length + words.length);
    System.arraycopy(words, 0, all, begin.length, words.length);
    return Ran.arco(all);
  }

  @Test
  void versionsSayWhatTheyAreAndWhatChanged() throws IOException {
    grow(3, "append", "");
    bake();
    JsonNode all = versions();
    assertEquals(2, all.size());
    assertEquals("first version", all.get(0).path("change").asText());
    assertEquals("grown", all.get(0).path("status").asText());
    JsonNode last = all.get(1);
    assertEquals("+3 days", last.path("change").asText());
    assertEquals("as-published", last.path("status").asText());
    assertEquals(6, last.path("files").asInt());
    assertTrue(last.path("bytes").asLong() > 0);
    assertEquals("2000-01-01", last.at("/extent/from").asText());
    assertEquals("2000-01-06", last.at("/extent/to").asText());
    assertEquals(6, last.at("/extent/shape/time").asInt());
    String text = Ran.arco("versions", "--feedstock", "life", "--root", root()).out();
    assertTrue(text.contains("6 files; 2000-01-01 … 2000-01-06; "), text);
    assertTrue(text.contains("; +3 days; published"), text);
  }

  @Test
  void aFeedstockThatOnlyDescribesOtherwiseChangesTheCatalogAndNoVersion() throws IOException {
    Path collection = root().resolve("catalog/life/collection.json");
    String before = Files.readString(collection);
    Ran same = Ran.arco("bake", folder, "--root", root());
    assertFalse(same.toString().contains("as the feedstock does now"), same.toString());
    assertEquals(before, Files.readString(collection));
    Path yaml = folder.resolve("feedstock.yaml");
    String other = Files.readString(yaml).replace("A life", "Another").replace("CC0-1.0", "MIT");
    Files.writeString(yaml, other);
    Ran ran = Ran.arco("bake", folder, "--root", root());
    assertEquals(0, ran.code(), ran.toString());
    assertTrue(ran.toString().contains("unchanged: days"), ran.toString());
    assertTrue(ran.toString().contains("as the feedstock does now"), ran.toString());
    JsonNode now = new ObjectMapper().readTree(collection.toFile());
    assertEquals("Another", now.path("title").asText());
    assertEquals("MIT", now.path("license").asText());
    assertTrue(Files.readString(root().resolve("catalog/catalog.json")).contains("Another"));
    assertEquals(1, versions().size());
    Ran valid = Ran.arco("catalog", "validate", "--root", root(), "--stores");
    assertEquals(0, valid.code(), valid.toString());
  }

  @Test
  void anAppendOntoADamagedObjectSaysWhatMendsIt() throws IOException {
    Path last = store(0).resolve("t/c/1/0/0");
    byte[] whole = Files.readAllBytes(last);
    Files.write(last, Arrays.copyOf(whole, 10));
    grow(1, "append", "");
    Ran refused = Ran.arco("bake", folder, "--root", root());
    assertEquals(4, refused.code(), refused.toString());
    assertTrue(refused.toString().contains("t/c/1/0/0"), refused.toString());
    assertTrue(refused.toString().contains("arco repair file:"), refused.toString());
    assertTrue(refused.toString().contains("--against FEEDSTOCK"), refused.toString());
    Ran repaired = Ran.arco("repair", store(0), "--root", root(), "--against", folder);
    assertEquals(0, repaired.code(), repaired.toString());
    assertArrayEquals(whole, Files.readAllBytes(last));
    bake();
    assertEquals(0, Ran.arco("verify", store(0)).code());
  }

  @Test
  void anEarlierEndIsRefusedAndMadeByWhatTheRefusalSays() throws IOException {
    Object[] earlier = {"bake", folder, "--root", root(), "--until", "2000-01-02"};
    Ran refused = Ran.arco(earlier);
    assertEquals(2, refused.code(), refused.toString());
    assertTrue(refused.toString().contains("bake once with --force"), refused.toString());
    assertEquals(3, versions().get(0).at("/extent/shape/time").asInt());
    bake("--until", "2000-01-02", "--force");
    assertEquals(2, versions().get(1).at("/extent/shape/time").asInt());
    bake();
    assertEquals(3, versions().get(2).at("/extent/shape/time").asInt());
    assertEquals(0, Ran.arco("verify", store(2), "--against", folder).code());
  }

  @Test
  void anAppendIsTheDifferenceOfItsVersionsThoughTheyShareAStore() throws IOException {
    String first = version(0);
    grow(2, "append", "");
    bake();
    Ran text = diff("life/days@" + first);
    assertEquals(0, text.code(), text.toString());
    assertTrue(text.out().contains("+2 days"), text.out());
    assertTrue(text.out().contains("d20000105.nc"), text.out());
    assertTrue(text.out().contains("3 → 5 files: 2 added, 0 changed, 0 gone"), text.out());
    Ran json = diff("life@previous", "@current", "--json", "--exit-code");
    assertEquals(DiffCommand.DIFFER, json.code(), json.toString());
    JsonNode found = new ObjectMapper().readTree(json.out());
    assertEquals("2000-01-03", found.at("/dimensions/0/before/last").asText(), json.out());
    assertEquals("2000-01-05", found.at("/dimensions/0/after/last").asText());
    assertEquals(1, found.at("/chunks/0/added").asInt(), json.out());
    assertEquals(1, found.at("/chunks/0/extended").asInt());
    assertEquals(List.of(), asList(found.path("notes")));
    Ran markdown = diff(first.isEmpty() ? "" : "life@" + first, "--markdown");
    assertTrue(markdown.out().startsWith("### +2 days\n"), markdown.out());
    assertTrue(markdown.out().contains("| time | 3 | 5 |"), markdown.out());
    assertEquals(0, diff("life", "life", "--exit-code").code());
  }

  private static List<String> asList(JsonNode array) {
    List<String> texts = new java.util.ArrayList<>();
    array.forEach(n -> texts.add(n.asText()));
    return texts;
  }

  @Test
  void aNewVersionDiffersInWhatWasCorrected() throws IOException {
    write(1, 500);
    grow(0, "create", "");
    bake();
    assertEquals(2, versions().size());
    Ran json = diff("life@previous", "--json");
    JsonNode found = new ObjectMapper().readTree(json.out());
    assertEquals(1, found.at("/chunks/0/replaced").asInt(), json.out());
    assertEquals(1, found.at("/sources/changed").size(), json.out());
    assertTrue(json.out().contains("\"time 2000-01-01 … 2000-01-02\""), json.out());
    Ran stores = diff(store(0), store(1));
    assertTrue(stores.out().contains("chunks of time, 2 chunks replaced"), stores.toString());
    Ran back = rollback(version(0));
    assertEquals(0, back.code(), back.toString());
  }

  private Ran rollback(String to) {
    return Ran.arco("rollback", "--feedstock", "life", "--to", to, "--root", root());
  }

  @Test
  void whatHasGrownCannotBeRolledBackButAgainForward() throws IOException {
    grow(2, "append", "");
    bake();
    String first = version(0);
    String second = version(1);
    Ran refused = rollback(first);
    assertEquals(2, refused.code(), refused.toString());
    assertTrue(refused.err().contains("cannot be shown again"), refused.err());
    assertTrue(refused.err().contains(second), refused.err());
    assertTrue(refused.err().contains("arco bake --force"), refused.err());
    assertTrue(versions().get(1).path("current").asBoolean());
    days--; // the way out that the message tells
    feedstock("append", "");
    Files.delete(folder.resolve("d20000105.nc"));
    feedstock("create", "");
    bake("--force");
    assertEquals(0, rollback(second).code());
    assertEquals(0, rollback(version(2)).code());
    assertEquals(4, versions().get(2).at("/extent/shape/time").asInt());
  }

  @Test
  void damageIsRepairedFromSourcesAndVerifiedAfterwards() throws IOException {
    Path store = store(0);
    Path chunk = store.resolve("t/c/0/0/0");
    byte[] whole = Files.readAllBytes(chunk);
    Files.delete(chunk);
    Ran verify = Ran.arco("verify", store, "--json");
    assertEquals(5, verify.code(), verify.toString());
    assertEquals(
        List.of("t/c/0/0/0"), asList(new ObjectMapper().readTree(verify.out()).path("damaged")));
    assertEquals(2, Ran.arco("repair", store).code());
    Ran repaired = Ran.arco("repair", store, "--against", folder);
    assertEquals(0, repaired.code(), repaired.toString());
    assertTrue(repaired.out().contains("rewritten  t/c/0/0/0"), repaired.out());
    assertTrue(Arrays.equals(whole, Files.readAllBytes(chunk)));
    assertEquals(0, Ran.arco("verify", store).code());
    Files.delete(chunk);
    write(0, 900);
    Ran other = Ran.arco("repair", store, "--against", folder);
    assertEquals(3, other.code(), other.toString());
    assertFalse(Files.exists(chunk));
  }

  @Test
  void aRepairOfAStoreThatHasGrownKnowsTheFilesOfTheLastRun() throws IOException {
    grow(2, "append", "");
    bake();
    Path chunk = store(1).resolve("t/c/2/0/0");
    Files.delete(chunk);
    grow(2, "append", ""); // the feedstock names more by now
    assertEquals(0, Ran.arco("repair", store(1), "--against", folder).code());
    assertTrue(Files.exists(chunk));
  }

  @Test
  void aCopyIsVerifiedByTheOriginalOrTheSourcesOnly() throws IOException {
    Path copy = folder.resolve("copy/days.zarr");
    copy(store(0), copy);
    Ran alone = Ran.arco("verify", copy);
    assertEquals(0, alone.code(), alone.toString());
    assertTrue(alone.out().contains("not verified: ") && alone.out().contains("--copy-of STORE"));
    JsonNode json = new ObjectMapper().readTree(Ran.arco("verify", copy, "--json").out());
    assertFalse(json.path("verified").asBoolean(true));
    assertEquals(0, json.path("digestsCompared").asInt() + json.path("problems").size());
    assertEquals(0, Ran.arco("verify", copy, "--against", folder).code());
    assertEquals(2, Ran.arco("verify", copy, "--copy-of", copy).code());
    Path original = store(0);
    assertEquals(0, Ran.arco("verify", copy, "--copy-of", original).code());
    grow(1, "append", "");
    bake(); // the copy is that of an older version now
    Ran older = Ran.arco("verify", copy, "--copy-of", original, "--json");
    assertEquals(0, older.code(), older.toString());
    assertTrue(new ObjectMapper().readTree(older.out()).path("digestsCompared").asInt() > 0);
    Path document = copy.resolve("t/zarr.json");
    Files.writeString(document, Files.readString(document).replace("\"K\"", "\"C\""));
    assertEquals(5, Ran.arco("verify", copy, "--copy-of", original).code());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  @Test
  void aCensusCountsChunks() throws IOException {
    Ran ran = Ran.arco("verify", store(0), "--census", "--json");
    assertEquals(0, ran.code(), ran.toString());
    for (JsonNode row : new ObjectMapper().readTree(ran.out()).path("census")) {
      if (row.path("variable").asText().equals("t")) {
        assertEquals(2, row.path("chunks").asInt());
        assertEquals(2, row.path("present").asInt());
        assertEquals(0, row.path("allFill").asInt());
      }
    }
    assertTrue(Ran.arco("verify", store(0), "--census").out().contains("all fill"));
  }

  @Test
  void aSweepDeletesVersionsBeyondWhatTheRecipeKeeps() throws IOException {
    grow(0, "create", ", keep: 2");
    bake("--force");
    bake("--force");
    assertEquals(3, versions().size());
    Path first = store(0);
    Path second = store(1);
    Ran dry = Ran.arco("sweep", "--root", root(), "--dry-run");
    assertTrue(dry.out().contains("would delete"), dry.out());
    assertTrue(dry.out().contains("(beyond keep: 2)"), dry.out());
    assertTrue(Files.exists(first));
    assertEquals(3, versions().size());
    Ran swept = Ran.arco("sweep", "--root", root());
    assertEquals(
        dry.out().replace("would delete", "deleted").replace("would free", "freed"), swept.out());
    assertFalse(Files.exists(first.resolve("zarr.json")));
    assertEquals(2, versions().size());
    assertEquals(0, Ran.arco("catalog", "validate", "--root", root()).code());
    assertEquals(0, Ran.arco("verify", second).code());
    assertTrue(Ran.arco("sweep", "--root", root()).out().contains("nothing to sweep"));
  }

  @Test
  void aSweepForgetsVersionsOfAStoreThatHasGrownAndKeepsTheStore() throws IOException {
    grow(1, "append", ", keep: 1");
    bake();
    grow(1, "append", ", keep: 1");
    bake();
    Path store = store(1);
    String second = version(1);
    Path runs = root().resolve("persistent-ro/life/days/runs");
    Ran swept = Ran.arco("sweep", folder, "--root", root());
    assertTrue(swept.out().contains("leaves the catalog; its store is kept"), swept.out());
    assertEquals(1, versions().size());
    assertFalse(Files.exists(runs.resolve(second).resolve("plan.json.gz")), "its evidence goes");
    assertEquals(0, Ran.arco("verify", store).code());
    grow(1, "append", ", keep: 1");
    bake();
    assertEquals(2, versions().size());
    assertEquals("+1 day", versions().get(1).path("change").asText());
    assertEquals(0, Ran.arco("verify", store).code());
  }

  @Test
  void theCurrentVersionIsKeptWhereverItIs() throws IOException {
    grow(0, "create", ", keep: 1");
    bake("--force");
    String first = version(0);
    assertEquals(0, rollback(first).code());
    Ran swept = Ran.arco("sweep", folder, "--root", root());
    assertTrue(swept.out().contains("but the catalog names it as current"), swept.out());
    assertEquals(2, versions().size());
    assertEquals(first, version(0));
  }
}
