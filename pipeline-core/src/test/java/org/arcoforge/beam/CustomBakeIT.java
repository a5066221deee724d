package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.arcoforge.array.Block;
import org.arcoforge.array.Dataset;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.CustomTransform;
import org.arcoforge.recipe.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transform of a recipe class, through a whole bake. */
class CustomBakeIT {
  @TempDir Path folder;

  /** A variable that is the sum of two. */
  private record Sum(String first, String second) implements CustomTransform {
    private static final long serialVersionUID = 1L;

    @Override
    public Result describe(Dataset file, Position position) {
      List<Variable> all = new ArrayList<>(file.variables());
      all.add(file.variable(first).orElseThrow().withName("sum"));
      return new Result(Dataset.of(all, file.attributes()), Set.of("sum"));
    }

    @Override
    public Block compute(String variable, Region region, Inputs inputs) {
      Block a = inputs.read(first, region);
      Block b = inputs.read(second, region);
      for (int i = 0; i < a.elements(); i++) {
        a.setDouble(i, a.doubleAt(i) + b.doubleAt(i));
      }
      return a;
    }
  }

  @Test
  void whatItComputesIsPublishedBesideTheRest() throws IOException {
    BakeCase c = BakeCase.inMemory(folder).target("chunks: {time: 3, y: 1}, codec: {name: none}");
    BakeConfig config = c.config();
    Recipe recipe = config.recipe().toBuilder().transforms(new Sum("t", "w")).build();
    BakeReport report = BakeCase.bake(config.withRecipe(recipe));
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    double[] sum = BakeCase.doubles(BakeCase.read(report.store(), "sum"));
    double[] t = BakeCase.doubles(BakeCase.read(report.store(), "t"));
    double[] w = BakeCase.doubles(BakeCase.read(report.store(), "w"));
    assertEquals(BakeCase.FILES * BakeCase.DAYS * BakeCase.POINTS, sum.length);
    for (int i = 0; i < sum.length; i++) {
      assertEquals(t[i] + w[i], sum[i]);
    }
  }
}
