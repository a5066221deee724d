package org.arcoforge.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.bakery.WritePolicy;
import org.arcoforge.catalog.page.CatalogPage;
import org.arcoforge.catalog.site.CatalogSite;
import org.arcoforge.runners.text.HumanSizes;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogProblem;
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
        "Makes anew what the catalog derives from its items: root, extents, summaries, the page"
            + " (index.html) with what it searches, and the forms of other tools. Versions stay; what is right is not written.",
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

  @Option(
      names = "--catalog-url",
      paramLabel = "URL",
      description = {
        "Where others read the catalog, kept until another is given. Forms that hold only whole URLs",
        "(sitemap, LEAP's input.yaml, stores beside the catalog) are complete with it."
      })
  String catalogUrl = "";

  private static String folder(String url) {
    return url.isEmpty() || url.endsWith("/") ? url : url + "/";
  }

  private static void tell(PrintWriter out, CatalogPage.Tidied files) {
    if (!files.deleted().isEmpty()) {
      out.println("  deleted  of older pages: " + String.join(", ", files.deleted()));
    }
    if (!files.waiting().isEmpty()) {
      out.println(
          "  kept     of older pages for 30 days, as they may be open: "
              + String.join(", ", files.waiting()));
    }
    if (!files.others().isEmpty()) {
      out.println(
          "  kept     under page/, as nothing says that ArcoForge wrote them: "
              + String.join(", ", files.others()));
    }
  }

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
    if (!catalogUrl.isEmpty() && !catalogUrl.matches("https?://[^\\s\"<>\\\\^`{|}?#]+")) {
      throw new CommandException(
          Outcome.INVALID,
          "--catalog-url "
              + catalogUrl
              + ": expected a URL such as https://data.example.org/catalog/");
    }
    Bakery bakery = bakeries.bakery();
    String place = bakery.catalog();
    bakeries.permit(WritePolicy.Kind.REGISTERS, place, null);
    try (ObjectStore store = CatalogCommand.open(place)) {
      Catalog catalog = Catalog.open(store);
      List<CatalogProblem> leftOut = catalog.build();
      if (!bakery.publicUrl().isEmpty()) {
        catalog.readAt(new PublishedStore.Address(bakery.persistent(), bakery.publicUrl()));
      }
      CatalogSite.Built built =
          CatalogSite.open(store).build(new CatalogPage.Site(title, hubLink, folder(catalogUrl)));
      PrintWriter out = spec.commandLine().getOut();
      String collections =
          HumanSizes.count(catalog.feedstockIds().size() - leftOut.size(), "collection");
      out.println("built: " + store.url("catalog.json") + ", " + collections);
      out.println(
          !built.pageUrl().isEmpty()
              ? "  page     " + built.pageUrl()
              : "  page     only what it searches: this build of ArcoForge has no page, as there"
                  + " was no Node.js of 18 or later when it was made; install it, and build"
                  + " anew");
      tell(out, built.files());
      out.println(
          "  emits    intake.yaml, leap.json, llms.txt, citations.bib, graph.jsonld, and those of each"
              + " data set; "
              + HumanSizes.count(built.written(), "object")
              + " written");
      built.leftOut().forEach(note -> out.println("  left out " + note));
      for (CatalogProblem problem : leftOut) {
        out.println("left out: " + problem);
      }
      return leftOut.isEmpty() ? 0 : Outcome.VERIFICATION.exitCode();
    }
  }
}
