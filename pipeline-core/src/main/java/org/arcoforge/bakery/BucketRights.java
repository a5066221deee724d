package org.arcoforge.bakery;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.arcoforge.egress.Dialer;
import org.arcoforge.egress.Dialer.HttpAnswer;
import org.arcoforge.egress.Egress;
import org.arcoforge.secret.GoogleTokens;

/** Asks a bucket of Cloud Storage which rights one has there, without using them. */
final class BucketRights {
  private static final String API = "https://storage.googleapis.com/storage/v1/b/";
  private static final int SHORT = 1 << 16;

  private BucketRights() {}

  /**
   * Returns those of some permissions, named as Cloud IAM does, that one lacks.
   *
   * @param url of a store; only {@code gs://} has an answer, for others the list is empty
   * @throws IOException if the bucket does not answer, as where it is not there
   */
  static List<String> lacking(String url, List<String> permissions) throws IOException {
    String emulator = System.getenv("STORAGE_EMULATOR_HOST"); // which knows no rights
    if (!url.startsWith("gs://") || emulator != null) {
      return List.of();
    }
    String bucket = url.substring(5).replaceFirst("/.*", "");
    String query = String.join("&", permissions.stream().map(p -> "permissions=" + p).toList());
    URI uri = URI.create(API + bucket + "/iam/testPermissions?" + query);
    Map<String, String> headers = Map.of("Authorization", "Bearer " + GoogleTokens.of(""));
    try (HttpAnswer answer = Dialer.of(Egress.open()).send("GET", uri, headers)) {
      if (answer.status() != 200) {
        throw new IOException(
            answer.status() == 404
                ? "there is no bucket " + bucket
                : "HTTP " + answer.status() + " to the question which rights one has");
      }
      String text = new String(answer.body().readNBytes(SHORT), StandardCharsets.UTF_8);
      return permissions.stream().filter(p -> !text.contains("\"" + p + "\"")).toList();
    }
  }
}
