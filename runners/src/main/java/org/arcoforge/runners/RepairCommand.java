package org.arcoforge.runners;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.repair.Repair;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.bakery.WritePolicy;
import org.arcoforge.runners.text.HumanSizes;
import org.arcoforge.runners.text.JsonText;
import org.arcoforge.runners.text.ProgressDisplay;
import org.arcoforge.runners.text.StoreUrls;
import org.arcoforge.store.OpenStores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes damaged objects of a published store anew: {@code arco repair}. */
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    description = {
      "Makes what 'arco verify' finds damaged or missing anew: chunks of the sources, metadata of",
      "the run's plan. Only what has exactly the digest that the manifest tells is written."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  arco repair STORE --against feedstocks/demo-sst",
      "  arco repair STORE --against feedstocks/demo-sst --chunk sst/c/0/0/0"
    })
final class RepairCommand implements Callable<Integer> {
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
      description = "The feedstock it was baked from; needed where chunks are made of sources.")
  @Nullable Path against;

  @Option(
      names = "--recipe",
      paramLabel = "ID",
      description = "Which recipe of it (default: that of the store's name).")
  String recipe = "";

  @Option(
      names = "--chunk",
      paramLabel = "KEY",
      description =
          "Only this object, its key relative to the store; may be repeated (default: all that are"
              + " damaged or missing).")
  List<String> chunks = new ArrayList<>();

  @Option(
      names = "--delete-strangers",
      description = "Delete objects that are not part of the store; without it they are named.")
  boolean deleteStrangers;

  @Option(
      names = "--catalog",
      paramLabel = "URL",
      description =
          "Folder or URL of the catalog (default: that of --bakery, else the one beside persistent-ro).")
  @Nullable String catalog;

  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    String url = StoreUrls.of(store);
    bakeries.bakery(); // how buckets are reached
    VerifyCommand.checkStore(url);
    bakeries.permit(WritePolicy.Kind.REPAIRS, url, against);
    ProgressDisplay display = arco.display(spec);
    try (OpenStores stores = new OpenStores();
        WorkerSession session = session(url)) {
      Repair repair = Repair.of(stores, url, bakeries.catalogOf(catalog, url), Clock.systemUTC());
      Repair.Result result =
          repair.run(
              session,
              chunks.stream().map(c -> relative(url, c)).toList(),
              deleteStrangers,
              n -> display.show("Repairing", n, 0));
      display.done();
      return report(url, result);
    }
  }

  private @Nullable WorkerSession session(String url) throws IOException {
    if (against == null) {
      return null;
    }
    Bakery bakery = sources.restrict(bakeries.bakery(), bakeries.isLocal(), against);
    return VerifyCommand.session(arco, runners, bakery, against, recipe, url);
  }

  /** Keys as 'arco verify' tells them have the store's URL before them. */
  private static String relative(String url, String key) {
    String folder = url.endsWith("/") ? url : url + "/";
    return key.startsWith(folder) ? key.substring(folder.length()) : key;
  }

  private int report(String url, Repair.Result result) {
    PrintWriter out = spec.commandLine().getOut();
    List<String> problems =
        result.problems().isEmpty() ? result.verified().problems() : result.problems();
    if (json) {
      ObjectNode root = JsonText.object().put("store", url).put("whole", result.isWhole());
      put(root.putArray("rewritten"), result.rewritten());
      put(root.putArray("strangers"), result.strangers());
      put(root.putArray("deleted"), result.deleted());
      put(root.putArray("problems"), problems);
      out.println(JsonText.of(root));
    } else {
      result.rewritten().forEach(k -> out.println("rewritten  " + k));
      result.deleted().forEach(k -> out.println("deleted    " + k));
      result.strangers().forEach(k -> out.println("stranger   " + k));
      if (!result.strangers().isEmpty()) {
        out.println("objects that are not part of the store stay; --delete-strangers deletes them");
      }
      if (result.right() > 0) {
        out.println(HumanSizes.count(result.right(), "named object") + " needed no repair");
      }
      problems.forEach(p -> spec.commandLine().getErr().println("error: " + p));
      out.println((result.isWhole() ? "whole: " : "not whole: ") + url);
    }
    return result.isWhole() ? 0 : Outcome.VERIFICATION.exitCode();
  }

  private static void put(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
