package org.arcoforge.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dataset;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Variable;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.CustomTransformCheck;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.yaml.RecipeWriter;
import org.junit.jupiter.api.Test;

class WindSpeedTest {
  private static final List<Dimension> GRID =
      List.of(new Dimension("time", 3), new Dimension("lat", 4), new Dimension("lon", 5));

  private static Dataset file() {
    return Dataset.of(
        List.of(
            new Variable("u10", DataType.FLOAT32, GRID, Attributes.empty()),
            new Variable("v10", DataType.FLOAT32, GRID, Attributes.empty())),
        Attributes.empty());
  }

  private static Block values(double first, double step) {
    Block block = Block.allocate(DataType.FLOAT32, 3, 4, 5);
    for (int i = 0; i < block.elements(); i++) {
      block.setDouble(i, first + step * i);
    }
    return block;
  }

  @Test
  void isWhatATransformHasToBe() {
    CustomTransformCheck checked =
        CustomTransformCheck.of(
            new WindSpeed("u10", "v10"),
            file(),
            Map.of("u10", values(3, 0.5), "v10", values(4, -0.25)));
    assertEquals(5, checked.value("wind_speed").doubleAt(0));
    assertEquals(3, checked.file().variables().size());
  }

  @Test
  void saysWhatItLacks() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new WindSpeed("u10", "v100").describe(file(), new Position(0, List.of())));
    assertTrue(String.valueOf(e.getMessage()).contains("'v100'"), e.getMessage());
  }

  @Test
  void aWrittenRecipeShowsItsName() {
    Recipe recipe =
        Recipe.builder()
            .id("wind")
            .pattern(FilePattern.of("https://host/a.nc"))
            .transforms(new WindSpeed("u10", "v10"))
            .build();
    assertTrue(RecipeWriter.write(recipe).contains("- {custom: WindSpeed}"));
  }
}
