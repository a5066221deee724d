package org.arcoforge.bake.verify;

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
record StorePlace(String folder, String feedstock, String recipe, RunId version) {
  private static final String BUCKET = "persistent-ro/";

  /** Returns the place of a store; empty if its URL is not one of a store as bakes write it. */
  static Optional<StorePlace> of(String storeUrl) {
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

  /** Returns the folder of the run that made the store. */
  RunFolder run(OpenStores stores) throws IOException {
    return new RunFolder(stores.at(folder), version);
  }

  /** Returns where a bakery that lays its folders out as usual has its catalog. */
  Optional<String> catalog() {
    String end = BUCKET + feedstock + "/" + recipe + "/";
    return folder.endsWith("/" + end)
        ? Optional.of(folder.substring(0, folder.length() - end.length()) + "catalog/")
        : Optional.empty();
  }
}
