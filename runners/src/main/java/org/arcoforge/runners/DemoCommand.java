package org.arcoforge.runners;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Origin;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.beam.BakeRun;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.runners.text.BakeText;
import org.arcoforge.runners.text.HumanSizes;
import org.arcoforge.runners.text.ProgressDisplay;
import org.arcoforge.runners.text.StoreText;
import org.arcoforge.settings.Settings;
import org.arcoforge.stac.CatalogSnippet;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.text.ShellWord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Bakes the bundled sample data set: {@code arco demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Bakes the bundled sample data set into a local folder, and says how to open it.",
      "Needs no network. Run again, it makes a new version."
    },
    footerHeading = "%nExample:%n",
    footer = "  arco demo --root ./arco-demo")
final class DemoCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "Folder to write to (default: ./arco-data).")
  Path root = Path.of("arco-data");

  @Override
  public Integer call() throws IOException {
    FeedstockOptions options = new FeedstockOptions();
    options.path = sample(arco.settings.home());
    Feedstock feedstock = options.read();
    BakeryOptions bakeries = new BakeryOptions();
    bakeries.root = root;
    Bakery bakery = bakeries.bakery();
    RunnerOptions runners = new RunnerOptions();
    ProgressDisplay display = arco.display(spec);
    PrintWriter out = spec.commandLine().getOut();
    out.println("Baking " + options.path + " into " + root);
    BakeReport report =
        new BakeRun(bakery, runners.forPipeline(1), runners.resources(arco.settings), display)
            .from(Origin.of(options.path))
            .bakeAnew(feedstock, feedstock.recipes().get(0));
    if (report.outcome() != Outcome.DONE) {
      BakeText.print(report, false, out, spec.commandLine().getErr());
      return report.outcome().exitCode();
    }
    show(report, bakery, out);
    return 0;
  }

  /** The feedstock that comes with the program: the launcher says where. */
  private static Path sample(String home) {
    Path path = Path.of(home.isEmpty() ? "." : home, "feedstocks", "demo-sst");
    if (!Files.isDirectory(path)) {
      throw new CommandException(
          Outcome.INVALID,
          "the sample data set is not at "
              + path
              + "; start the program by scripts/arco, or with -D"
              + Settings.Knob.HOME.property()
              + "=FOLDER of the repository");
    }
    return path;
  }

  private void show(BakeReport report, Bakery bakery, PrintWriter out) throws IOException {
    out.println();
    out.println(StoreText.repr(report.store()));
    out.println();
    BakeText.print(report, false, out, spec.commandLine().getErr());
    if (!report.catalogItem().isEmpty()) {
      out.println("  item     " + summary(report.catalogItem()));
    }
    out.println("  browse   " + bakery.catalog() + "catalog.json");
    out.println("  page     arco catalog serve --root " + ShellWord.of(root));
    out.println("  versions arco versions --feedstock demo-sst --root " + ShellWord.of(root));
    out.println();
    out.println("Paste into Python:");
    out.println();
    out.println("import xarray as xr");
    out.println("ds = " + CatalogSnippet.xarray(report.store()));
    out.println("print(ds)");
  }

  /** What the STAC item says, in a line: id, time, box. */
  private static String summary(String url) throws IOException {
    int slash = url.lastIndexOf('/') + 1;
    JsonNode item;
    try (ObjectStore store = ObjectStores.open(url.substring(0, slash))) {
      item = new ObjectMapper().readTree(store.read(url.substring(slash)));
    }
    JsonNode properties = item.path("properties");
    StringBuilder text = new StringBuilder(item.path("id").asText());
    String start = properties.path("start_datetime").asText(properties.path("datetime").asText());
    if (!start.isEmpty()) {
      text.append(", ").append(start);
      text.append(" to ").append(properties.path("end_datetime").asText(start));
    }
    if (item.has("bbox")) {
      text.append(", box ").append(item.path("bbox"));
    }
    int variables = properties.path("cube:variables").size();
    return text.append(", ").append(HumanSizes.count(variables, "variable")).toString();
  }
}
