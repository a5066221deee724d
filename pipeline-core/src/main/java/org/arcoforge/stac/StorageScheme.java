package org.arcoforge.stac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Describes where a store is by the storage extension; local folders have no description. */
final class StorageScheme {
  private static final String GCS = "gs://";

  private StorageScheme() {}

  static Optional<ObjectNode> of(String storeUrl) {
    if (!storeUrl.startsWith(GCS)) {
      return Optional.empty();
    }
    String path = storeUrl.substring(GCS.length());
    int end = path.indexOf('/');
    return Optional.of(
        Json.object()
            .put("type", "gcp-gcs")
            .put("platform", "https://storage.googleapis.com/{bucket}")
            .put("bucket", end < 0 ? path : path.substring(0, end))
            .put("requester_pays", false));
  }
}
