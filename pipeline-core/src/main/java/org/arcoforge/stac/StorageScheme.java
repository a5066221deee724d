package org.arcoforge.stac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.arcoforge.store.ObjectStores;

/** Describes where a store is by the storage extension; local folders have no description. */
final class StorageScheme {
  private static final String GCS = "gs://";
  private static final String S3 = "s3://";

  private StorageScheme() {}

  static Optional<ObjectNode> of(String storeUrl) {
    return of(storeUrl, ObjectStores.address(storeUrl));
  }

  /** Describes it, where the service of an {@code s3:} URL is at an address; empty for AWS. */
  static Optional<ObjectNode> of(String storeUrl, String address) {
    if (storeUrl.startsWith(GCS)) {
      return Optional.of(
          scheme("gcp-gcs", "https://storage.googleapis.com/{bucket}", storeUrl, GCS));
    } else if (!storeUrl.startsWith(S3)) {
      return Optional.empty();
    }
    return Optional.of(
        address.isEmpty()
            ? scheme("aws-s3", "https://{bucket}.s3.amazonaws.com", storeUrl, S3)
            : scheme("custom-s3", address + "/{bucket}", storeUrl, S3));
  }

  private static ObjectNode scheme(String type, String platform, String storeUrl, String prefix) {
    String path = storeUrl.substring(prefix.length());
    int end = path.indexOf('/');
    return Json.object()
        .put("type", type)
        .put("platform", platform)
        .put("bucket", end < 0 ? path : path.substring(0, end))
        .put("requester_pays", false);
  }
}
