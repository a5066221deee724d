package org.arcoforge.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.StorePlace;
import org.arcoforge.bake.history.VersionStatus;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.bakery.WritePolicy;
import org.arcoforge.catalog.site.CatalogSite;
import org.arcoforge.commit.UserName;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.store.OpenStores;
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
        "Points the catalog at another published version of a recipe, older or newer. No data are"
            + " touched. A version whose store has grown since cannot be shown again, and is"
            + " refused.",
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

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for readers of the catalog: its page shows it beside the version.")
  String reason = "";

  @Override
  public Integer call() throws IOException {
    String feedstock = wanted.feedstockId();
    Bakery bakery = bakeries.bakery();
    String place = bakery.catalog();
    PrintWriter out = spec.commandLine().getOut();
    try (OpenStores stores = new OpenStores()) {
      Catalog catalog = Catalog.open(stores.at(place));
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
        bakeries.permit(WritePolicy.Kind.REGISTERS, bakery.catalog(), wanted.path);
        checkShown(stores, bakery, recipe, target, versions);
        catalog.rollback(
            feedstock, recipe, to, Instant.now(), UserName.ofProcess(), reason.strip());
        CatalogSite.open(stores.at(place)).update(feedstock);
        out.println("rolled back: " + recipe + " is at " + to);
      }
      out.println("  store    " + target.storeUrl());
      out.println("  catalog  " + target.itemUrl());
    }
    return 0;
  }

  /** Readers see what the store holds now, whatever version of it the catalog names. */
  private void checkShown(
      OpenStores stores,
      Bakery bakery,
      String recipe,
      CatalogVersion target,
      List<CatalogVersion> versions)
      throws IOException {
    List<String> others =
        versions.stream()
            .filter(v -> v.storeUrl().equals(target.storeUrl()))
            .map(CatalogVersion::version)
            .filter(v -> !v.equals(to))
            .toList();
    if (others.isEmpty()) {
      return;
    }
    String url =
        StorePlace.written(bakery.persistent(), wanted.feedstockId(), recipe, target.storeUrl());
    VersionStatus status = VersionStatus.of(stores, url, to);
    if (status != VersionStatus.AS_PUBLISHED) {
      throw new CommandException(
          Outcome.INVALID,
          "version "
              + to
              + " cannot be shown again: "
              + url
              + (status == VersionStatus.GROWN
                  ? " has grown since, and holds what version "
                      + others.get(others.size() - 1)
                      + " published; readers would see that, whatever the catalog names."
                  : " is not known to be as it was published (" + status.words() + ").")
              + " To take data back, let the recipe name the files of then (an earlier end) and"
              + " write arco bake --force: it makes a version with a store of its own."
              + " 'arco diff' tells what was added");
    }
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
