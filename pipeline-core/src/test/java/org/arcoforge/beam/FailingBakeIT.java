package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Outcome;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreAccessException;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever fails, nothing is published, and the report says what to do. */
public class FailingBakeIT {
  @TempDir Path folder;

  private static void assertFailed(
      BakeCase c, Outcome outcome, BakeReport report, String... inMessage) throws IOException {
    assertEquals(BakeStatus.FAILED, report.status());
    assertEquals(outcome, report.outcome(), report.problems().toString());
    for (String text : inMessage) {
      assertTrue(report.problems().toString().contains(text), text + " in " + report.problems());
    }
    assertEquals(
        List.of(),
        StoreContents.of(c.store()).keySet().stream()
            .filter(k -> k.endsWith(".zarr/zarr.json") || k.endsWith("/published"))
            .toList());
    assertEquals(Map.of(), StoreContents.of(ObjectStores.open(c.catalog())));
  }

  /** Does something once, when the first chunk of {@code t} is about to be created. */
  private static FaultyObjectStore atFirstChunk(ObjectStore store, Step step) {
    AtomicBoolean done = new AtomicBoolean();
    return new FaultyObjectStore(
        store,
        (s, number, key, bytes) -> {
          if (key.contains(".zarr/") && done.compareAndSet(false, true)) {
            step.run();
          }
          return s.create(key, bytes);
        });
  }

  private interface Step {
    void run() throws IOException;
  }

