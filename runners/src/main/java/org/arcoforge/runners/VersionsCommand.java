package org.arcoforge.runners;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.runners.text.JsonText;
import org.arcoforge.runners.text.VersionLine;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.CatalogVersion;
import org.arcoforge.store.OpenStores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lists the published versions of a recipe: {@code arco versions}. */
@Command(
    name = "versions",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the published versions of a feedstock's recipes, oldest first; * marks the one readers get.",
      "Below each: bytes, files, extent, what changed since the version before, what became of it."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  arco versions feedstocks/demo-sst",
      "  arco versions --feedstock demo-sst --root ./arco-data --json"
    })
final class VersionsCommand implements Callable<Integer> {
  @ParentCommand Arco arco;
  @Spec CommandSpec spec;
  @Mixin CatalogRecipe wanted;
  @Mixin BakeryOptions bakeries;

  @Option(names = "--json", description = "Print the versions as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    String feedstock = wanted.feedstockId();
    String place = bakeries.bakery().catalog();
    PrintWriter out = spec.commandLine().getOut();
    Bakery bakery = bakeries.bakery();
    ObjectNode root = JsonText.object().put("feedstock", feedstock).put("catalog", place);
    ArrayNode array = root.putArray("versions");
    try (OpenStores stores = new OpenStores()) {
      Catalog catalog = Catalog.open(stores.at(place));
      for (String recipe : wanted.recipes(catalog, feedstock, place)) {
        if (!json) {
          out.println(recipe);
        }
        for (VersionLine line : VersionLine.of(stores, bakery, catalog, feedstock, recipe)) {
          CatalogVersion v = line.version();
          if (!json) {
            out.println(line(v));
            out.println("    " + line.text());
          }
          add(array.addObject(), recipe, v);
          line.add((ObjectNode) array.get(array.size() - 1));
        }
      }
    }
    if (json) {
      out.println(JsonText.of(root));
    }
    return 0;
  }

  private static String line(CatalogVersion v) {
    return (v.current() ? "* " : "  ") + v.version() + "  " + v.created() + "  " + v.storeUrl();
  }

  private static void add(ObjectNode node, String recipe, CatalogVersion v) {
    node.put("recipe", recipe)
        .put("version", v.version())
        .put("current", v.current())
        .put("created", v.created().toString())
        .put("store", v.storeUrl())
        .put("catalogItem", v.itemUrl());
  }
}
