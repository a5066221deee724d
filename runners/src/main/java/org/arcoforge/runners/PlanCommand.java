package org.arcoforge.runners;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.BakeSetup;
import org.arcoforge.bake.planning.PlanPreview;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.yaml.RecipeWriter;
import org.arcoforge.runners.text.JsonText;
import org.arcoforge.runners.text.PlanJson;
import org.arcoforge.runners.text.PlanText;
import org.arcoforge.runners.text.ProgressDisplay;
import org.arcoforge.text.ShellWord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Plans a bake from headers only: {@code arco plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Reads headers only and shows the data set that a bake will make, its chunks, sizes and cost.",
    footerHeading = "%nExample:%n",
    footer = {"  arco plan feedstocks/demo-sst", "  arco plan feedstocks/noaa-oisst --show-recipe"})
final class PlanCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;
  @Mixin FeedstockOptions feedstocks;
  @Mixin BakeryOptions bakeries;
  @Mixin SourceOptions sources;
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
    ObjectNode root = JsonText.object().put("feedstock", feedstock.id());
    ArrayNode plans = root.putArray("plans");
    Bakery bakery = sources.restrict(bakeries.bakery(), bakeries.isLocal(), feedstocks.path);
    runners.follow(bakery);
    List<Recipe> recipes = feedstocks.recipes(feedstock);
    if (showRecipe) { // documents of one YAML stream
      out.print(recipes.stream().map(RecipeWriter::write).collect(Collectors.joining("---\n")));
      out.flush();
      return 0;
    }
    for (Recipe recipe : recipes) {
      PlanPreview.Preview preview = plan(bakery, feedstock, recipe);
      if (json) {
        plans.add(PlanJson.of(preview.plan(), bakery.prices()));
      } else {
        PlanText.printWithWarnings(preview, bakery.prices(), out);
        String only = feedstock.recipes().size() > 1 ? " --recipe " + recipe.id() : "";
        out.println(
            "next      arco bake "
                + ShellWord.of(feedstocks.path)
                + only
                + " --prune 2   # then without --prune");
      }
    }
    if (json) {
      out.println(JsonText.of(root));
    }
    return 0;
  }

  private PlanPreview.Preview plan(Bakery bakery, Feedstock feedstock, Recipe recipe)
      throws IOException {
    ProgressDisplay display = arco.display(spec);
    try (WorkerSession session =
        BakeSetup.builder()
            .bakery(bakery)
            .feedstock(feedstock)
            .recipe(recipe)
            .resources(runners.resources(arco.settings))
            .open()) {
      long files = session.config().recipe().pattern().size();
      try (WorkerSession kept = session.with(session.config().withHeaders(bakery.headers()))) {
        return PlanPreview.preview(kept, n -> display.scanning(n, files, kept), allHeaders);
      }
    } finally {
      display.done();
    }
  }
}
