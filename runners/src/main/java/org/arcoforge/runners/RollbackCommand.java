package org.arcoforge.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.arcoforge.bake.Outcome;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Points the catalog back to an earlier version: {@code arco rollback}. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description =
        "Points the catalog at another published version of a recipe, older or newer. No data are touched.",
    footerHeading = "%nExample:%n",
    footer = "  arco rollback feedstocks/demo-sst --to 20240131T060000Z-3f2a")
final class RollbackCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;
  @Mixin CatalogRecipe wanted;
  @Mixin BakeryOptions bakeries;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      required = true,
      description = "One that 'arco versions' lists.")
  String to = "";

  @Override
  public Integer call() throws IOException {
    String feedstock = wanted.feedstockId();
    String place = bakeries.bakery().catalog();
    PrintWriter out = spec.commandLine().getOut();
    try (ObjectStore store = ObjectStores.open(place)) {
      Catalog catalog = Catalog.open(store);
      List<String> recipes = wanted.recipes(catalog, feedstock, place);
      if (recipes.size() > 1) {
        throw new CommandException(
            Outcome.INVALID, "say which recipe: --recipe " + String.join(" or --recipe ", recipes));
      }
      String recipe = recipes.get(0);
      List<CatalogVersion> versions = catalog.versions(feedstock, recipe);
      CatalogVersion target =
          versions.stream()
              .filter(v -> v.version().equals(to))
              .findFirst()
              .orElseThrow(() -> unknown(recipe, versions));
      if (target.current()) {
        out.println("unchanged: " + recipe + " is at " + to + " already");
      } else {
        catalog.rollback(feedstock, recipe, to);
        out.println("rolled back: " + recipe + " is at " + to);
      }
      out.println("  store    " + target.storeUrl());
      out.println("  catalog  " + target.itemUrl());
    }
    return 0;
  }

  private CommandException unknown(String recipe, List<CatalogVersion> versions) {
    return new CommandException(
        Outcome.INVALID,
        "recipe '"
            + recipe
            + "' has no published version '"
            + to
            + "'; there are "
            + versions.stream().map(CatalogVersion::version).collect(Collectors.joining(", ")));
  }
}
