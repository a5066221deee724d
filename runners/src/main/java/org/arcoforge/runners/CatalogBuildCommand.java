package org.arcoforge.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.bakery.WritePolicy;
import org.arcoforge.catalog.page.CatalogPage;
import org.arcoforge.runners.text.HumanSizes;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.PublishedStore;
import org.arcoforge.store.ObjectStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the catalog's documents anew: {@code arco catalog build}. */
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description =
        "Makes anew what the catalog derives from its items: root, extents, summaries, and the page"
            + " (index.html) with what it searches. Versions stay; what is right is not written.",
    footerHeading = "%nExample:%n",
    footer = {"  arco catalog build --root ./arco-data", "  arco catalog serve --root ./arco-data"})
final class CatalogBuildCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin BakeryOptions bakeries;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "What the page is called; kept until another is given.")
  String title = "";

  @Option(
      names = "--hub-link",
      paramLabel = "URL",
      description = {
        "Link that opens a data set's notebook in a JupyterHub, with {feedstock} and {recipe} for",
        "the ids; kept until another is given. With nbgitpuller, for example:",
        "https://HUB/hub/user-redirect/git-pull?repo=REPO&urlpath=lab/tree/NAME/{recipe}.ipynb"
      })
  String hubLink = "";

  @Override
  public Integer call() throws IOException {
    if (!hubLink.isEmpty() && !hubLink.matches("https?://[^/?#\\s]+\\S*")) {
      throw new CommandException(
          Outcome.INVALID,
          "--hub-link "
              + hubLink
              + ": expected a URL such as"
              + " https://hub.example.org/hub/user-redirect/git-pull?repo=…");
    }
    Bakery bakery = bakeries.bakery();
    String place = bakery.catalog();
    bakeries.permit(WritePolicy.Kind.REGISTERS, place, null);
    try (ObjectStore store = CatalogCommand.open(place)) {
      Catalog catalog = Catalog.open(store);
      catalog.build();
      if (!bakery.publicUrl().isEmpty()) {
        catalog.readAt(new PublishedStore.Address(bakery.persistent(), bakery.publicUrl()));
      }
      CatalogPage page = CatalogPage.open(store);
      page.build(new CatalogPage.Site(title, hubLink));
      PrintWriter out = spec.commandLine().getOut();
      String collections = HumanSizes.count(catalog.collections().size(), "collection");
      out.println("built: " + store.url("catalog.json") + ", " + collections);
      out.println(
          page.hasFiles()
              ? "  page     " + page.url()
              : "  page     only what it searches: this build of ArcoForge has no page, as there"
                  + " was no Node.js of 18 or later when it was made; install it, and build"
                  + " anew");
    }
    return 0;
  }
}
