package org.arcoforge.runners;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.yaml.FeedstockReader;
import org.arcoforge.stac.Catalog;
import org.arcoforge.stac.PublishedStore;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;

/** Versions in a local bakery's catalog, without the stores that they describe. */
final class Published {
  private Published() {}

  /** Registers a version of the sample feedstock's recipe. */
  static void version(Path root, String version) throws IOException {
    version(root, "demo-sst", version);
  }

  /** Registers a version of a recipe. */
  static void version(Path root, String recipe, String version) throws IOException {
    Feedstock feedstock =
        Objects.requireNonNull(FeedstockReader.read(Ran.demo(), List.of()).feedstock());
    Bakery bakery = Bakery.local(root);
    try (ObjectStore store = ObjectStores.open(bakery.catalog())) {
      Catalog.open(store)
          .register(
              PublishedStore.builder()
                  .feedstock(feedstock)
                  .recipeId(recipe)
                  .version(version)
                  .storeUrl(
                      bakery.persistent()
                          + "demo-sst/"
                          + recipe
                          + "/"
                          + version
                          + "/"
                          + recipe
                          + ".zarr")
                  .layout(layout())
                  .coordinates(Map.of("time", time()))
                  .storedBytes(100)
                  .created(new RunId(version).began())
                  .build());
    }
  }

  private static Block time() {
    Block values = Block.allocate(DataType.INT32, 2);
    values.setLong(1, 1);
    return values;
  }

  private static StoreLayout layout() {
    Variable time =
        new Variable(
            "time",
            DataType.INT32,
            List.of(new Dimension("time", 2)),
            Attributes.empty().with("units", "days since 2024-01-01"));
    ArrayLayout array =
        ArrayLayout.builder()
            .variable(time)
            .chunk(List.of(2L))
            .fill(FillValue.zero())
            .fillIsMissing(false)
            .codec(CodecSpec.none())
            .build();
    return new StoreLayout(3, List.of(array), Attributes.empty(), Map.of());
  }
}
