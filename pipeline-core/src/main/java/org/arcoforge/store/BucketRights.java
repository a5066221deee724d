package org.arcoforge.store;

import com.google.cloud.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks a bucket which rights one has there, without using them. */
public final class BucketRights {
  private BucketRights() {}

  /**
   * Returns those of some permissions, named as Cloud IAM does, that one lacks.
   *
   * @param url of a store; only {@code gs://} has an answer, for others the list is empty
   * @throws IOException if the bucket does not answer, as where it is not there
   */
  public static List<String> lacking(String url, List<String> permissions) throws IOException {
    if (!url.startsWith("gs://")) {
      return List.of();
    }
    String bucket = url.substring(5).replaceFirst("/.*", "");
    List<String> lacking = new ArrayList<>();
    try {
      Storage storage = GcsConnections.open(url, Map.of());
      List<Boolean> has = storage.testIamPermissions(bucket, permissions);
      for (int i = 0; i < permissions.size(); i++) {
        if (!has.get(i)) {
          lacking.add(permissions.get(i));
        }
      }
      return lacking;
    } catch (RuntimeException e) {
      throw new StoreAccessException(
          "the rights to " + url + " cannot be asked for: " + FailureWords.of(e), e);
    }
  }
}
