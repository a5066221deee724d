package org.arcoforge.runners;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.bakery.WritePolicy;
import org.arcoforge.runners.text.HumanSizes;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.PublishedStore;
import org.arcoforge.store.ObjectStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the catalog's documents anew: {@code arco catalog build}. */
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description =
        "Makes anew what the catalog derives from its items: root, extents, summaries. Versions stay.",
    footerHeading = "%nExample:%n",
    footer = "  arco catalog build --root ./arco-data")
final class CatalogBuildCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin BakeryOptions bakeries;

  @Override
  public Integer call() throws IOException {
    Bakery bakery = bakeries.bakery();
    String place = bakery.catalog();
    bakeries.permit(WritePolicy.Kind.REGISTERS, place, null);
    try (ObjectStore store = CatalogCommand.open(place)) {
      Catalog catalog = Catalog.open(store);
      catalog.build();
      if (!bakery.publicUrl().isEmpty()) {
        catalog.readAt(new PublishedStore.Address(bakery.persistent(), bakery.publicUrl()));
      }
      spec.commandLine()
          .getOut()
          .println(
              "built: "
                  + store.url("catalog.json")
                  + ", "
                  + HumanSizes.count(catalog.collections().size(), "collection"));
    }
    return 0;
  }
}
