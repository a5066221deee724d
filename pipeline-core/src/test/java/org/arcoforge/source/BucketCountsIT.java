package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.SourceOpener.FetchCounts;
import org.arcoforge.store.BucketServer;
import org.arcoforge.store.BucketServer.Fault;
import org.arcoforge.store.FakeGcsServer;
import org.arcoforge.store.FakeS3Server;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Requests to buckets of sources are counted as their server counts them, with those that the
 * clients of the services repeat by themselves.
 */
class BucketCountsIT {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final int ATTEMPTS = 4; // of S3, whose client waits long between more
  private static final byte[] DATA = HttpSourceTest.random(3 * BlockReader.FIRST + 5);

  /** A service, and what its server answers to one who asks too often. */
  enum Service {
    GCS("gs", "429"),
    S3("s3", "503");

    private final String scheme;
    private final String tooMany;

    Service(String scheme, String tooMany) {
      this.scheme = scheme;
      this.tooMany = tooMany;
    }
  }

  /** A server with one bucket, and an opener of what is there. */
  private static final class Archive implements AutoCloseable {
    final BucketServer server;
    final String url;
    final SourceOpener opener = Sources.opener(Map.of(), 2, "", Settings.standard());
    private int before;

    Archive(Service service) throws IOException {
      server = service == Service.GCS ? new FakeGcsServer() : new FakeS3Server();
      String bucket = service.scheme + "://counted-" + NUMBER.incrementAndGet();
      url = bucket + "/a/";
      Map<String, String> options =
          service == Service.GCS
              ? Map.of("gs.endpoint", server.endpoint())
              : Map.of("s3.endpoint", server.endpoint(), "s3.attempts", Integer.toString(ATTEMPTS));
      ObjectStores.reach(bucket, new ObjectStores.Bucket(options, null));
      try (ObjectStore store = ObjectStores.open(url)) { // as a bake's target: nobody's source
        store.create("f.nc", DATA);
        store.create("g.nc", DATA);
      }
      before = server.requests();
    }

    /** What the server was asked since the last time. */
    int asked() {
      int all = server.requests();
      int now = all - before;
      before = all;
      return now;
    }

    void assertCounts(Map<String, Long> retries) {
      assertEquals(
          Map.of(
              server.endpoint().replace("http://", ""), new FetchCounts.OfHost(asked(), retries)),
          opener.takeCounts().hosts());
    }

    void assertRead() throws IOException {
      try (ByteSource source = opener.open(url + "f.nc")) {
        assertArrayEquals(DATA, HttpSourceTest.all(source));
      }
    }

    @Override
    public void close() {
      opener.close();
      server.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachRequestIsCountedAndThoseThatTheClientRepeatsByTheirFailures(Service service)
      throws IOException {
    try (Archive archive = new Archive(service)) {
      archive.assertRead();
      archive.assertCounts(Map.of());
      archive.server.next(
          Fault.UNAVAILABLE, Fault.UNAVAILABLE, Fault.NONE, Fault.UNAVAILABLE, Fault.TOO_MANY);
      archive.assertRead();
      archive.assertCounts(
          service == Service.S3 ? Map.of("503", 4L) : Map.of("503", 3L, service.tooMany, 1L));
      assertTrue(archive.opener.takeCounts().isNone(), "what was taken is not told again");
    }
  }

  @ParameterizedTest
  @EnumSource
  void listingsAndLooksAreRequestsToo(Service service) throws IOException {
    try (Archive archive = new Archive(service)) {
      archive.server.pageSize(1).next(Fault.UNAVAILABLE);
      assertEquals(
          List.of(archive.url + "f.nc", archive.url + "g.nc"),
          archive.opener.glob(archive.url + "*.nc"));
      archive.assertCounts(Map.of("503", 1L));
      archive.server.next(Fault.UNAVAILABLE);
      assertEquals(DATA.length, archive.opener.version(archive.url + "f.nc").orElseThrow().size());
      archive.assertCounts(Map.of("503", 1L));
      assertThrows(SourceNotFoundException.class, () -> archive.opener.open(archive.url + "h.nc"));
      archive.assertCounts(Map.of());
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersThatBreakOffAreTruncated(Service service) throws IOException {
    try (Archive archive = new Archive(service)) {
      archive.server.next(Fault.NONE, Fault.CUT_ANSWER);
      archive.assertRead();
      archive.assertCounts(Map.of("truncated", 1L));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsGivenUpIsNoRetryOfTheLastAttempt(Service service) throws IOException {
    try (Archive archive = new Archive(service)) {
      Fault[] always = new Fault[service == Service.GCS ? 6 : ATTEMPTS];
      Arrays.fill(always, Fault.UNAVAILABLE);
      archive.server.next(always);
      assertThrows(SourceException.class, () -> archive.opener.open(archive.url + "f.nc"));
      archive.assertCounts(Map.of("503", always.length - 1L));
      archive.opener.glob(archive.url + "*.nc");
      archive.assertCounts(Map.of());
    }
  }

  @ParameterizedTest
  @EnumSource
  void storesOfManyObjectsAreSources(Service service) throws IOException {
    try (Archive archive = new Archive(service)) {
      archive.server.next(Fault.UNAVAILABLE);
      try (ObjectStore store = archive.opener.store(archive.url)) {
        assertArrayEquals(DATA, store.read("g.nc"));
      }
      archive.assertCounts(Map.of("503", 1L));
    }
  }

  @ParameterizedTest
  @EnumSource
  void hostsThatNobodyAnswersForAreUnreachable(Service service) throws IOException {
    try (Archive archive = new Archive(service)) {
      archive.server.close();
      assertThrows(SourceException.class, () -> archive.opener.open(archive.url + "f.nc"));
      FetchCounts counts = archive.opener.takeCounts();
      long again = counts.retries().getOrDefault("unreachable", 0L);
      assertEquals(counts.requests() - 1, again, counts.toString());
      assertTrue(again >= 2, counts.toString());
    }
  }
}
