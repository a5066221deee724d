package org.arcoforge.store;

import java.io.IOException;
import java.util.Map;

/** Cloud Storage. */
class GcsObjectStoreIT extends BucketStoreContract {
  GcsObjectStoreIT() throws IOException {
    super(new FakeGcsServer());
  }

  @Override
  ObjectStore newStore() throws IOException {
    return ObjectStores.open("gs://bucket/some/prefix", Map.of("gs.endpoint", server.endpoint()));
  }
}
