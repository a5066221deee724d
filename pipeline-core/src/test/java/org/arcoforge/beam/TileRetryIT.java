package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.Resources;
import org.arcoforge.settings.Settings;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.StoreAccessException;
import org.arcoforge.store.StoreContents;
import org.arcoforge.store.StoreFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tile that fails for a moment is tried again by itself; what stays wrong is told at once. */
class TileRetryIT {
  private static final Settings QUICK = Settings.standard().toBuilder().retryMillis(1).build();

  /** One process, and one of many: the direct runner tries no element again. */
  private static final Map<String, Resources> ALL =
      Map.of("alone", BakeCase.MEMORY, "shared", Resources.shared(1 << 20, 1 << 30));

  @TempDir Path folder;
  private final Map<String, Integer> tries = new ConcurrentHashMap<>();

  /** Fails so many times with each object of an array. */
  private FaultyObjectStore failing(int times, Function<String, IOException> why) {
    return new FaultyObjectStore(
        StoreContents.inMemory(),
        (s, number, key, bytes) -> {
          if (key.contains("/t/c/") && tries.merge(key, 1, Integer::sum) <= times) {
            throw why.apply(key);
          }
          return s.create(key, bytes);
        });
  }

  private BakeReport bake(FaultyObjectStore store, Resources resources) throws IOException {
    tries.clear();
    return BakeCase.on(
            store,
            BakeCase.inMemory(folder).config().toBuilder()
                .resources(resources.withSettings(QUICK))
                .build())
        .bake();
  }

  private static IOException passes(String key) {
    return new StoreFailureException(key + " failed: 503", new IOException("503"));
  }

  @Test
  void everyTileThatFailsTwiceIsWrittenByTheThirdTry() throws IOException {
    for (Map.Entry<String, Resources> each : ALL.entrySet()) {
      BakeReport report = bake(failing(2, TileRetryIT::passes), each.getValue());
      assertEquals(BakeStatus.PUBLISHED, report.status(), each.getKey() + report.problems());
      assertEquals(true, !tries.isEmpty());
      tries.forEach((key, n) -> assertEquals(3, n, key));
    }
  }

  @Test
  void tileThatFailsThreeTimesEndsItsElement() {
    for (Resources each : ALL.values()) {
      FaultyObjectStore store = failing(Integer.MAX_VALUE, TileRetryIT::passes);
      assertThrows(IOException.class, () -> bake(store, each));
      assertEquals(3, tries.values().stream().mapToInt(n -> n).max().orElseThrow());
    }
  }

  @Test
  void whatTryingAgainCannotMendIsTriedOnce() throws IOException {
    for (Resources each : ALL.values()) {
      BakeReport report =
          bake(
              failing(Integer.MAX_VALUE, key -> new StoreAccessException(key + ": you may not")),
              each);
      assertEquals(Outcome.INVALID, report.outcome(), report.toString());
      tries.forEach((key, n) -> assertEquals(1, n, key));
    }
  }
}
