package org.arcoforge.recipe.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RecipeClass;
import org.arcoforge.yaml.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedstockReaderTest {
  private static final String RECIPE =
      """
      pattern:
        url: "https://host/{time:%Y}.nc"
        dims: [{concat: time, dates: {start: 1981, end: 1983, step: P1Y}}]
      """;

  @Test
  void readsEveryKeyAroundTheRecipes() {
    String text =
        """
        id: test-1
        title: A test
        description: |
          Nothing but
          a test.
        license: other
        providers:
          - {name: Somebody, roles: [producer, licensor], url: "https://host/"}
          - name: Nobody
        maintainers: [{name: Ada, github: ada, orcid: 0000-0002-1825-0097}]
        keywords: [sea, ice]
        doi: 10.25921/RE9P-PT57
        citation: Somebody (2024)
        links: [{rel: license, href: "https://host/license", title: Licence}]
        publications: [{doi: 10.1175/JCLI-D-20-0166.1, citation: Huang et al.}]
        notebooks: [{url: "https://host/a.ipynb", title: Warming}]
        schedule: {cron: "0 6 * * MON-FRI"}
        recipes:
          - id: r
            pattern: {url: "https://host/a.nc"}
        """;
    FeedstockReader.Result result = FeedstockTexts.read(text);
    assertEquals(List.of(), result.problems());
    Feedstock f = Objects.requireNonNull(result.feedstock());
    assertEquals("test-1", f.id());
    assertEquals("Nothing but\na test.", f.description());
    assertEquals(List.of("producer", "licensor"), f.providers().get(0).roles());
    assertEquals(List.of(), f.providers().get(1).roles());
    assertEquals("0000-0002-1825-0097", f.maintainers().get(0).orcid());
    assertEquals("10.25921/RE9P-PT57", f.doi());
    assertEquals("0 6 * * MON-FRI", f.cron());
    assertEquals("license", f.links().get(0).rel());
    assertEquals("10.1175/JCLI-D-20-0166.1", f.publications().get(0).doi());
    assertEquals("Huang et al.", f.publications().get(0).citation());
    assertEquals("https://host/a.ipynb", f.notebooks().get(0).url());
    assertEquals("Warming", f.notebooks().get(0).title());
    assertEquals(1, f.recipe("r").orElseThrow().pattern().size());
  }

  @Test
  void readsJson() {
    String json =
        """
        {"id": "test", "title": "A", "description": "B", "license": "MIT",
         "providers": [{"name": "C"}],
         "recipes": [{"id": "r", "pattern": {"url": "https://host/a.nc", "dims": []}}]}
        """;
    assertEquals(List.of(), FeedstockTexts.problems(json));
  }

  @Test
  void tellsEveryMissingKeyAtOnce() {
    List<String> problems = FeedstockTexts.problems("title: x\n");
    assertEquals(5, problems.size());
    assertEquals(
        "1:1: missing key 'id' in the feedstock (the feedstock's name in stores and in the catalog:"
            + " noaa-oisst)",
        problems.get(0));
    assertTrue(problems.get(4).startsWith("1:1: missing key 'recipes' in the feedstock"));
  }

  @Test
  void tellsProblemsOfAllSectionsInTheOrderOfTheText() {
    String text =
        """
        id: Test
        titel: A test
        description: 5
        license: CC-BY-4
        providers: [{name: Somebody, roles: [produzer]}]
        doi: https://doi.org/10.1/x
        schedule: {cron: "0 26 * * *"}
        recipes:
          - id: r
            pattern:
              url: "https://host/{tme:%Y}.nc"
              dims:
                - {concat: time, dates: {start: 1981-13-01, end: 1982, step: P1Y}}
            target: {zarr_format: 4, chunks: {time: 0}}
            policies: {order: sorted}
        """;
    assertEquals(
        List.of(
            "1:5: 'id': expected an id of at most 100 small letters, digits and . _ -, beginning with a letter"
                + " or digit, found 'Test' (for example noaa-oisst)",
            "2:1: unknown key 'titel' in the feedstock (did you mean 'title'?)",
            "3:14: 'description': expected text, found the number 5 (quote it: \"5\")",
            "4:10: 'license': unknown value 'CC-BY-4' (did you mean 'CC-BY-4.0'?)",
            "5:38: 'roles': unknown value 'produzer' (did you mean 'producer'?)",
            "6:6: 'doi': expected a DOI such as 10.25921/RE9P-PT57, found 'https://doi.org/10.1/x'"
                + " (leave https://doi.org/ out)",
            "7:18: cron field 2 (hour): expected 0 to 23, *, a-b, a,b or */n, found '26' (minute"
                + " hour day month weekday)",
            "11:27: 'tme' is not a dimension of the pattern (did you mean 'time'?)",
            "13:41: expected a date such as 1981-09-01 or 1981-09-01T06:00, found '1981-13-01'",
            "14:27: 'zarr_format': expected 2 or 3, found the number 4",
            "14:45: 'time': expected 1 or more, or -1 for the whole axis, found the number 0",
            "15:23: 'order': unknown value 'sorted' (did you mean 'sort'?)"),
        FeedstockTexts.problems(text));
  }

  @Test
  void tellsDuplicateKeysWithTheFirstLine() {
    assertEquals(
        List.of("3:1: key 'id' is given twice, first in line 1 (remove one)"),
        FeedstockTexts.problems(
            """
            id: a
            title: t
            id: b
            description: d
            license: MIT
            providers: [{name: n}]
            recipes: [{id: r, pattern: {url: "https://h/a"}}]
            """));
  }

  @Test
  void tellsOfTwoRecipesWithOneId() {
    String text =
        FeedstockTexts.recipe(RECIPE) + "  - id: r\n    pattern: {url: \"https://host/b.nc\"}\n";
    assertEquals(
        List.of("11:9: two recipes have the id 'r', first in line 7 (choose another)"),
        FeedstockTexts.problems(text));
  }

  @Test
  void wantsALinkForAnotherLicense() {
    assertEquals(
        List.of(
            "4:10: license 'other' needs a link to its text (add links: [{rel: license, href:"
                + " https://…}])"),
        FeedstockTexts.problems(FeedstockTexts.recipe(RECIPE).replace("CC0-1.0", "other")));
  }

  @Test
  void findsRecipeClassesByName() {
    RecipeClass known = new Known();
    String text = FeedstockTexts.HEAD + "  - {id: r2, class: Known}\n";
    Feedstock feedstock =
        Objects.requireNonNull(FeedstockReader.read("f", text, List.of(known)).feedstock());
    assertEquals(known.recipe("r2"), feedstock.recipes().get(0));
    assertEquals(
        List.of(new Problem("f", 7, 21, "no recipe class 'Knwon'", "did you mean 'Known'?")),
        FeedstockReader.read("f", text.replace("Known", "Knwon"), List.of(known)).problems());
  }

  @Test
  void refusesInlineKeysBesideAClass() {
    String text = FeedstockTexts.HEAD + "  - {id: r, class: Known, target: {mode: append}}\n";
    assertEquals(
        List.of(
            new Problem("f", 7, 27, "'target' cannot stand beside 'class'", "remove one of them")),
        FeedstockReader.read("f", text, List.of(new Known())).problems());
  }

  @Test
  void tellsARecipeClassThatThrows() {
    RecipeClass broken =
        new RecipeClass() {
          @Override
          public String name() {
            return "Broken";
          }

          @Override
          public Recipe recipe(String id) {
            throw new IllegalStateException("no");
          }
        };
    String text = FeedstockTexts.HEAD + "  - {id: r, class: Broken}\n";
    assertEquals(
        "f:7:20: recipe class 'Broken' fails: no (see it run in a test of the class)",
        FeedstockReader.read("f", text, List.of(broken)).problems().get(0).toString());
  }

  @Test
  void tellsTextsThatAreNoFeedstockInOneProblem() {
    assertEquals(
        List.of("1:1: the file is empty ('arco new ID' writes a first one)"),
        FeedstockTexts.problems(""));
    assertEquals(
        List.of("1:1: expected a feedstock, found 'hello'"), FeedstockTexts.problems("hello"));
    assertEquals(1, FeedstockTexts.problems("a: [1, 2\nb: }").size());
    assertEquals(1, FeedstockTexts.problems("a: \u0001").size());
    assertEquals(1, FeedstockTexts.problems("id: x\n---\nid: y\n").size());
    assertEquals(1, FeedstockTexts.problems("[".repeat(200_000)).size());
  }

  @Test
  void tellsWhereYamlIsBroken() {
    assertTrue(FeedstockTexts.problems("id: x\n\ttitle: y\n").get(0).startsWith("2:1: not YAML: "));
  }

  @Test
  void survivesAnchorsThatContainThemselves() {
    assertTrue(FeedstockTexts.problems("&a {id: *a, recipes: [*a], *a : b}").size() > 1);
  }

  @Test
  void tellsFilesThatCannotBeRead(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("x/feedstock.yaml");
    FeedstockReader.Result result = FeedstockReader.read(missing, List.of());
    assertNull(result.feedstock());
    assertEquals(
        List.of(new Problem(missing.toString(), 1, 1, "there is no such file", "")),
        result.problems());
    Path latin = folder.resolve("feedstock.yaml");
    Files.write(latin, new byte[] {'i', 'd', ':', ' ', (byte) 0xE9, '\n'});
    assertEquals(
        latin + ":1:1: expected text in UTF-8, found other bytes",
        FeedstockReader.read(folder, List.of()).problems().get(0).toString());
  }

  private static final class Known implements RecipeClass {
    @Override
    public Recipe recipe(String id) {
      return Recipe.builder().id(id).pattern(FilePattern.of("https://host/a.nc")).build();
    }
  }
}
