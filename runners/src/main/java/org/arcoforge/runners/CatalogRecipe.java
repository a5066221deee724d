package org.arcoforge.runners;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.arcoforge.bake.Outcome;
import org.arcoforge.recipe.Identifier;
import org.arcoforge.stac.Catalog;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A catalog recipe is a feedstock by its file or by its id alone, and one of its recipes: enough to
 * find it in a catalog.
 */
final class CatalogRecipe {
  @Parameters(
      paramLabel = "PATH",
      arity = "0..1",
      description = "A feedstock.yaml, or the folder it is in.")
  @Nullable Path path;

  @Option(
      names = "--feedstock",
      paramLabel = "ID",
      description = "The feedstock's id, instead of its PATH.")
  String feedstock = "";

  @Option(
      names = "--recipe",
      paramLabel = "ID",
      description = "One recipe of it; needed where several are published.")
  String recipe = "";

  /**
   * Returns the feedstock's id.
   *
   * @throws CommandException if neither or both are given, or the file is not valid
   */
  String feedstockId() {
    if ((path == null) == feedstock.isEmpty()) {
      throw new CommandException(
          Outcome.INVALID,
          "name the feedstock: either its PATH or --feedstock ID"
              + (path == null ? "" : ", not both"));
    }
    if (path == null) {
      Optional<String> fault = Identifier.fault(feedstock);
      if (fault.isPresent()) {
        throw new CommandException(
            Outcome.INVALID, "--feedstock " + feedstock + ": " + fault.get());
      }
      return feedstock;
    }
    return FeedstockOptions.read(path).id();
  }

  /**
   * Returns the published recipes that are meant, at least one.
   *
   * @throws CommandException if nothing of the feedstock is published, or not that recipe
   */
  List<String> recipes(Catalog catalog, String id, String place) throws IOException {
    List<String> published = List.copyOf(catalog.currentItems(id).keySet());
    if (published.isEmpty()) {
      List<String> others = catalog.collections().stream().map(c -> c.path("id").asText()).toList();
      throw new CommandException(
          Outcome.INVALID,
          place
              + ": nothing of the feedstock '"
              + id
              + "' is published there; "
              + (others.isEmpty()
                  ? "the catalog is empty"
                  : "there are " + String.join(", ", others))
              + ". Name another place with --root or --bakery");
    }
    if (recipe.isEmpty()) {
      return published;
    }
    if (!published.contains(recipe)) {
      throw new CommandException(
          Outcome.INVALID,
          place
              + ": no version of recipe '"
              + recipe
              + "' is published; there are "
              + String.join(", ", published));
    }
    return List.of(recipe);
  }
}
