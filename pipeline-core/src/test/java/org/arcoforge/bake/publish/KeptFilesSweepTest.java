package org.arcoforge.bake.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.inbox.UploadException;
import org.arcoforge.source.Sources.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Only what nobody needs is swept: of a cache what is old or too much, of an inbox what no manifest
 * names.
 */
class KeptFilesSweepTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final String KEY = "ab/" + "ab".repeat(32);

  @TempDir Path root = Path.of("");

  private void file(String name, int size, int daysOld) throws IOException {
    file(name, new byte[size], daysOld);
  }

  private void file(String name, byte[] bytes, int daysOld) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
    Files.setLastModifiedTime(path, FileTime.from(NOW.minus(Duration.ofDays(daysOld))));
  }

  private List<String> left(String folder) throws IOException {
    try (Stream<Path> all = Files.walk(root.resolve(folder))) {
      return all.filter(Files::isRegularFile)
          .map(p -> root.resolve(folder).relativize(p).toString())
          .sorted()
          .toList();
    }
  }

  private KeptFilesSweep sweep(long most, Duration expire, boolean dryRun) {
    Bakery bakery = Bakery.local(root);
    Cache cache = new Cache(bakery.cache().url(), most, expire);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new KeptFilesSweep(bakery.toBuilder().cache(cache).build(), clock, dryRun);
  }

  private void cacheOfFiveKinds() throws IOException {
    file("cache/" + KEY + "/current", 100, 40);
    file("cache/" + KEY + "/x.data", 1000, 40);
    file("cache/sources/" + KEY + "/0123/0", 2000, 20);
    file("cache/sources/" + KEY + "/0123/1", 2000, 10);
    file("cache/headers/aa/bb/cc", 50, 5);
    file("cache/what-people-put-there.txt", 5000, 400);
  }

  @Test
  void aCacheWithoutLimitsIsLeftAlone() throws IOException {
    cacheOfFiveKinds();
    KeptFilesSweep sweep = sweep(Long.MAX_VALUE, Duration.ZERO, false);
    sweep.cache();
    assertEquals(List.of(), sweep.swept());
    assertEquals(6, left("cache").size());
  }

  @Test
  void whatExpiredGoesAndThenTheOldestBeyondTheSize() throws IOException {
    cacheOfFiveKinds();
    List<String> all = left("cache");
    KeptFilesSweep dry = sweep(2500, Duration.ofDays(30), true);
    dry.cache();
    assertEquals(all, left("cache"), "a dry run deletes nothing");
    KeptFilesSweep sweep = sweep(2500, Duration.ofDays(30), false);
    sweep.cache();
    assertEquals(dry.swept(), sweep.swept());
    assertEquals(2, sweep.swept().get(0).objects());
    assertTrue(sweep.swept().get(0).why().contains("older than 30 days"));
    assertEquals(2000, sweep.swept().get(1).bytes());
    TreeSet<String> rest = new TreeSet<>(all);
    rest.removeIf(k -> k.startsWith("ab/") || k.endsWith("0123/0"));
    assertEquals(List.copyOf(rest), left("cache"));
  }

  private void manifest(String feedstock, String... keys) throws IOException {
    StringBuilder files = new StringBuilder();
    for (String key : keys) {
      files.append(files.isEmpty() ? "" : ",");
      files.append(
          """
          {"name": "%s", "size": 7, "sha256": "00", "modified": "2026-01-01T00:00:00Z",
           "parts": [{"key": "%s", "size": 7, "crc32c": "00000000"}]}"""
              .formatted(key, key));
    }
    String text =
        "{\"arco_inbox\": 1, \"feedstock\": \"%s\", \"files\": [%s]}".formatted(feedstock, files);
    file("inbox/" + feedstock + "/manifest.json", text.getBytes(StandardCharsets.UTF_8), 50);
  }

  @Test
  void contentsThatNoManifestNamesGoAfterAWhile() throws IOException {
    file("inbox/a/files/11/f.nc", 7, 50);
    file("inbox/a/files/22/f.nc", 7, 50);
    file("inbox/a/files/33/f.nc", 7, 3);
    file("inbox/b/files/44/f.nc", 7, 50);
    file("inbox/c/files/55/f.nc", 7, 50);
    manifest("a", "files/22/f.nc");
    manifest("b", "files/44/f.nc");
    KeptFilesSweep dry = sweep(Long.MAX_VALUE, Duration.ZERO, true);
    dry.inboxes(Duration.ofDays(7));
    assertEquals(7, left("inbox").size());
    KeptFilesSweep sweep = sweep(Long.MAX_VALUE, Duration.ZERO, false);
    sweep.inboxes(Duration.ofDays(7));
    assertEquals(dry.swept(), sweep.swept());
    assertEquals(
        List.of(
            "a/files/22/f.nc",
            "a/files/33/f.nc",
            "a/manifest.json",
            "b/files/44/f.nc",
            "b/manifest.json"),
        left("inbox"),
        "one of a feedstock without a manifest is an upload that never ended");
  }

  @Test
  void aDamagedManifestLetsNothingGo() throws IOException {
    file("inbox/a/files/11/f.nc", 7, 50);
    file("inbox/a/manifest.json", "{".getBytes(StandardCharsets.UTF_8), 50);
    KeptFilesSweep sweep = sweep(Long.MAX_VALUE, Duration.ZERO, false);
    assertThrows(UploadException.class, () -> sweep.inboxes(Duration.ofDays(7)));
    assertEquals(2, left("inbox").size());
  }
}
