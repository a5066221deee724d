package org.arcoforge.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RecipeClass;
import org.arcoforge.recipe.yaml.FeedstockReader;
import org.arcoforge.recipe.yaml.RecipeWriter;
import org.arcoforge.yaml.Problem;
import org.junit.jupiter.api.Test;

/** Every registered class has a file {@code NAME.golden.yaml} that says what it is. */
class GoldenRecipesTest {
  private static List<RecipeClass> registered() {
    return ServiceLoader.load(RecipeClass.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = GoldenRecipesTest.class.getResourceAsStream(name + ".golden.yaml")) {
      assertNotNull(in, "no " + name + ".golden.yaml");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void noaaOisstIsRegistered() {
    assertEquals(List.of("NoaaOisst"), registered().stream().map(RecipeClass::name).toList());
  }

  @Test
  void everyClassIsAsItsGoldenFileSays() throws IOException {
    for (RecipeClass recipeClass : registered()) {
      Recipe recipe = recipeClass.recipe("golden");
      assertEquals(golden(recipeClass.name()), RecipeWriter.write(recipe));
    }
  }

  @Test
  void everyClassReadsBackFromItsYaml() {
    for (RecipeClass recipeClass : registered()) {
      Recipe recipe = recipeClass.recipe("golden");
      List<Problem> problems = new ArrayList<>();
      assertEquals(
          recipe, FeedstockReader.readRecipe("r.yaml", RecipeWriter.write(recipe), problems));
      assertEquals(List.of(), problems);
    }
  }

  @Test
  void noaaOisstNamesItsFirstAndLastFile() {
    FilePattern pattern =
        new NoaaOisst()
            .recipe("noaa-oisst")
            .pattern()
            .frozen(LocalDateTime.of(2024, 12, 31, 14, 30));
    String folder =
        "https://www.ncei.noaa.gov/data/sea-surface-temperature-optimum-interpolation/v2.1/access"
            + "/avhrr/";
    assertEquals(15828, pattern.size());
    assertEquals(
        folder + "198109/oisst-avhrr-v02r01.19810901.nc", pattern.url(pattern.position(0)));
    assertEquals(
        folder + "202412/oisst-avhrr-v02r01.20241231.nc", pattern.url(pattern.position(15827)));
    assertEquals(
        folder + "202412/oisst-avhrr-v02r01.20241231_preliminary.nc",
        pattern.choosing(1).url(pattern.position(15827)));
    assertEquals(1, pattern.dims().get(0).itemsPerFile());
  }
}
