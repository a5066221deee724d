package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.secret.SecretBindings;
import org.arcoforge.source.Reach.BucketAccess;
import org.arcoforge.store.FakeGcsServer;
import org.arcoforge.store.FakeS3Server;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buckets are reached with the keys, and at the expense of those, that the bakery names. */
class BucketAccessIT {
  @TempDir Path folder;

  private static void roundTrip(String url, Map<String, String> options) throws IOException {
    try (ObjectStore store = ObjectStores.open(url, options)) {
      store.create("a/b", "bytes".getBytes(StandardCharsets.UTF_8));
      assertEquals("bytes", new String(store.read("a/b"), StandardCharsets.UTF_8));
    }
  }

  @Test
  void keysThatAreBoundSignAndThoseOfOthersAreRefused() throws IOException {
    try (FakeS3Server server = new FakeS3Server()) {
      server.accept("AKIDPOD");
      for (String text :
          List.of(
              "AKIDPOD:s3cr3t/of+the+pod",
              "[default]\naws_access_key_id = AKIDPOD\naws_secret_access_key = s3cr3t/of+a+file\n")) {
        SecretBindings bound = RemoteCase.bound(folder, text, "s3_keys");
        BucketAccess how = new BucketAccess("archive", server.endpoint(), "requester");
        Reach reach = Reach.open().withSecrets(bound).withBuckets(Map.of("s3://bound-pod", how));
        assertFalse(reach.toString().contains("s3cr3t"), reach.toString());
        reach.reachBuckets();
        roundTrip("s3://bound-pod/" + text.length() + "/", Map.of());
        assertEquals(server.endpoint(), ObjectStores.address("s3://bound-pod/x"));
      }
      assertEquals(Set.of("requester"), server.payers());
      IOException e =
          assertThrows(
              IOException.class,
              () ->
                  roundTrip(
                      "s3://another-pod/x/",
                      Map.of("s3.endpoint", server.endpoint(), "s3.attempts", "1")));
      assertTrue(e.toString().contains("another-pod"), e.toString());
    }
  }

  @Test
  void projectThatPaysIsNamedWithEachRequest() throws IOException {
    try (FakeGcsServer server = new FakeGcsServer()) {
      Map<String, String> here = Map.of("gs.endpoint", server.endpoint());
      roundTrip("gs://of-somebody/1/", here);
      assertEquals(Set.of(""), server.payers());
      BucketAccess how = new BucketAccess("", "", "my-project");
      Reach.open().withBuckets(Map.of("gs://of-somebody", how)).reachBuckets();
      server.payers().clear();
      roundTrip("gs://of-somebody/2/", here);
      assertEquals(Set.of("my-project"), server.payers());
    }
  }
}
