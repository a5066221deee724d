package org.arcoforge.bake.planning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.OpenStores;

/**
 * Looks at the stores that a bake will write to before anything is read for it: who lacks a right,
 * or a bucket, is told at once, and not when an archive has been scanned.
 */
public final class StoreRights {
  private StoreRights() {}

  /**
   * Checks that a bake may write where it will write.
   *
   * @param stores the open ones
   * @param isPruned whether it writes to scratch only
   * @param meanwhile what else is to be looked at before anything is written
   * @throws org.arcoforge.store.StoreAccessException if it may not, or there is no such bucket
   */
  public static void check(
      OpenStores stores,
      Bakery bakery,
      Feedstock feedstock,
      Recipe recipe,
      boolean isPruned,
      ParallelRequests.Task meanwhile)
      throws IOException {
    String folder = feedstock.id() + "/" + recipe.id() + "/";
    List<String> places = new ArrayList<>(List.of(bakery.scratch() + folder));
    if (!isPruned) {
      places.add(bakery.persistent() + folder);
      places.add(bakery.catalog());
    }
    List<ParallelRequests.Task> looks = new ArrayList<>();
    for (String url : places) {
      if (ObjectStores.localPath(url).isEmpty()) {
        looks.add(() -> stores.at(url).checkWritable(""));
      }
    }
    boolean anyRemote = !looks.isEmpty();
    looks.add(meanwhile);
    ParallelRequests.all(anyRemote, looks);
  }
}
