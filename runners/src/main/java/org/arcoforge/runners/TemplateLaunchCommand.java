package org.arcoforge.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.runners.jobs.DataflowJobs;
import org.arcoforge.runners.schedule.FlexLaunch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints the request that launches a template, or sends it: {@code arco template launch}. */
@Command(
    name = "launch",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the request that starts a bake by a Flex Template, one a recipe: the body of",
      "projects.locations.flexTemplates.launch. Nothing is sent without --send."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  arco template launch feedstocks/noaa-oisst --bakery leap-gcp --template gs://b/t/arco.json"
    })
final class TemplateLaunchCommand implements Callable<Integer> {
  @ParentCommand TemplateCommand template;
  @Spec CommandSpec spec;
  @Mixin FeedstockOptions feedstocks;
  @Mixin BakeryOptions bakeries;
  @Mixin RunnerOptions runners;

  @Option(
      names = "--template",
      paramLabel = "URL",
      required = true,
      description = "The template's file in Cloud Storage, as gs://my-bucket/templates/arco.json.")
  String url = "";

  @Option(names = "--dry-run", description = "Print the request and send nothing: the default.")
  boolean dryRun;

  @Option(names = "--send", description = "Send the request, and print the job's id.")
  boolean send;

  @Override
  public Integer call() throws IOException {
    if (send && dryRun) {
      throw new CommandException(Outcome.INVALID, "either --send or --dry-run, not both");
    }
    Feedstock feedstock = feedstocks.read();
    Bakery bakery = bakeries.bakery();
    PrintWriter out = spec.commandLine().getOut();
    List<Recipe> recipes = feedstocks.recipes(feedstock);
    for (Recipe recipe : recipes) {
      FlexLaunch launch = launch(bakery, url, feedstock, recipe);
      if (!send) {
        out.print(FlexLaunch.text(launch.body()));
        out.flush();
        continue;
      }
      runners.follow(bakery);
      DataflowJobs jobs = runners.dataflow(template.arco.settings);
      String id = jobs.launch(launch.body().toString());
      out.println("Dataflow job " + id + ": " + jobs.page(id));
      out.println("to look at it: arco status " + id);
    }
    return 0;
  }

  /**
   * Returns the launch of a recipe on a bakery.
   *
   * @throws CommandException if the bakery has no Dataflow, or the URL is none of a template
   */
  static FlexLaunch launch(Bakery bakery, String url, Feedstock feedstock, Recipe recipe) {
    if (!bakery.runner().name().equals("dataflow")) {
      throw new CommandException(
          Outcome.INVALID,
          "the bakery "
              + bakery.name()
              + " does not run on Dataflow, and templates are Dataflow's; name one that does, as"
              + " --bakery leap-gcp");
    }
    try {
      return new FlexLaunch(
          bakery.runner().options().getOrDefault("project", ""),
          bakery.runner().options().getOrDefault("region", DataflowSetup.REGION),
          url,
          feedstock.id(),
          recipe.id(),
          bakery.runner().options());
    } catch (IllegalArgumentException e) {
      throw new CommandException(Outcome.INVALID, String.valueOf(e.getMessage()));
    }
  }
}
