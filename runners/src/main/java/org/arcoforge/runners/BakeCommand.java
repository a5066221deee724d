package org.arcoforge.runners;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Origin;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.BakeSetup;
import org.arcoforge.bake.planning.PlanPreview;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.bakery.WritePolicy;
import org.arcoforge.bakery.WritePolicy.Writer;
import org.arcoforge.beam.BakeListener;
import org.arcoforge.beam.BakeRun;
import org.arcoforge.commit.BucketPolicy;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Target;
import org.arcoforge.runners.text.BakeText;
import org.arcoforge.runners.text.PlanText;
import org.arcoforge.runners.text.ProgressDisplay;
import org.arcoforge.secret.SecretBinding;
import org.arcoforge.secret.SecretBinding.SecretPlace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Bakes the recipes of a feedstock: {@code arco bake}. */
@Command(
    name = "bake",
    mixinStandardHelpOptions = true,
    description =
        "Bakes the recipes of a feedstock: fetches, writes, verifies, publishes and registers.",
    footerHeading = "%nExample:%n",
    footer = {
      "  arco bake feedstocks/demo-sst --prune 2      # the first two files, into scratch",
      "  arco bake feedstocks/demo-sst --root ./arco-data --report report.jsonl",
      "  arco bake feedstocks/demo-sst --retry-failed # what could not be had in the run before"
    })
