package org.arcoforge.bake;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.store.OpenStores;

/**
 * A store place is what the URL of a published store says: {@code
 * …/<feedstock>/<recipe>/<version>/<recipe>.zarr/}.
 *
 * @param folder URL of the recipe's folder, ending in a slash
 * @param feedstock id
 * @param recipe id
 * @param version the run that made the store
 */
public record StorePlace(String folder, String feedstock, String recipe, RunId version) {
  private static final String BUCKET = "persistent-ro/";

  /** Returns the place of a store; empty if its URL is not one of a store as bakes write it. */
  public static Optional<StorePlace> of(String storeUrl) {
    List<String> parts = Arrays.asList(storeUrl.split("/"));
    int n = parts.size();
    if (n < 4 || !RunId.isOne(parts.get(n - 2))) {
      return Optional.empty();
    }
    String version = parts.get(n - 2);
    String folder = storeUrl.substring(0, storeUrl.lastIndexOf(version + "/"));
    return Optional.of(
        new StorePlace(folder, parts.get(n - 4), parts.get(n - 3), new RunId(version)));
  }

  /**
   * Returns the URL at which a bakery writes a store that its catalog may name by another, public
   * one; that one if it is none of a store as bakes write it.
   *
   * @param persistent URL of the bakery's persistent store
   * @param storeUrl as the catalog has it
   */
  public static String written(
      String persistent, String feedstock, String recipe, String storeUrl) {
    return of(storeUrl.endsWith("/") ? storeUrl : storeUrl + "/")
        .map(
            p ->
                persistent + feedstock + "/" + recipe + "/" + p.version() + "/" + recipe + ".zarr/")
        .orElse(storeUrl);
  }

  /** Returns the folder of the run that made the store. */
  public RunFolder run(OpenStores stores) throws IOException {
    return new RunFolder(stores.at(folder), version);
  }

  /** Returns the key of the lease that who writes into the recipe's folder must hold. */
  public String lease() {
    return lease(feedstock, recipe);
  }

  /** Returns the key of the lease that a bake of a recipe must hold. */
  public static String lease(String feedstock, String recipe) {
    return "leases/" + feedstock + "/" + recipe + ".json";
  }

  /** Returns where a bakery that lays its folders out as usual has its catalog. */
  public Optional<String> catalog() {
    String end = BUCKET + feedstock + "/" + recipe + "/";
    return folder.endsWith("/" + end)
        ? Optional.of(folder.substring(0, folder.length() - end.length()) + "catalog/")
        : Optional.empty();
  }
}
