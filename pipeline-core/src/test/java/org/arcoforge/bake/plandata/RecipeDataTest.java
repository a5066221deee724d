package org.arcoforge.bake.plandata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.pattern.Access;
import org.arcoforge.pattern.Checksums;
import org.arcoforge.pattern.Checksums.Digest;
import org.arcoforge.pattern.DateText;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.OpenEnd;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.Urls;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Retention;
import org.arcoforge.recipe.Target;
import org.arcoforge.recipe.VariableEncoding;
import org.junit.jupiter.api.Test;

/** Recipes of Java, which can say more than a feedstock, on their way through a plan. */
class RecipeDataTest {
  private static final FilePattern ONE = FilePattern.of("https://x/one.nc");

  private static final Target TARGET =
      Target.builder()
          .chunk("time", 40)
          .chunk("lat", -1)
          .autoChunkBytes(12_345_678)
          .shard("time", 400)
          .codec(new CodecSpec("zstd", Map.of("level", 9)))
          .encode(
              "sst",
              new VariableEncoding(
                  CodecSpec.none(), DataType.FLOAT32, Double.NaN, Map.of("time", 3L)))
          .encode("ice", VariableEncoding.standard().withFillValue(-32768L))
          .encode("name", VariableEncoding.standard().withFillValue("NaN"))
          .writeEmptyChunks(false)
          .mode(Target.Mode.APPEND)
          .keep(Retention.younger("P90D"))
          .build();

  private static final Policies POLICIES =
      Policies.builder()
          .attributes(Policies.AttributePolicy.LIST)
          .coordinateTolerance(1e-6)
          .firstCoordinates(List.of("lon_bnds", "a"))
          .padded(Set.of("N_LEVELS", "yes"))
          .order(Policies.OrderPolicy.KEEP_LAST)
          .allowUnusedFiles(true)
          .packing(Policies.PackingPolicy.PRESERVE)
          .missingFiles(Policies.MissingFilePolicy.FILL)
          .missingFileLimit(3)
          .waitingHoles(Policies.MissingFilePolicy.SKIP)
          .waitAtEnd("P14D")
          .missingVariables(Policies.MissingVariablePolicy.FILL)
          .changedSources(Policies.ChangedSourcePolicy.IN_PLACE)
          .build();

  private static final FilePattern PATTERN =
      FilePattern.builder()
          .urls(Urls.template("s3://b/{{x}}/{time:%Y}/{run}_{flag}_{n:02d}_\u00e9 \"'\\#.nc"))
          .dims(
              List.of(
                  PatternDim.concat("time", Keys.dates("1981-01-31", "1990-06-01T06:30", "P1Y2M3D"))
                      .withItemsPerFile(5),
                  PatternDim.concat("run", Keys.of("yes", "null", "1", "1e3", "a: b", "~")),
                  PatternDim.concat("n", new Keys.Range(9, -3, -4)).alongAlso("obs", "1"),
                  PatternDim.merge("flag", new Keys.Values(List.of(true, 0.1, 7L, 1e300)))))
          .format("netcdf4")
          .group("**")
          .filterByKeys(Map.of("typeOfLevel", "surface", "level", 2L, "1", 0.5))
          .access(
              new Access(
                  Map.of("Accept", "a, b: c"),
                  "earthdata",
                  2,
                  Set.of("format"),
                  new Checksums("{url}.md5", "", Map.of("a", new Digest("md5", "0f".repeat(16))))))
          .build();

  private static Recipe reread(Recipe recipe) throws IOException {
    Members json = BlockDataTest.throughJson(RecipeData.write(recipe));
    return RecipeData.read(json, id -> List.of());
  }

  @Test
  void everythingThatCanBeSaidComesBack() throws Exception {
    Recipe recipe =
        Recipe.builder().id("all").pattern(PATTERN).target(TARGET).policies(POLICIES).build();
    assertEquals(recipe, reread(recipe));
    Target flat = TARGET.toBuilder().shards(Map.of()).zarrFormat(2).build();
    assertEquals(flat, reread(recipe.toBuilder().target(flat).build()).target());
    // Nothing was left at its default, so that what is added later is not forgotten here.
    Map<String, Double> each = Map.of("lat", 1e-6, "null", 0.0);
    Policies byVariable =
        POLICIES.toBuilder().coordinateTolerance(0).coordinateTolerances(each).build();
    assertEquals(byVariable, reread(recipe.toBuilder().policies(byVariable).build()).policies());
    assertOtherwise(Policies.builder().build(), POLICIES, "coordinateTolerances");
    assertOtherwise(Target.builder().build(), TARGET, "zarrFormat");
    assertOtherwise(ONE, PATTERN);
    assertOtherwise(Access.open(), PATTERN.access());
  }

