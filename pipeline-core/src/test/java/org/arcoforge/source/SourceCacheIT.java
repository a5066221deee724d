package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.arcoforge.egress.Dialer;
import org.arcoforge.pattern.Access;
import org.arcoforge.source.Sources.Cache;
import org.arcoforge.store.FakeGcsServer;
import org.arcoforge.store.FakeS3Server;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.OpenStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cache does the same wherever it is: in a folder, in memory, in a bucket of either kind. */
class SourceCacheIT {
  private static final int LARGE = CachedBlock.SIZE + 1_000_000; // two blocks

  private final FaultyHttpServer server = new FaultyHttpServer();
  private final FakeGcsServer gcs = new FakeGcsServer();
  private final FakeS3Server s3 = new FakeS3Server();
  private final Path folder;

  SourceCacheIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
  }

  /** Where a cache may be. */
  enum Kind {
    FOLDER,
    MEMORY,
    GCS,
    S3
  }

  private String url(Kind kind) {
    return switch (kind) {
      case FOLDER -> folder.resolve("cache").toUri() + "/";
      case MEMORY -> "memory://cache-" + folder.hashCode() + "/";
      case GCS -> "gs://cache/of/ours/";
      case S3 -> "s3://cache/of/ours/";
    };
  }

  private ObjectStore store(Kind kind) throws IOException {
    return ObjectStores.open(
        url(kind), Map.of("gs.endpoint", gcs.endpoint(), "s3.endpoint", s3.endpoint()));
  }

  private SourceOpener opener(Cache cache, ObjectStore store, boolean partly) {
    return Sources.opener(
        new Access(Map.of(), "", 4),
        new CacheBudget(cache, new OpenStores().with(cache.url(), store)),
        partly,
        Reach.own(),
        HttpSourceTest.QUICK,
        Dialer.of(Reach.own().egress()));
  }

  private byte[] fetch(Cache cache, ObjectStore store, String path) throws IOException {
    try (SourceOpener opener = opener(cache, store, false);
        ByteSource source = opener.open(server.url(path))) {
      return HttpSourceTest.all(source);
    }
  }

  /** Bytes that the server sent since it forgot. */
  private long sent(int size) {
    long sum = 0;
    for (FaultyHttpServer.Request r : server.requests()) {
      if (!r.head() && !r.conditional()) {
        String[] ends = r.range().replace("bytes=", "").split("-", 2);
        sum +=
            r.range().isEmpty()
                ? size
                : Math.min(size, Long.parseLong(ends[1]) + 1) - Long.parseLong(ends[0]);
      }
    }
    return sum;
  }

  private static List<ObjectInfo> objects(ObjectStore store) throws IOException {
    try (Stream<ObjectInfo> all = store.list("")) {
      return all.toList();
    }
  }

  @AfterEach
  void close() {
    server.close();
    gcs.close();
    s3.close();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatIsKeptCostsTheNextProcessOneLook(Kind kind) throws IOException {
    try (ObjectStore store = store(kind)) {
      Cache cache = Cache.at(url(kind));
      for (int size : new int[] {0, 1, 100_000, LARGE}) {
        String path = "/f" + size;
        byte[] data = HttpSourceTest.random(size);
        server.put(path, data).forget();
        assertArrayEquals(data, fetch(cache, store, path));
        assertTrue(sent(size) <= size + BlockReader.FIRST, kind + " " + size + ": " + sent(size));
        server.forget();
        assertArrayEquals(data, fetch(cache, store, path));
        assertTrue(server.requests().size() <= (size == 0 ? 2 : 1), kind + " " + size);
        assertEquals(0, sent(size), kind + " " + size);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anotherVersionIsFetchedAndSecretsAreInNoKey(Kind kind) throws IOException {
    try (ObjectStore store = store(kind)) {
      Cache cache = Cache.at(url(kind));
      for (int n = 0; n < 3; n++) {
        byte[] data = HttpSourceTest.random(50_000 + n);
        server.put("/f", data);
        assertArrayEquals(data, fetch(cache, store, "/f?token=hush-hush"));
      }
      for (ObjectInfo object : objects(store)) {
        String text = object.key() + new String(store.read(object.key()), StandardCharsets.UTF_8);
        assertFalse(text.contains("hush"), object.key());
        assertTrue(Sources.isKept(object.key()), object.key());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "FOLDER")
  void aFlippedByteIsFoundAndTheBlockIsFetchedAnew(Kind kind) throws IOException {
    try (ObjectStore store = store(kind)) {
      Cache cache = Cache.at(url(kind));
      byte[] data = HttpSourceTest.random(LARGE);
      server.put("/f", data);
      assertArrayEquals(data, fetch(cache, store, "/f"));
      ObjectInfo second = objects(store).get(1);
      for (int at : new int[] {0, 9, 20, 48, 500_000}) { // form, time, digest, bytes
        byte[] object = store.read(second.key());
        object[at] ^= 4;
        store.replace(second.key(), object, store.stat(second.key()).orElseThrow().generation());
        server.forget();
        assertArrayEquals(data, fetch(cache, store, "/f"));
        assertEquals(1_000_000, sent(LARGE), "the damaged block alone, byte " + at);
        server.forget();
        assertArrayEquals(data, fetch(cache, store, "/f"));
        assertEquals(0, sent(LARGE), "it was put right, byte " + at);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void workersAtOnceReadTheSameAndLeaveOneCopy(Kind kind) throws Exception {
    byte[] data = HttpSourceTest.random(LARGE);
    server.put("/f", data);
    Cache cache = Cache.at(url(kind));
    ExecutorService workers = Executors.newFixedThreadPool(4);
    try (ObjectStore store = store(kind)) {
      List<Future<byte[]>> read = new ArrayList<>();
      for (int w = 0; w < 4; w++) { // each with an opener of its own, as processes have
        read.add(workers.submit(() -> fetch(cache, store, "/f")));
      }
      for (Future<byte[]> bytes : read) {
        assertArrayEquals(data, bytes.get());
      }
      if (kind != Kind.FOLDER) {
        assertEquals(2, objects(store).size(), "blocks");
      }
      server.forget();
      assertArrayEquals(data, fetch(cache, store, "/f"));
      assertEquals(0, sent(LARGE));
    } finally {
      workers.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void nothingIsAddedBeyondTheLimitWhichIsSaidOnce(Kind kind) throws IOException {
    try (ObjectStore store = store(kind)) {
      Cache cache = new Cache(url(kind), 250_000, Duration.ZERO);
      try (SourceOpener opener = opener(cache, store, false)) {
        for (int n = 0; n < 8; n++) {
          byte[] data = HttpSourceTest.random(100_000);
          server.put("/f" + n, data);
          try (ByteSource source = opener.open(server.url("/f" + n))) {
            assertArrayEquals(data, HttpSourceTest.all(source));
          }
        }
        assertEquals(1, opener.notices().size(), opener.notices()::toString);
        assertTrue(opener.notices().get(0).contains("arco sweep"), opener.notices()::toString);
      }
      long held = objects(store).stream().mapToLong(ObjectInfo::size).sum();
      assertTrue(held >= 250_000 && held < 310_000, kind + ": " + held);
      server.forget();
      fetch(cache, store, "/f0");
      assertEquals(0, sent(100_000), "what is there is used");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatExpiredIsFetchedAnewAndNotDeleted(Kind kind) throws IOException {
    try (ObjectStore store = store(kind)) {
      byte[] data = HttpSourceTest.random(70_000);
      server.put("/f", data);
      Cache strict = new Cache(url(kind), Long.MAX_VALUE, Duration.ofNanos(1));
      fetch(strict, store, "/f");
      long kept = System.currentTimeMillis();
      while (System.currentTimeMillis() == kept) {
        Thread.onSpinWait(); // ages are counted in milliseconds
      }
      server.forget();
      assertArrayEquals(data, fetch(strict, store, "/f"));
      assertEquals(70_000, sent(70_000));
      int objects = objects(store).size();
      server.forget();
      fetch(new Cache(url(kind), Long.MAX_VALUE, Duration.ofDays(1)), store, "/f");
      assertEquals(0, sent(70_000), "of today");
      assertEquals(objects, objects(store).size());
    }
  }

  @Test
  void aBucketThatFailsCostsOnlyTime() throws IOException {
    byte[] data = HttpSourceTest.random(LARGE);
    server.put("/f", data);
    Cache cache = Cache.at("memory://faulty/");
    for (int seed = 0; seed < 40; seed++) {
      FaultyObjectStore store = FaultyObjectStore.inMemory().seeded(seed, 0.5);
      for (int n = 0; n < 3; n++) {
        assertArrayEquals(data, fetch(cache, store, "/f"), "seed " + seed);
      }
    }
    FaultyObjectStore dead = FaultyObjectStore.inMemory().nextReads(FaultyObjectStore.Fault.DIE);
    try (SourceOpener opener = opener(cache, dead, false)) {
      for (int n = 0; n < 8; n++) {
        try (ByteSource source = opener.open(server.url("/f"))) {
          assertArrayEquals(data, HttpSourceTest.all(source));
        }
      }
      assertTrue(opener.notices().toString().contains("not used any more"));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void littleOfAFileCostsLittleAndAllOfItIsKept(Kind kind) throws IOException {
    try (ObjectStore store = store(kind)) {
      byte[] data = HttpSourceTest.random(2 * LARGE);
      server.put("/f", data);
      byte[] part = new byte[300_000];
      try (SourceOpener opener = opener(Cache.at(url(kind)), store, true);
          ByteSource source = opener.open(server.url("/f"))) {
        source.read(LARGE, part, 0, part.length);
        assertArrayEquals(Arrays.copyOfRange(data, LARGE, LARGE + part.length), part);
        assertTrue(sent(data.length) <= part.length + BlockReader.FIRST, "" + sent(data.length));
        assertArrayEquals(data, HttpSourceTest.all(source));
      }
      server.forget();
      assertArrayEquals(data, fetch(Cache.at(url(kind)), store, "/f"));
      if (kind == Kind.FOLDER) {
        assertEquals(0, sent(data.length));
      }
      assertTrue(sent(data.length) < data.length);
    }
  }

  @Test
  void aFileOfAServerWithoutRangesIsFetchedOnce() throws IOException {
    byte[] data = HttpSourceTest.random(LARGE);
    server.put("/f", data).always("/f", new FaultyHttpServer.Fault.IgnoreRange());
    try (ObjectStore store = store(Kind.MEMORY)) {
      Cache cache = Cache.at(url(Kind.MEMORY));
      assertArrayEquals(data, fetch(cache, store, "/f"));
      server.forget();
      assertArrayEquals(data, fetch(cache, store, "/f"));
      assertEquals(0, sent(data.length));
    }
  }

  @Test
  void theFolderKeepsWhatItKeptBefore() throws IOException {
    server.put("/f", HttpSourceTest.random(1000));
    try (ObjectStore store = store(Kind.FOLDER)) {
      fetch(Cache.at(url(Kind.FOLDER)), store, "/f");
    }
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      assertEquals(
          2, files.filter(Files::isRegularFile).count(), "the file, and which version it is");
    }
  }
}
