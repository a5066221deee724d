package org.arcoforge.runners;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.arcoforge.runners.text.JsonText;
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

/** Lists the published versions of a recipe: {@code arco versions}. */
@Command(
    name = "versions",
    mixinStandardHelpOptions = true,
    description =
        "Lists the published versions of a feedstock's recipes, oldest first; * marks the one readers get.",
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
    ObjectNode root = JsonText.object().put("feedstock", feedstock).put("catalog", place);
    ArrayNode array = root.putArray("versions");
    try (ObjectStore store = ObjectStores.open(place)) {
      Catalog catalog = Catalog.open(store);
      for (String recipe : wanted.recipes(catalog, feedstock, place)) {
        List<CatalogVersion> versions = catalog.versions(feedstock, recipe);
        if (!json) {
          out.println(recipe);
          versions.forEach(v -> out.println(line(v)));
        }
        versions.forEach(v -> add(array.addObject(), recipe, v));
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