  @Test
  void missingFileIsNamed() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    Files.delete(c.path(1));
    assertFailed(c, Outcome.SOURCES, c.bake(), "f1.nc", "missing_files");
  }

  @Test
  void truncatedFileIsNamed() throws IOException {
    for (int kept : new int[] {2, 40, 400}) {
      BakeCase c = BakeCase.inMemory(folder.resolve("kept" + kept));
      byte[] whole = Files.readAllBytes(c.path(2));
      Files.write(c.path(2), java.util.Arrays.copyOf(whole, kept));
      assertFailed(c, Outcome.SOURCES, c.bake(), "f2.nc");
    }
  }

  @Test
  void fileThatIsNoNetcdfIsNamed() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    Files.writeString(c.path(0), "<html>Please log in</html>");
    assertFailed(c, Outcome.SOURCES, c.bake(), "f0.nc");
  }

  @Test
  void fileThatIsOverwrittenAfterTheScanIsNoticed() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    ObjectStore healthy = c.store();
    ObjectStore faulty =
        atFirstChunk(
            healthy,
            () -> {
              for (int f = 0; f < BakeCase.FILES; f++) {
                Path other = folder.resolve("other"); // swapped at once, as by rsync
                BakeCase.file(f, 0.25).write(other);
                Files.move(other, c.path(f), StandardCopyOption.ATOMIC_MOVE);
                Files.setLastModifiedTime(c.path(f), FileTime.fromMillis(1_700_000_000_000L));
              }
            });
    assertFailed(c, Outcome.SOURCES, c.bake(faulty), "changed between the scan", ".nc");
    BakeReport next = c.bake();
    assertEquals(BakeStatus.PUBLISHED, next.status());
    assertEquals(0, next.chunksReused());
    assertEquals(100.25, BakeCase.doubles(BakeCase.read(next.store(), "t"))[0]);
  }

  @Test
  void fileThatIsReplacedAfterTheScanIsNoticed() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    ObjectStore faulty =
        atFirstChunk(
            c.store(),
            () -> {
              for (int f = 0; f < BakeCase.FILES; f++) {
                Path other = BakeCase.file(f, 0.25).write(folder.resolve("other"));
                Files.setLastModifiedTime(other, FileTime.fromMillis(1_700_000_000_000L));
                Files.move(other, c.path(f), StandardCopyOption.ATOMIC_MOVE);
              }
            });
    assertFailed(c, Outcome.SOURCES, c.bake(faulty), "changed between the scan");
  }

  @Test
  void fileThatIsDeletedAfterTheScanIsNoticed() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    ObjectStore faulty =
        atFirstChunk(
            c.store(),
            () -> {
              for (int f = 0; f < BakeCase.FILES; f++) {
                Files.delete(c.path(f));
              }
            });
    assertFailed(c, Outcome.SOURCES, c.bake(faulty), "no longer there");
  }

  @Test
  void fileThatShrinksAfterTheScanFailsTheBake() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    ObjectStore faulty =
        atFirstChunk(
            c.store(),
            () -> {
              for (int f = 0; f < BakeCase.FILES; f++) {
                byte[] whole = Files.readAllBytes(c.path(f));
                Files.write(c.path(f), java.util.Arrays.copyOf(whole, whole.length - 100));
              }
            });
    // Thrown, as another attempt could find the file whole, or noticed afterwards.
    try {
      assertFailed(c, Outcome.SOURCES, c.bake(faulty), ".nc");
    } catch (IOException | RuntimeException e) {
      assertEquals(Outcome.SOURCES, Failures.outcome(e), e.toString());
      assertTrue(Failures.message(e).contains(".nc"), Failures.message(e));
    }
  }

  @Test
  void otherBytesUnderTheKeyOfAChunkAreAConflictAndTheNextBakeBeginsAnew() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeConfig config = c.config();
    String key = config.run() + "/days.zarr/t/c/3/0/0";
    byte[] other = {1, 2, 3};
    c.store().create(key, other);
    assertFailed(c, Outcome.CONFLICT, BakeCase.bake(config), key, "other bytes");
    assertArrayEquals(other, c.store().read(key));
    BakeReport next = c.bake();
    assertEquals(BakeStatus.PUBLISHED, next.status(), next.problems().toString());
  }

  @Test
  void otherMetadataAreAConflictAndTheNextBakeBeginsAnew() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    BakeConfig config = c.config();
    c.store().create(config.run() + "/days.zarr/t/zarr.json", new byte[] {'{', '}'});
    BakeReport report = BakeCase.bake(config);
    assertEquals(Outcome.CONFLICT, report.outcome(), report.problems().toString());
    assertEquals(Map.of(), StoreContents.of(ObjectStores.open(c.catalog())));
    assertTrue(c.store().stat(config.run() + "/days.zarr/zarr.json").isEmpty());
    assertEquals(BakeStatus.PUBLISHED, c.bake().status());
  }

  @Test
  void damageBetweenWritingAndVerificationIsFoundAndNotTakenOver() throws IOException {
    // Compressed, so that damage may also be found by the decoder.
    for (String codec : List.of("none", "zstd", "gzip", "blosc")) {
      for (boolean ownDigest : new boolean[] {false, true}) {
        BakeCase c =
            BakeCase.inMemory(folder.resolve(codec + ownDigest))
                .target("chunks: {time: -1}, codec: {name: " + codec + "}");
        ObjectStore faulty = FaultyObjectStore.corrupting(c.store(), ".zarr/t/", ownDigest);
        // A store that admits to hold other bytes is found out at once, one that does not on
        // reading back.
        Outcome expected = ownDigest ? Outcome.CONFLICT : Outcome.VERIFICATION;
        assertFailed(c, expected, c.bake(faulty), ".zarr/t/c/0/0/0");
        assertEquals(5, Outcome.VERIFICATION.exitCode());
        BakeReport next = c.bake();
        assertEquals(BakeStatus.PUBLISHED, next.status(), next.problems().toString());
        assertEquals(0, next.chunksReused());
        assertArrayEquals(
            BakeCase.temperatures(), BakeCase.doubles(BakeCase.read(next.store(), "t")));
      }
    }
  }

  @Test
  void objectThatVanishesBeforeVerificationIsMissed() throws IOException {
    BakeCase c = BakeCase.inMemory(folder).target("chunks: {time: -1}");
    ObjectStore healthy = c.store();
    ObjectStore faulty =
        new FaultyObjectStore(
            healthy,
            (s, number, key, bytes) -> {
              ObjectInfo info = s.create(key, bytes);
              if (key.contains(".zarr/w/")) {
                s.delete(key);
              }
              return info;
            });
    assertFailed(c, Outcome.VERIFICATION, c.bake(faulty), ".zarr/w/c/0/0/0 is not there");
  }

  @Test
  void refusedAccessIsReportedOrThrownAsSuch() throws IOException {
    for (String part : List.of("plan", ".zarr/t/c", ".zarr/t/zarr.json")) {
      BakeCase c = BakeCase.inMemory(folder.resolve(part.replace('/', '_')));
      ObjectStore faulty =
          new FaultyObjectStore(
              c.store(),
              (s, number, key, bytes) -> {
                if (key.contains(part)) {
                  throw new StoreAccessException(key + ": you may not");
                }
                return s.create(key, bytes);
              });
      assertFailed(c, Outcome.INVALID, c.bake(faulty), "you may not");
    }
  }

  @Test
  void failureThatMayPassIsTheRunnersToRetry() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    ObjectStore faulty = FaultyObjectStore.stoppedAt(c.store(), 8);
    IOException e = assertThrows(IOException.class, () -> c.bake(faulty));
    assertEquals(Outcome.UNEXPECTED, Failures.outcome(e));
    assertTrue(Failures.message(e).contains("the process ends here"), Failures.message(e));
  }

  @Test
  void filesThatDisagreeAreNamedWithTheFirstElement() throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    new Netcdf3File()
        .dimension("time", 2)
        .dimension("y", 2)
        .dimension("x", 3)
        .variable("time", List.of("time"), Map.of("units", "days since 2000-01-01"), 2, 3)
        .variable("y", List.of("y"), Map.of("units", "degrees_north"), 10, 20)
        .variable("x", List.of("x"), Map.of("units", "degrees_east"), 1, 2.5, 3)
        .variable("crs", List.of(), Map.of(), 7)
        .variable("t", List.of("time", "y", "x"), Map.of("units", "K"), new double[12])
        .variable("w", List.of("time", "y", "x"), Map.of(), new double[12])
        .write(c.path(1));
    assertFailed(c, Outcome.SOURCES, c.bake(), "f1.nc", "element 1: 2.0 and 2.5");
  }
}
