package org.arcoforge.runners;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.runs.RunLog;
import org.arcoforge.bake.runs.RunRecord;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.runners.text.JsonText;
import org.arcoforge.runners.text.RunsText;
import org.arcoforge.store.OpenStores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what scheduled bakes came to: {@code arco runs}. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what scheduled bakes (arco bake --scheduled) came to, the newest first.",
      "--check ends with another code than 0 if the last run failed or nothing new came for long."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  arco runs --root ./arco-data",
      "  arco runs feedstocks/noaa-oisst --bakery leap-gcp --check   # for an alert"
    })
final class RunsCommand implements Callable<Integer> {
  private static final int INTERVALS = 3;

  @Spec CommandSpec spec;
  @Mixin BakeryOptions bakeries;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..1",
      description = "A feedstock.yaml, or the folder it is in; without it all feedstocks.")
  @Nullable Path path;

  @Option(names = "--feedstock", paramLabel = "ID", description = "Only this feedstock.")
  String feedstock = "";

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "So many of each recipe (default: ${DEFAULT-VALUE}).")
  int last = 10;

  @Option(
      names = "--check",
      description = {
        "Exit code of the last run if it failed; 3 if nothing was published for three times the",
        "longest interval of the feedstock's schedule, for which PATH is needed."
      })
  boolean check;

  @Option(names = "--json", description = "Print the runs as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    Feedstock read = path == null ? null : FeedstockOptions.read(path);
    if (read != null && !feedstock.isEmpty()) {
      throw new CommandException(Outcome.INVALID, "name either the PATH or --feedstock, not both");
    }
    List<List<RunRecord>> recipes = recipes(read == null ? feedstock : read.id());
    PrintWriter out = spec.commandLine().getOut();
    List<RunRecord> shown = new ArrayList<>();
    for (List<RunRecord> runs : recipes) {
      shown.addAll(runs.subList(Math.max(0, runs.size() - last), runs.size()));
    }
    shown.sort(Comparator.comparing(RunRecord::start));
    Collections.reverse(shown); // of runs of one time, the line that was added last comes first
    if (json) {
      ObjectNode root = JsonText.object();
      ArrayNode array = root.putArray("runs");
      shown.forEach(run -> array.add(JsonText.tree(run)));
      out.println(JsonText.of(root));
    } else {
      RunsText.print(shown, out);
    }
    return check ? check(read, recipes, Instant.now()) : 0;
  }

  /** The runs of each recipe, oldest first. */
  private List<List<RunRecord>> recipes(String id) throws IOException {
    List<List<RunRecord>> recipes = new ArrayList<>();
    try (OpenStores stores = new OpenStores()) {
      RunLog log = new RunLog(stores.at(bakeries.bakery().catalog()));
      for (String one : id.isEmpty() ? log.feedstocks() : List.of(id)) {
        List<RunRecord> all = log.of(one);
        for (String recipe : all.stream().map(RunRecord::recipe).distinct().sorted().toList()) {
          recipes.add(all.stream().filter(r -> r.recipe().equals(recipe)).toList());
        }
      }
    }
    return recipes;
  }

  private int check(@Nullable Feedstock read, List<List<RunRecord>> recipes, Instant now) {
    PrintWriter err = spec.commandLine().getErr();
    int code = 0;
    if (recipes.isEmpty()) {
      err.println("no run has left a record; bakes do with --scheduled");
      code = Outcome.SOURCES.exitCode();
    }
    for (List<RunRecord> runs : recipes) {
      RunRecord newest = runs.get(runs.size() - 1);
      String name = newest.feedstock() + "/" + newest.recipe();
      if (newest.status() == BakeStatus.FAILED) {
        err.println(
            name + ": the last run failed, " + newest.began() + ": " + newest.firstProblem());
        code = Math.max(code, newest.outcome().exitCode());
      }
      if (read != null && read.cron() != null) {
        Duration most =
            CronIntervals.longest(read.cron(), read.timeZone(), now).multipliedBy(INTERVALS);
        RunRecord news =
            runs.stream().filter(RunRecord::publishedNews).reduce((a, b) -> b).orElse(runs.get(0));
        if (news.age(now).compareTo(most) > 0) {
          err.println(
              name
                  + ": nothing new since "
                  + news.began()
                  + ", longer than "
                  + RunsText.words(most));
          code = Math.max(code, Outcome.SOURCES.exitCode());
        }
      }
    }
    return code;
  }
}
