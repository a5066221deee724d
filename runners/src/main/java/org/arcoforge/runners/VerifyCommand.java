package org.arcoforge.runners;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.BakeSetup;
import org.arcoforge.bake.planning.PlanPreview;
import org.arcoforge.bake.verify.Census;
import org.arcoforge.bake.verify.StoreVerification;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.plan.Plan;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.runners.text.CensusText;
import org.arcoforge.runners.text.ProgressDisplay;
import org.arcoforge.runners.text.StoreUrls;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Verifies a published store: {@code arco verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a store: every chunk present, digests, and with --against every value against the"
          + " sources.",
      "A copy is compared with the manifest of the store that --copy-of names. A store of which"
          + " nothing can be compared is not verified."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  arco verify arco-data/persistent-ro/demo-sst/demo-sst/VERSION/demo-sst.zarr --against feedstocks/demo-sst")
final class VerifyCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;
  @Mixin RunnerOptions runners;
  @Mixin BakeryOptions bakeries;
  @Mixin SourceOptions sources;

  @Parameters(paramLabel = "STORE", description = "URL or folder of the Zarr group.")
  String store = "";

  @Option(
      names = "--against",
      paramLabel = "PATH",
      description = "The feedstock it was baked from.")
  @Nullable Path against;

  @Option(
      names = "--recipe",
      paramLabel = "ID",
      description = "Which recipe of it (default: that of the store's name).")
  String recipe = "";

  @Option(
      names = "--copy-of",
      paramLabel = "STORE",
      description =
          "The published store that this one was copied from: the manifest beside that one tells"
              + " what is to be in the copy.")
  @Nullable String original;

  @Option(
      names = "--catalog",
      paramLabel = "URL",
      description =
          "Folder or URL of the catalog whose item tells the manifest's digest (default: that of"
              + " --bakery, else the one beside persistent-ro).")
  @Nullable String catalog;

  @Option(
      names = "--census",
      description =
          "Also count chunks, those within shards too: how many are there, and how many of those"
              + " hold nothing but the fill value.")
  boolean census;

  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    String url = StoreUrls.of(store);
    bakeries.bakery(); // how buckets are reached
    checkStore(url);
    String made = original == null ? url : original(original);
    ProgressDisplay display = arco.display(spec);
    StoreVerification.Result result =
        StoreVerification.integrityOfCopy(
            url,
            made,
            bakeries.catalogOf(catalog, made),
            n -> display.show("Checking objects", n, 0));
    display.done();
    StoreVerification.Result values = null;
    if (result.problems().isEmpty() && against != null) {
      values = values(url, against, display);
    }
    List<Census> counts = List.of();
    if (census && result.damaged().isEmpty()) {
      counts = Census.of(url, n -> display.show("Counting chunks", n, 0));
      display.done();
    }
    return report(url, result, values, counts);
  }

  /** Tells a wrong argument, where there has never been a store, from a store that is damaged. */
  static void checkStore(String url) throws IOException {
    String found;
    try {
      found =
          !url.matches("(gs|s3|file|memory):/.*")
              ? "a store is verified in the bucket or folder that it was written to"
              : StoreVerification.isStore(url) ? "" : "there is no Zarr store";
    } catch (IllegalArgumentException e) {
      found = FailureWords.of(e);
    }
    if (!found.isEmpty()) {
      throw new CommandException(
          Outcome.INVALID,
          url
              + ": "
              + found
              + "; give the folder or URL that ends in .zarr, as 'arco versions' lists them");
    }
  }

  private static String original(String named) throws IOException {
    String url = StoreUrls.of(named);
    checkStore(url);
    if (StorePlace.of(url).isEmpty()) {
      throw new CommandException(
          Outcome.INVALID,
          "--copy-of "
              + url
              + ": this is not where a bake wrote a store (…/feedstock/recipe/version/name.zarr), so"
              + " that there is no manifest beside it; 'arco versions' lists those");
    }
    return url;
  }

  private int report(
      String url,
      StoreVerification.Result integrity,
      StoreVerification.@Nullable Result values,
      List<Census> counts)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<String> problems = values == null ? integrity.problems() : values.problems();
    boolean verified = problems.isEmpty() && (integrity.isVerified() || values != null);
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("store", url);
      document.put("verified", verified);
      document.put("objects", integrity.objects());
      document.put("digestsCompared", integrity.digests());
      document.put("objectsComparedWithSources", values == null ? 0 : values.objects());
      document.put("problems", problems);
      document.put("notChecked", integrity.notes());
      document.put("damaged", integrity.damaged());
      document.put("strangers", integrity.strangers());
      if (census) {
        document.put("census", counts.stream().map(CensusText::json).toList());
      }
      out.println(new ObjectMapper().writeValueAsString(document));
    } else {
      out.println(
          integrity.objects()
              + (integrity.isVerified() || !problems.isEmpty()
                  ? " objects expected, "
                  : " objects can be read, ")
              + integrity.digests()
              + " digests compared with the manifest");
      if (values != null) {
        out.println(values.objects() + " objects compared with the sources");
      }
      CensusText.lines(counts).forEach(out::println);
      if (census && counts.isEmpty()) {
        out.println("note: chunks were not counted, as the store is damaged");
      }
      integrity.notes().forEach(n -> out.println("note: " + n));
      problems.forEach(p -> spec.commandLine().getErr().println("error: " + p));
      if (!verified && problems.isEmpty()) {
        out.println(
            "note: no damage was found, but nothing was compared, so that a changed value would not"
                + " be noticed; name what to compare with: --copy-of STORE, the published store"
                + " that this is a copy of, or --against PATH, its feedstock");
      }
      out.println((verified ? "verified: " : "not verified: ") + url);
    }
    return problems.isEmpty() ? 0 : Outcome.VERIFICATION.exitCode();
  }

  private StoreVerification.Result values(String url, Path path, ProgressDisplay display)
      throws IOException {
    Bakery bakery = sources.restrict(bakeries.bakery(), bakeries.isLocal(), path);
    try (WorkerSession session = session(arco, runners, bakery, path, recipe, url)) {
      long files = session.config().recipe().pattern().size();
      Plan plan = PlanPreview.plan(session, n -> display.scanning(n, files, session), true);
      StoreVerification.Result result =
          StoreVerification.values(url, session, plan, n -> display.show("Comparing values", n, 0));
      display.done();
      return result;
    }
  }

  /**
   * Opens the sources of a store by its feedstock.
   *
   * @param bakery says what may be reached, with which secrets
   * @param recipe id; empty for the feedstock's only one, or that of the store's name
   */
  static WorkerSession session(
      Arco arco, RunnerOptions runners, Bakery bakery, Path path, String recipe, String url)
      throws IOException {
    FeedstockOptions options = new FeedstockOptions();
    options.path = path;
    Feedstock feedstock = options.read();
    String name = url.replaceAll("/$", "").replaceAll(".*/", "").replaceAll("\\.zarr$", "");
    options.recipe =
        !recipe.isEmpty()
            ? recipe
            : feedstock.recipes().size() == 1 ? feedstock.recipes().get(0).id() : name;
    Recipe chosen = options.recipes(feedstock).get(0);
    Bakery none = new Bakery("", "", "", "").withReach(bakery.reach());
    return BakeSetup.builder()
        .bakery(none)
        .feedstock(feedstock)
        .recipe(chosen)
        .resources(runners.resources(arco.settings))
        .open();
  }
}
