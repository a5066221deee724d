package org.arcoforge.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.history.VersionDiff;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.runners.text.DiffJson;
import org.arcoforge.runners.text.DiffText;
import org.arcoforge.runners.text.VersionName;
import org.arcoforge.store.OpenStores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Tells how two versions differ: {@code arco diff}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Tells how two versions of a recipe differ, or any two stores: schema, extent, attributes,",
      "statistics, which chunks and which sources. Values are not read, but for coordinates."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  arco diff demo-sst/demo-sst@20240131T060000Z-3f2a @current",
      "  arco diff demo-sst@previous --markdown",
      "  arco diff old.zarr new.zarr --exit-code"
    })
final class DiffCommand implements Callable<Integer> {
  /** What --exit-code gives if they differ: none of the exit codes of all commands. */
  static final int DIFFER = 10;

  @ParentCommand Arco arco;
  @Spec CommandSpec spec;
  @Mixin BakeryOptions bakeries;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description =
          "A version, FEEDSTOCK/RECIPE@VERSION as 'arco versions' lists them, or the URL or folder"
              + " of a store. VERSION may be its beginning, current or previous.")
  String before = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "B",
      description =
          "Another one; @VERSION is one of A's recipe (default: the current one of A's recipe).")
  String after = "@current";

  @Option(names = "--json", description = "Print the differences as JSON.")
  boolean json;

  @Option(names = "--markdown", description = "Print them as Markdown, for a pull request.")
  boolean markdown;

  @Option(
      names = "--exit-code",
      description = "End with " + DIFFER + " if they differ, else with 0.")
  boolean exitCode;

  @Override
  public Integer call() throws IOException {
    if (json && markdown) {
      throw new CommandException(Outcome.INVALID, "--json or --markdown, not both");
    }
    VersionName a = VersionName.of(before, null);
    if (!a.store().isEmpty() && after.startsWith("@")) {
      throw new CommandException(
          Outcome.INVALID, "name both: the store " + before + " and another, not " + after);
    }
    VersionName b = VersionName.of(after, a);
    PrintWriter out = spec.commandLine().getOut();
    boolean needsCatalog = a.store().isEmpty() || b.store().isEmpty();
    Bakery bakery = needsCatalog ? bakeries.bakery() : new Bakery("", "", "", "");
    try (OpenStores stores = new OpenStores()) {
      VersionDiff diff = VersionDiff.of(a.read(stores, bakery), b.read(stores, bakery));
      if (json) {
        out.println(DiffJson.of(diff));
      } else {
        out.print(markdown ? DiffText.markdown(diff) : DiffText.plain(diff));
        out.flush();
      }
      return exitCode && diff.differs() ? DIFFER : 0;
    }
  }
}
