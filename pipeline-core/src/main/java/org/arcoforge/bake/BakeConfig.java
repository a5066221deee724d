package org.arcoforge.bake;

import java.io.Serializable;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.source.AllowedFiles;

/**
 * All that a bake of one recipe needs to know, frozen when it begins.
 *
 * @param feedstock who made the data; its recipes are not used
 * @param recipe with a resolved pattern
 * @param run names the run
 * @param recipeStore URL of the store in which the recipe's versions are
 * @param scratch URL of the recipe's folder in scratch, where intermediate arrays are for the time
 *     of a bake
 * @param catalog URL of the catalog; empty for a pruned bake, which registers nothing
 * @param cache URL of the cache of fetched files; empty for none
 * @param headers URL of the cache of scanned headers; empty for none
 * @param files local files that the recipe may read
 * @param sequence of the lease that the bake is made under: orders the versions of the recipe; 0 if
 *     there is none
 * @param resources what a step may use in one process
 * @param software name and version of this software
 */
public record BakeConfig(
    Feedstock feedstock,
    Recipe recipe,
    RunId run,
    String recipeStore,
    String scratch,
    String catalog,
    String cache,
    String headers,
    AllowedFiles files,
    long sequence,
    Resources resources,
    String software)
    implements Serializable {
  /** One whose cache is that of files and headers. */
  public BakeConfig(
      Feedstock feedstock,
      Recipe recipe,
      RunId run,
      String recipeStore,
      String scratch,
      String catalog,
      String cache,
      Resources resources,
      String software) {
    this(
        feedstock,
        recipe,
        run,
        recipeStore,
        scratch,
        catalog,
        cache,
        cache,
        AllowedFiles.all(),
        0,
        resources,
        software);
  }

  /** Whether this is a pruned bake into scratch. */
  public boolean isPruned() {
    return catalog.isEmpty();
  }

  /** The same with another recipe, as one with a resolved pattern. */
  public BakeConfig withRecipe(Recipe other) {
    return new BakeConfig(
        feedstock,
        other,
        run,
        recipeStore,
        scratch,
        catalog,
        cache,
        headers,
        files,
        sequence,
        resources,
        software);
  }

  /** The same with another cache of scanned headers. */
  public BakeConfig withHeaders(String url) {
    return new BakeConfig(
        feedstock,
        recipe,
        run,
        recipeStore,
        scratch,
        catalog,
        cache,
        url,
        files,
        sequence,
        resources,
        software);
  }

  /** The same with other local files that the recipe may read. */
  public BakeConfig withFiles(AllowedFiles other) {
    return new BakeConfig(
        feedstock,
        recipe,
        run,
        recipeStore,
        scratch,
        catalog,
        cache,
        headers,
        other,
        sequence,
        resources,
        software);
  }

  /** The same under a lease of another sequence. */
  public BakeConfig withSequence(long other) {
    return new BakeConfig(
        feedstock,
        recipe,
        run,
        recipeStore,
        scratch,
        catalog,
        cache,
        headers,
        files,
        other,
        resources,
        software);
  }
}
