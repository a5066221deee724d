package org.arcoforge.runners.text;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.repr.DatasetRepr;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.zarr.ZarrStore;

/** Describes a finished store for people. */
public final class StoreText {
  private static final long MOST_ELEMENTS = 1 << 20;

  private StoreText() {}

  /**
   * Returns the store's repr with the values of its dimension coordinates, unless they are very
   * long.
   */
  public static String repr(String url) throws IOException {
    try (ObjectStore store = ObjectStores.open(url.endsWith("/") ? url : url + "/")) {
      ZarrStore zarr = ZarrStore.open(store);
      Map<String, Block> values = new TreeMap<>();
      for (ArrayLayout array : zarr.layout().arrays()) {
        Variable v = array.variable();
        if (v.isDimensionCoordinate() && v.elements() <= MOST_ELEMENTS) {
          values.put(v.name(), zarr.array(v.name()).read(Region.whole(v.shape())));
        }
      }
      return DatasetRepr.of(zarr.layout(), values);
    }
  }
}