final class BakeCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;
  @Mixin FeedstockOptions feedstocks;
  @Mixin BakeryOptions bakeries;
  @Mixin SourceOptions sources;
  @Mixin RunnerOptions runners;
  @Mixin ScheduledOptions scheduled;

  @Option(
      names = "--prune",
      paramLabel = "N",
      description =
          "Only the first N positions of each concat dimension, into scratch; registers nothing.")
  long prune;

  @Option(names = "--dry-run", description = "Plan only; write nothing.")
  boolean dryRun;

  @Option(
      names = "--force",
      description = "Make a new version, even if neither the recipe nor a source has changed.")
  boolean force;

  @Option(
      names = "--retry-failed",
      description = {
        "Go on from the run before: ask again for the sources that failed in it, and for no others"
            + " whose headers are kept."
      })
  boolean retryFailed;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write JSON Lines, one object a recipe.")
  @Nullable Path report;

  @Override
  public Integer call() throws IOException {
    if (retryFailed && (dryRun || force)) {
      throw new CommandException(
          Outcome.INVALID,
          "--retry-failed goes on from the run before; leave out "
              + (dryRun ? "--dry-run" : "--force"));
    }
    checkReport();
    scheduled.check();
    Feedstock feedstock = feedstocks.read();
    List<Recipe> recipes = feedstocks.recipes(feedstock);
    Bakery bakery = sources.restrict(bakeries.bakery(), bakeries.isLocal(), feedstocks.path);
    try {
      BucketPolicy.check(bakery.scratch(), bakery.persistent());
    } catch (IllegalArgumentException e) {
      throw new CommandException(Outcome.INVALID, String.valueOf(e.getMessage()));
    }
    runners.follow(bakery);
    if (!dryRun) {
      runners.askCluster(spec.commandLine().getErr()::println);
    }
    for (Recipe recipe : recipes) {
      permit(bakery, recipe);
      if (!dryRun) {
        var unused = runners.launcher(bakery, feedstock, recipe, arco.settings); // may be refused
      }
    }
    ProgressDisplay display = arco.display(spec);
    try (Interruption interruption = arco.interruption(spec.commandLine().getErr())) {
      return bake(bakery, feedstock, recipes, display, interruption);
    }
  }

  /** What the bakery's rules do not let happen is told before the first byte. */
  private void permit(Bakery bakery, Recipe recipe) throws IOException {
    String need = recipe.pattern().access().auth();
    if (!need.isEmpty() && runners.runner() != RunnerOptions.Runner.DIRECT) {
      SecretBinding bound = bakery.reach().secrets().of(need);
      if (bound.place().kind() == SecretPlace.Kind.GCLOUD_TOKEN) {
        throw new CommandException(
            Outcome.INVALID,
            "the secret '"
                + need
                + "' is gcloud's token, which lasts an hour and is on this machine only; for runs"
                + " on other machines write in the bakery: secrets: {"
                + need
                + ": {application_default: true}}");
      }
    }
    if (prune == 0 && !dryRun) {
      boolean replaces =
          recipe.target().mode() == Target.Mode.APPEND
              || recipe.policies().changedSources() == Policies.ChangedSourcePolicy.IN_PLACE;
      bakery
          .policy()
          .check(
              bakery.name(),
              replaces ? WritePolicy.Kind.REPLACES : WritePolicy.Kind.CREATES,
              Writer.of(feedstocks.path));
    }
  }

  private int bake(
      Bakery bakery,
      Feedstock feedstock,
      List<Recipe> recipes,
      ProgressDisplay display,
      Interruption interruption)
      throws IOException {
    List<BakeReport> reports = new ArrayList<>();
    for (Recipe recipe : recipes) {
      interruption.bakes(feedstock.id() + "/" + recipe.id());
      Instant began = Instant.now();
      BakeReport result =
          dryRun
              ? dryRun(bakery, feedstock, recipe, display)
              : scheduled.bake(
                  () ->
                      bake(
                          run(bakery, feedstock, recipe, display, interruption), feedstock, recipe),
                  spec.commandLine().getErr());
      reports.add(result);
      BakeText.print(
          result,
          recipe.pattern().group().equals("**"),
          spec.commandLine().getOut(),
          spec.commandLine().getErr());
      write(reports);
      scheduled.ended(
          bakery,
          feedstock,
          began,
          result,
          runners.runner() == RunnerOptions.Runner.DIRECT,
          spec.commandLine().getErr());
    }
    return reports.stream().mapToInt(r -> r.outcome().exitCode()).max().orElse(0);
  }

  private BakeRun.After after() {
    if (!runners.detach) {
      return BakeRun.After.WAIT;
    }
    return scheduled.scheduled ? BakeRun.After.DETACH_NOTED : BakeRun.After.DETACH;
  }

  private BakeRun run(
      Bakery bakery,
      Feedstock feedstock,
      Recipe recipe,
      ProgressDisplay display,
      Interruption interruption) {
    int workers = runners.workers(recipe);
    BakeListener listener =
        new LaunchedListener(display, interruption, runners.onInterrupt, arco.settings.terminal());
    BakeRun here =
        new BakeRun(
                bakery,
                runners.forPipeline(workers),
                runners.resources(arco.settings).withWorkers(workers),
                listener)
            .from(Origin.of(feedstocks.path));
    return runners
        .launcher(bakery, feedstock, recipe, arco.settings)
        .map(launcher -> here.remote(launcher, after()))
        .orElse(here);
  }

  private BakeReport bake(BakeRun run, Feedstock feedstock, Recipe recipe) {
    if (retryFailed) {
      return run.bakeFailed(feedstock, recipe, prune);
    }
    return force && prune == 0
        ? run.bakeAnew(feedstock, recipe)
        : run.bake(feedstock, recipe, prune);
  }

  /** A report that cannot be written is found before the work, not after it. */
  private void checkReport() {
    if (report == null) {
      return;
    }
    Path folder = report.toAbsolutePath().getParent();
    if (Files.isDirectory(report)
        || folder == null
        || !Files.isDirectory(folder)
        || !Files.isWritable(folder)) {
      throw new CommandException(
          Outcome.INVALID,
          "--report " + report + " cannot be written; name a file in a folder that exists");
    }
  }

  private BakeReport dryRun(
      Bakery bakery, Feedstock feedstock, Recipe recipe, ProgressDisplay display) {
    long began = System.nanoTime();
    BakeReport result;
    try (WorkerSession session =
        BakeSetup.builder()
            .bakery(bakery)
            .feedstock(feedstock)
            .recipe(recipe)
            .prune(prune)
            .resources(runners.resources(arco.settings))
            .open()) {
      long files = session.config().recipe().pattern().size();
      PlanPreview.Preview preview =
          PlanPreview.preview(session, n -> display.scanning(n, files, session), false);
      display.done();
      PlanText.print(preview, bakery.prices(), spec.commandLine().getOut());
      result =
          BakeReport.builder()
              .status(BakeStatus.DRY_RUN)
              .recipe(recipe.id())
              .problems(preview.plan().warnings().stream().map(w -> "warning: " + w).toList())
              .outcome(Outcome.DONE)
              .build();
    } catch (IOException | RuntimeException e) {
      display.failed(e);
      result = BakeReport.failed(recipe.id(), Failures.outcome(e), List.of(Failures.message(e)));
    }
    return result.withSeconds(Math.round((System.nanoTime() - began) / 1e6) / 1e3);
  }

  private void write(List<BakeReport> reports) throws IOException {
    if (report == null) {
      return;
    }
    StringBuilder lines = new StringBuilder();
    for (BakeReport r : reports) {
      lines.append(new String(r.encode(), StandardCharsets.UTF_8)).append('\n');
    }
    Files.writeString(report, lines);
  }
}
