package org.arcoforge.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The contract with a server of other people: S3Mock, as a process of its own, or the one at {@code
 * -Ds3.server=http://…} with the credentials that the AWS tools would find. Without races: S3Mock
 * looks at conditions and writes in two steps.
 */
class RealS3IT extends ObjectStoreContract {
  private static final String BUCKET = System.getProperty("s3.bucket", "bucket");

  private static String endpoint = System.getProperty("s3.server", "");
  private static @Nullable Process process;

  @BeforeAll
  static void start() throws Exception {
    if (!endpoint.isEmpty()) {
      return;
    }
    Path folder = Files.createTempDirectory("s3mock");
    int port = OtherPort.free();
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target/independent-servers/s3mock.jar").toAbsolutePath().toString(),
                "--com.adobe.testing.s3mock.httpPort=" + port,
                "--server.port=" + OtherPort.free(),
                "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET,
                "--com.adobe.testing.s3mock.store.root=" + folder)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    endpoint = "http://127.0.0.1:" + port;
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!isUp()) {
      assertTrue(process.isAlive(), "ended: " + Files.readString(folder.resolve("log")));
      assertTrue(
          System.nanoTime() < deadline, "not up: " + Files.readString(folder.resolve("log")));
      Thread.sleep(200);
    }
  }

  private static boolean isUp() {
    try {
      HttpURLConnection c =
          (HttpURLConnection) URI.create(endpoint + "/" + BUCKET).toURL().openConnection();
      return c.getResponseCode() < 500;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }

  @Override
  ObjectStore newStore() throws IOException {
    return ObjectStores.open(
        "s3://" + BUCKET + "/" + UUID.randomUUID(), Map.of("s3.endpoint", endpoint));
  }

  @Test
  void conditionsAreHeeded() throws IOException {
    long first = store.create("k", bytes("one")).generation();
    store.copy("k", "l");
    store.replace("k", bytes("two"), first);
    S3Connections connection =
        S3Connections.open(
            "s3://" + BUCKET, Map.of("s3.endpoint", endpoint), ObjectStores.Watch.NONE);
    S3Connections.Conditions found = S3Connections.Conditions.of(connection, BUCKET);
    assertEquals(
        List.of(true, true),
        java.util.Arrays.asList(
            found.heeds(S3Connections.Conditions.Kind.CREATE),
            found.heeds(S3Connections.Conditions.Kind.REPLACE)));
    System.out.println(
        endpoint
            + ": conditions of copies heeded: "
            + found.heeds(S3Connections.Conditions.Kind.COPY)
            + ", crc32c answered: "
            + found.checksums());
    connection.client().close();
  }
}
