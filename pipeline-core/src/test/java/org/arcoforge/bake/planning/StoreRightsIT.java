package org.arcoforge.bake.planning;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.yaml.FeedstockReader;
import org.arcoforge.store.BucketServer;
import org.arcoforge.store.FakeGcsServer;
import org.arcoforge.store.FakeS3Server;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.OpenStores;
import org.arcoforge.store.StoreAccessException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bake that may not write is told so before it reads a file: these do not even exist. */
class StoreRightsIT {
  private static final String YAML =
      """
      id: f
      title: A title
      description: A description
      license: CC0-1.0
      providers: [{name: Somebody, roles: [producer]}]
      recipes: [{id: r, pattern: {url: "/nowhere/a.nc", dims: []}}]
      """;

  @ParameterizedTest
  @CsvSource({"gs, persistent", "gs, catalog", "s3, scratch", "s3, persistent", "s3, catalog"})
  void missingBucketIsNamedBeforeAnythingIsRead(String scheme, String missing) throws IOException {
    Feedstock feedstock =
        Objects.requireNonNull(FeedstockReader.read("f.yaml", YAML, List.of()).feedstock());
    String url = scheme + "://";
    try (BucketServer server = scheme.equals("gs") ? new FakeGcsServer() : new FakeS3Server();
        OpenStores stores = new OpenStores()) {
      server.without(missing);
      String address = server.endpoint();
      Map<String, String> options = Map.of("gs.endpoint", address, "s3.endpoint", address);
      for (String place : List.of("scratch/f/r/", "persistent/f/r/", "catalog/")) {
        stores.with(url + place, ObjectStores.open(url + place, options));
      }
      Bakery bakery = new Bakery(url + "scratch/", url + "persistent/", url + "catalog/", "");
      StoreAccessException e =
          assertThrows(
              StoreAccessException.class,
              () ->
                  StoreRights.check(
                      stores, bakery, feedstock, feedstock.recipes().get(0), false, () -> {}));
      assertTrue(
          String.valueOf(e.getMessage()).contains("there is no bucket '" + missing + "'"),
          e.getMessage());
    }
  }
}
