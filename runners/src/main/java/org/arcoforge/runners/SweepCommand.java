package org.arcoforge.runners;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.arcoforge.bake.publish.KeptFilesSweep;
import org.arcoforge.bake.publish.Sweep;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.bakery.WritePolicy;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Retention;
import org.arcoforge.runners.text.HumanSizes;
import org.arcoforge.runners.text.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Deletes expired scratch, abandoned runs and versions beyond retention: {@code arco sweep}. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes scratch older than 7 days, runs that were abandoned before they published, and versions",
      "beyond what the recipe keeps (target: {keep: 5} or {keep: P90D}). Never touched are the version",
      "that the catalog names as current, the store of a kept version, and a recipe that is being baked.",
      "What bakes that were killed left of objects that never got a name is deleted, too.",
      "Of the bakery's cache what has expired, and what is beyond its size (cache: {url: …, max_size: 500GB,",
      "expire: P30D}), and of its inboxes what no manifest names any more.",
      "Where the bakery's rules do not let you delete what is published, only scratch is swept."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  arco sweep --dry-run           # lists what would go",
      "  arco sweep --older-than 30",
      "  arco sweep feedstocks/demo-sst --dry-run",
      "  arco sweep --trials --dry-run  # and then without --dry-run"
    })
final class SweepCommand implements Callable<Integer> {
  /** As long as scratch buckets keep what is in them. */
  static final Duration SCRATCH_AGE = Duration.ofDays(7);

  @ParentCommand Arco arco;
  @Spec CommandSpec spec;
  @Mixin BakeryOptions bakeries;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = {
        "Feedstocks whose recipes say what is kept.",
        "Of all others it is what the recipe of the current version says."
      })
  List<Path> paths = new ArrayList<>();

  @Option(
      names = "--older-than",
      paramLabel = "DAYS",
      description =
          "Age of abandoned runs, and of what no manifest names, that is deleted (default: ${DEFAULT-VALUE}).",
      defaultValue = "7")
  int days;

  @Option(
      names = "--trials",
      description = "Delete all trial bakes (--prune) that have ended, those of today too.")
  boolean trials;

  @Option(names = "--dry-run", description = "Only list what would be deleted.")
  boolean dryRun;

  @Option(names = "--json", description = "Print what was deleted as JSON.")
  boolean json;

  private String leftAlone = "";

  @Override
  public Integer call() throws IOException {
    Bakery bakery = bakeries.bakery();
    Sweep sweep = new Sweep(bakery, Clock.systemUTC(), dryRun);
    sweep.leftovers(bakery.scratch());
    sweep.scratch(SCRATCH_AGE);
    if (trials) {
      sweep.trials();
    }
    KeptFilesSweep files = new KeptFilesSweep(bakery, Clock.systemUTC(), dryRun);
    files.cache();
    Map<String, Retention> given = retentions();
    if (mayDelete(bakery)) {
      sweep.leftovers(bakery.persistent());
      sweep.abandoned(Duration.ofDays(days));
      sweep.versions(given);
      files.inboxes(Duration.ofDays(days));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(sweep, files));
    } else {
      print(sweep, files, out);
    }
    return 0;
  }

  /** What everybody may sweep is their own scratch; what is published is left to who may. */
  private boolean mayDelete(Bakery bakery) throws IOException {
    Path from = paths.isEmpty() ? null : paths.get(0);
    try {
      bakeries.permit(WritePolicy.Kind.DELETES, bakery.persistent(), from);
    } catch (WritePolicy.NotPermittedException e) {
      leftAlone = String.valueOf(e.getMessage());
      return false;
    }
    return true;
  }

  private Map<String, Retention> retentions() {
    Map<String, Retention> given = new LinkedHashMap<>();
    for (Path path : paths) {
      Feedstock feedstock = FeedstockOptions.read(path);
      for (Recipe recipe : feedstock.recipes()) {
        Retention keep = recipe.target().keep();
        given.put(
            feedstock.id() + "/" + recipe.id(),
            keep == null ? Retention.newest(Integer.MAX_VALUE) : keep);
      }
    }
    return given;
  }

  private static List<Sweep.Swept> swept(Sweep sweep, KeptFilesSweep files) {
    return Stream.concat(sweep.swept().stream(), files.swept().stream()).toList();
  }

  private void print(Sweep sweep, KeptFilesSweep files, PrintWriter out) {
    List<Sweep.Swept> swept = swept(sweep, files);
    swept.forEach(
        s ->
            out.println(
                (dryRun ? "would delete " : "deleted ")
                    + s.url()
                    + "  "
                    + HumanSizes.count(s.objects(), "object")
                    + ", "
                    + HumanSizes.text((double) s.bytes())
                    + "  ("
                    + s.why()
                    + ")"));
    sweep.kept().forEach(k -> out.println("kept " + k.version() + "  (" + k.why() + ")"));
    sweep
        .busy()
        .forEach(
            b ->
                out.println(
                    "left alone, is being baked: " + b.recipe() + "  (" + b.holder() + ")"));
    if (!leftAlone.isEmpty()) {
      out.println("left alone, what is published: " + leftAlone);
    }
    if (dryRun) {
      sweep
          .expiring()
          .forEach(e -> out.println("expires as a whole at " + e.at() + ": " + e.url()));
    }
    double bytes = swept.stream().mapToDouble(s -> (double) s.bytes()).sum();
    out.println(
        swept.isEmpty()
            ? "nothing to sweep"
            : (dryRun ? "would free " : "freed ")
                + HumanSizes.text(bytes)
                + " in "
                + HumanSizes.count(swept.size(), "place"));
  }

  private String json(Sweep sweep, KeptFilesSweep files) {
    ObjectNode root = JsonText.object().put("dry_run", dryRun);
    ArrayNode array = root.putArray("deleted");
    for (Sweep.Swept s : swept(sweep, files)) {
      array
          .addObject()
          .put("url", s.url())
          .put("objects", s.objects())
          .put("bytes", s.bytes())
          .put("why", s.why());
    }
    ArrayNode kept = root.putArray("kept");
    sweep.kept().forEach(k -> kept.addObject().put("version", k.version()).put("why", k.why()));
    root.put("left_alone", leftAlone);
    ArrayNode busy = root.putArray("busy");
    sweep.busy().forEach(b -> busy.add(b.recipe()));
    ArrayNode expiring = root.putArray("expiring");
    sweep
        .expiring()
        .forEach(e -> expiring.addObject().put("url", e.url()).put("at", e.at().toString()));
    return JsonText.of(root);
  }
}