  private static void assertOtherwise(Object standard, Object other, String... but)
      throws ReflectiveOperationException {
    List<Method> getters = new ArrayList<>();
    if (standard instanceof Record) {
      Arrays.stream(standard.getClass().getRecordComponents())
          .forEach(c -> getters.add(c.getAccessor()));
    } else {
      Arrays.stream(standard.getClass().getSuperclass().getDeclaredMethods())
          .filter(m -> Modifier.isAbstract(m.getModifiers()) && !m.getName().equals("toBuilder"))
          .forEach(getters::add);
    }
    assertTrue(getters.size() > 3);
    for (Method getter : getters) {
      if (!List.of(but).contains(getter.getName())) {
        assertNotEquals(getter.invoke(standard), getter.invoke(other), getter.getName());
      }
    }
  }

  @Test
  void filesOneByOneComeBackAndAGlobIsNoPlans() throws IOException {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      files.add("gs://b/{" + i + "}.nc");
    }
    PatternDim time = PatternDim.concat("time", Keys.range(0, 99));
    FilePattern pattern = ONE.toBuilder().urls(new Urls.Files(files)).dims(List.of(time)).build();
    Recipe recipe = Recipe.builder().id("f").pattern(pattern).build();
    assertEquals(recipe, reread(recipe));
    FilePattern glob = ONE.toBuilder().urls(new Urls.Glob("/a/*.nc")).build();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> reread(Recipe.builder().id("g").pattern(glob).build()));
    assertTrue(String.valueOf(e.getMessage()).contains("expected url or files"), e.getMessage());
    assertEquals(4, Urls.class.getPermittedSubclasses().length, "a kind that this does not try");
    assertEquals(3, Keys.class.getPermittedSubclasses().length, "a kind that this does not try");
  }

  @Test
  void anOpenEndComesBackAsItWasFrozenAndWhichAlternativesWereTakenToo() throws IOException {
    LocalDateTime now = LocalDateTime.of(2024, 3, 5, 14, 30, 7);
    Keys.Dates open =
        new Keys.Dates(
            LocalDateTime.of(2024, 1, 1, 0, 0), now, DateText.step("P1D"), OpenEnd.of("-P2D"));
    FilePattern pattern =
        ONE.toBuilder()
            .urls(
                Urls.alternatives(
                    "/a/{time:%Y%m%d}.nc", "/b/{time:%Y%m%d}.nc", "/c/{time:%Y%m%d}.nc"))
            .dims(List.of(PatternDim.concat("time", open.frozen(now))))
            .build()
            .taking(Map.of(3L, 1, 4L, 1, 5L, 1, 6L, 1, 60L, 2));
    Recipe recipe = Recipe.builder().id("o").pattern(pattern).build();
    FilePattern back = reread(recipe).pattern();
    Keys.Dates dates = (Keys.Dates) back.dims().get(0).keys();
    assertEquals(LocalDateTime.of(2024, 3, 3, 14, 30, 7), dates.end());
    assertEquals(OpenEnd.of("-P2D"), dates.open());
    assertEquals(pattern.urls(), back.urls());
    assertEquals("/b/20240105.nc", back.url(back.position(4)));
    assertEquals("/a/20240103.nc", back.url(back.position(2)));
  }

  @Test
  void keysOfALaterVersionArePassedOver() throws IOException {
    Recipe recipe = Recipe.builder().id("r").pattern(PATTERN).target(TARGET).build();
    Members later = BlockDataTest.throughJson(Map.of("r", later(RecipeData.write(recipe))));
    assertTrue(later.members("r").has("of_a_later_version"));
    assertEquals(recipe, RecipeData.read(later.members("r"), id -> List.of()));
  }

  /** The same with one key more in each object whose keys are words of ours. */
  private static Object later(Object value) {
    if (value instanceof Map<?, ?> map) {
      Set<String> names =
          Set.of("chunks", "shards", "encoding", "headers", "filter_by_keys", "codec", "files");
      Map<Object, Object> more = new HashMap<>();
      map.forEach((key, v) -> more.put(key, names.contains(key) ? v : later(v)));
      more.put("of_a_later_version", Map.of("a", 1L));
      return more;
    }
    return value instanceof List<?> list
        ? list.stream().map(RecipeDataTest::later).toList()
        : value;
  }
}
