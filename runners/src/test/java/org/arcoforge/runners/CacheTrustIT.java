package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.beam.BakeCase;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.FaultyHttpServer;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.zarr.ZarrStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cache says is held against digests, formats and, by samples, the origin. */
class CacheTrustIT {
  private static final String TAG = "\"one\"";

  private final Path folder;
  private final FaultyHttpServer server = new FaultyHttpServer();
  private final byte[] data;

  CacheTrustIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Path file = folder.resolve("file.nc");
    BakeCase.file(0, 0).write(file);
    this.data = Files.readAllBytes(file);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Ran bake() throws IOException {
    Path path = folder.resolve("feedstock.yaml");
    Files.writeString(
        path,
        """
        id: cached
        title: A case
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: days
            pattern: {files: ["%s"], dims: []}
            target: {codec: none}
        """
            .formatted(server.url("/f.nc")));
    return Ran.arco(
        Settings.standard().toBuilder().retryMillis(1).build(),
        "bake",
        path,
        "--root",
        folder.resolve("root"));
  }

  private static double[] temperatures(Ran ran) throws IOException {
    String store = ran.out().replaceAll("(?s).*  store    (\\S+).*", "$1");
    ZarrStore zarr = ZarrStore.open(ObjectStores.open(store));
    Block block = zarr.array("t").read(Region.whole(zarr.array("t").layout().variable().shape()));
    double[] values = new double[block.elements()];
    Arrays.setAll(values, block::doubleAt);
    return values;
  }

  private static final double[] RIGHT = DoubleStream.iterate(100, v -> v + 1).limit(12).toArray();

  /**
   * The last value of {@code t}, of which files of the classic format have nothing after it but w.
   */
  private byte[] withAnotherValue() {
    byte[] other = data.clone();
    for (int i = 0; i < data.length - 8; i++) { // 111.0 as a double of the classic format
      if (data[i] == 0x40 && data[i + 1] == 0x5b && (data[i + 2] & 0xff) == 0xc0) {
        other[i + 2] ^= 0x20;
        return other;
      }
    }
    throw new IllegalStateException("the value is not in the file");
  }

  private List<Path> cached() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("root/cache"))) {
      return files.filter(f -> f.toString().endsWith(".data")).toList();
    }
  }

  @Test
  void byteFlippedInTheCacheIsNotPublished() throws IOException {
    server.put("/f.nc", data, TAG, "");
    assertEquals(0, bake().code());
    Files.write(cached().get(0), withAnotherValue());
    Files.setLastModifiedTime(cached().get(0), FileTime.fromMillis(1_700_000_000_000L));
    Ran again = bake();
    assertEquals(0, again.code(), again::toString);
    assertArrayEquals(RIGHT, temperatures(again));
  }

  @Test
  void shortAnswerWithAgreeingLengthIsFetchedAnew() throws IOException {
    server.put("/f.nc", Arrays.copyOf(data, data.length - 60), TAG, "");
    Ran ran = bake();
    assertEquals(3, ran.code(), ran::toString);
    server.put("/f.nc", data, TAG, ""); // the same version, whole this time
    ran = bake();
    assertEquals(0, ran.code(), ran::toString);
    assertArrayEquals(RIGHT, temperatures(ran));
  }

  @Test
  void wrongTransferIsFoundBySamplesOfTheOrigin() throws IOException {
    byte[] wrong = withAnotherValue();
    server.put("/f.nc", wrong, TAG, "");
    // As from a proxy: wrong once, right when asked again under the same version.
    server.next("/f.nc", new FaultyHttpServer.Fault.None());
    Thread swap = new Thread(() -> swapAfterFetch(), "swap");
    swap.start();
    Ran ran = bake();
    swap.interrupt();
    assertEquals(5, ran.code(), ran::toString);
    assertTrue(ran.err().contains("differs from the sources"), ran::toString);
  }

  /** Serves the right content as soon as the wrong one was sent whole. */
  private void swapAfterFetch() {
    try {
      while (!Files.isDirectory(folder.resolve("root/cache")) || cached().isEmpty()) {
        Thread.sleep(1);
      }
      server.put("/f.nc", data, TAG, "");
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
