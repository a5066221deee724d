package org.arcoforge.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer that tries again, over stores of which every third request fails: {@code -Dseeds=N}. */
class SeededFaultsIT {
  private static final int SEEDS = Integer.getInteger("seeds", 5);
  private static final int STEPS = 40;

  @TempDir Path folder;

  /** What may be repeated until it is done. */
  private interface Attempt<T> {
    T run() throws IOException;
  }

  private static <T> T untilDone(Attempt<T> attempt) throws IOException {
    for (int i = 0; ; i++) {
      try {
        return attempt.run();
      } catch (ObjectExistsException | GenerationMismatchException | ObjectNotFoundException e) {
        throw e;
      } catch (IOException e) {
        if (i == 60) {
          throw e;
        }
      }
    }
  }

  /** Replaces what is there; a repetition that meets itself is done. */
  private static void replace(ObjectStore store, String key, byte[] bytes) throws IOException {
    long generation = untilDone(() -> store.stat(key)).orElseThrow().generation();
    try {
      untilDone(() -> store.replace(key, bytes, generation));
    } catch (GenerationMismatchException e) {
      assertArrayEquals(bytes, untilDone(() -> store.read(key)), "another one was replaced by");
    }
  }

  private static void run(ObjectStore whole, long seed) throws IOException {
    ObjectStore store = new FaultyObjectStore(whole).seeded(seed, 0.33);
    Random random = new Random(seed);
    Map<String, byte[]> expected = new TreeMap<>();
    for (int i = 0; i < STEPS; i++) {
      String key = "k/" + random.nextInt(8);
      byte[] bytes = ObjectStoreContract.random(1 + random.nextInt(3000), random.nextLong());
      if (!expected.containsKey(key)) {
        untilDone(() -> store.create(key, bytes));
        expected.put(key, bytes);
      } else if (random.nextInt(4) == 0) {
        untilDone(
            () -> {
              store.delete(key);
              return key;
            });
        expected.remove(key);
      } else {
        replace(store, key, bytes);
        expected.put(key, bytes);
        byte[] part = new byte[bytes.length / 2];
        untilDone(
            () -> {
              store.read(key, 0, part, 0, part.length);
              return key;
            });
        assertArrayEquals(java.util.Arrays.copyOf(bytes, part.length), part);
      }
    }
    Map<String, byte[]> found = StoreContents.of(whole);
    assertEquals(expected.keySet(), found.keySet(), "seed " + seed);
    expected.forEach((key, bytes) -> assertArrayEquals(bytes, found.get(key), "seed " + seed));
  }

  @Test
  void storesEndWithWhatWasWritten() throws IOException {
    try (FakeGcsServer gcs = new FakeGcsServer();
        FakeS3Server s3 = new FakeS3Server()) {
      Map<String, String> options =
          Map.of("gs.endpoint", gcs.endpoint(), "s3.endpoint", s3.endpoint());
      for (long seed = 0; seed < SEEDS; seed++) {
        run(StoreContents.inMemory(), seed);
        run(ObjectStores.open(folder.resolve("" + seed).toString()), seed);
        for (String scheme : new String[] {"gs", "s3"}) {
          try (ObjectStore store = ObjectStores.open(scheme + "://b/" + seed, options)) {
            run(store, seed);
          }
        }
      }
    }
  }
}
