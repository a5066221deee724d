package org.arcoforge.recipe.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.pattern.Access;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.Urls;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Target;
import org.arcoforge.recipe.Transform;
import org.arcoforge.recipe.VariableEncoding;
import org.arcoforge.yaml.Problem;
import org.junit.jupiter.api.Test;

class RecipeWriterTest {
  private static Recipe reread(Recipe recipe) {
    List<Problem> problems = new ArrayList<>();
    String text = RecipeWriter.write(recipe);
    Recipe again = FeedstockReader.readRecipe("/elsewhere/r.yaml", text, problems);
    if (again == null) {
      throw new AssertionError(problems + "\n" + text);
    }
    return again;
  }

  @Test
  void everyRecipeOfTheSchemaCasesSurvivesWritingAndReading() {
    for (String keys : SchemaCases.GOOD) {
      Recipe recipe = FeedstockTexts.good(keys);
      Recipe shown = recipe.toBuilder().pattern(recipe.pattern().redacted()).build();
      assertEquals(shown, reread(recipe), keys);
    }
  }

  @Test
  void headersAreShownUnlessTheirValuesMayBeSecrets() {
    Map<String, String> headers =
        Map.of(
            "User-Agent", "me/1",
            "Accept", "ghp_0123456789abcdef",
            "Referer", "https://h/f?token=x",
            "Cookie", "a=b");
    Recipe recipe = FeedstockTexts.good("pattern: {url: a.nc}");
    FilePattern pattern = recipe.pattern().withAccess(new Access(headers, "", 8));
    String text = RecipeWriter.write(recipe.toBuilder().pattern(pattern).build());
    String shown =
        "headers: {Accept: \"***\", Cookie: \"***\", Referer: \"***\", User-Agent: me/1}";
    assertTrue(text.contains(shown), text);
  }

  @Test
  void aRecipeOfJavaWithEverythingSurvivesWritingAndReading() {
    Recipe recipe =
        Recipe.builder()
            .id("all")
            .pattern(
                FilePattern.of(
                        "s3://bucket/{{x}}/{time:%Y}/{run}_{flag}_{n:02d}_\u00e9 \"'\\#.nc",
                        PatternDim.concat(
                                "time", Keys.dates("1981-01-31", "1990-06-01T06:30", "P1Y2M3D"))
                            .withItemsPerFile(5),
                        PatternDim.concat("run", Keys.of("yes", "null", "1", "1e3", "a: b", "~")),
                        PatternDim.concat("n", new Keys.Range(9, -3, -4)),
                        PatternDim.merge("flag", new Keys.Values(List.of(true, 0.1, 7L, 1e300))))
                    .withFormat("netcdf4")
                    .withGroup("**")
                    .withFilterByKeys(Map.of("typeOfLevel", "surface", "level", 2L, "1", 0.5))
                    .withAccess(
                        new Access(Map.of("Accept", "***"), "earthdata", 2, Set.of("format"))))
            .transforms(
                new Transform.Rename(Map.of("x: y", "true")),
                new Transform.Drop(List.of("1", "on")),
                new Transform.Squeeze(List.of()),
                new Transform.ExpandDims("member", "r(\\d+)i\\{\"", "int"))
            .target(
                Target.builder()
                    .chunk("time", 40)
                    .chunk("lat", -1)
                    .shard("time", 400)
                    .codec(new CodecSpec("zstd", Map.of("level", 9)))
                    .encode(
                        "sst",
                        VariableEncoding.standard()
                            .withCodec(CodecSpec.none())
                            .withDtype(DataType.FLOAT32)
                            .withFillValue(Double.NaN)
                            .withChunks(Map.of("time", 3L)))
                    .encode("ice", VariableEncoding.standard().withFillValue(-32768L))
                    .encode("name", VariableEncoding.standard().withFillValue("\u0085\n\t"))
                    .mode(Target.Mode.APPEND)
                    .build())
            .policies(
                Policies.builder()
                    .attributes(Policies.AttributePolicy.DROP_CONFLICTS)
                    .coordinateTolerance(1e-6)
                    .order(Policies.OrderPolicy.KEEP_LAST)
                    .packing(Policies.PackingPolicy.PRESERVE)
                    .missingFiles(Policies.MissingFilePolicy.FILL)
                    .missingFileLimit(3)
                    .missingVariables(Policies.MissingVariablePolicy.FILL)
                    .changedSources(Policies.ChangedSourcePolicy.IN_PLACE)
                    .build())
            .build();
    assertEquals(recipe, reread(recipe));
  }

  @Test
  void filesAndGlobsSurvive() {
    PatternDim time = PatternDim.concat("time", Keys.range(0, 1));
    FilePattern files =
        FilePattern.builder()
            .urls(new Urls.Files(List.of("/a/b.nc", "gs://c/{d}.nc")))
            .dims(List.of(time))
            .build();
    Recipe recipe = Recipe.builder().id("f").pattern(files).build();
    assertEquals(recipe, reread(recipe));
    Recipe glob =
        FeedstockTexts.good("pattern: {glob: \"gs://b/**/*.nc\", dims: [{concat: time}]}");
    assertEquals(glob, reread(glob));
  }

  @Test
  void writesOneReadableForm() {
    Recipe recipe =
        Recipe.builder()
            .id("r")
            .pattern(
                FilePattern.of(
                    "https://host/{time:%Y%m%d}.{variable}.nc",
                    PatternDim.concat("time", Keys.dates("1981-09-01", "1981-09-30", "P1D")),
                    PatternDim.merge("variable", Keys.of("sst", "ice"))))
            .transforms(new Transform.Squeeze(List.of()), new Transform.Drop(List.of("a")))
            .build();
    assertEquals(
        """
        id: r
        pattern:
          url: "https://host/{time:%Y%m%d}.{variable}.nc"
          format: auto
          group: /
          dims:
            - {concat: time, dates: {start: 1981-09-01, end: 1981-09-30, step: P1D}}
            - {merge: variable, keys: [sst, ice]}
        transforms:
          - squeeze
          - {drop: [a]}
        target:
          chunks: {auto: 100MB}
          zarr_format: 3
          codec: {name: blosc, clevel: 5, cname: lz4, shuffle: shuffle}
          mode: create
        policies:
          attributes: drop_conflicts
          coordinates: exact
          order: error
          allow_unused_files: false
          packing: auto
          missing_files: error
          missing_variables: error
          changed_sources: new-version
        """,
        RecipeWriter.write(recipe));
  }

  @Test
  void writesAnEntryForTheListOfRecipes() {
    Recipe recipe = FeedstockTexts.good("pattern: {url: \"https://host/a.nc\"}");
    String text = FeedstockTexts.HEAD + RecipeWriter.writeEntry(recipe);
    assertEquals(List.of(), FeedstockTexts.problems(text));
  }
}
