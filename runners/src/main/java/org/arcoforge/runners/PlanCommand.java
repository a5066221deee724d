package org.arcoforge.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.arcoforge.beam.BakeConfig;
import org.arcoforge.beam.PlanPreview;
import org.arcoforge.plan.Plan;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RecipeWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code arco plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Reads headers only and shows the data set that a bake will make, its chunks, sizes and cost.")
final class PlanCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;
  @Mixin FeedstockOptions feedstocks;
  @Mixin BakeryOptions bakeries;
  @Mixin RunnerOptions runners;

  @Option(names = "--show-recipe", description = "Only print the recipe as YAML; opens no source.")
  boolean showRecipe;

  @Option(
      names = "--all-headers",
      description = "Read every header, also where items_per_file is declared.")
  boolean allHeaders;

  @Option(names = "--json", description = "Print the plan as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    Feedstock feedstock = feedstocks.read();
    PrintWriter out = spec.commandLine().getOut();
    for (Recipe recipe : feedstocks.recipes(feedstock)) {
      if (showRecipe) {
        out.print(RecipeWriter.write(recipe));
        out.flush();
        continue;
      }
      ProgressDisplay display = new ProgressDisplay(spec.commandLine().getErr(), arco.verbose);
      BakeConfig config =
          BakeRun.configure(bakeries.bakery(), feedstock, recipe, 0, runners.tileBytes(), "");
      long files = config.recipe().pattern().size();
      try {
        Plan plan =
            PlanPreview.plan(
                config,
                RunnerOptions.parallelism() * 4,
                n -> display.show("Scanning headers", n, files),
                allHeaders);
        display.done();
        if (json) {
          out.println(PlanText.json(plan));
        } else {
          PlanText.print(plan, out);
        }
      } finally {
        display.done();
        PlanPreview.close(config);
      }
    }
    return 0;
  }
}
