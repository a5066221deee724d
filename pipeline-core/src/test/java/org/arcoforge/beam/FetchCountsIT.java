package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.FaultyHttpServer;
import org.arcoforge.source.FaultyHttpServer.Fault;
import org.arcoforge.source.SourceOpener.FetchCounts;
import org.arcoforge.store.BucketServer;
import org.arcoforge.store.FakeGcsServer;
import org.arcoforge.store.FakeS3Server;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bake asked of a server is in its report and in the pipeline's counters, all of it. */
class FetchCountsIT {
  @TempDir Path folder = Path.of("");
  private final FaultyHttpServer server = new FaultyHttpServer();
  private Map<String, Long> counters = Map.of();

  FetchCountsIT() throws IOException {
    for (int f = 0; f < BakeCase.FILES; f++) {
      server.put("/f" + f + ".nc", BakeCase.file(f, 0).bytes());
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  private BakeReport bake() throws IOException {
    return bake(BakeCase.inMemory(folder).sources(server.url(""), "{}"));
  }

  private BakeReport bake(BakeCase c) throws IOException {
    Settings hasty = Settings.standard().toBuilder().retryMillis(1).build();
    BakeConfig config =
        c.config().toBuilder().resources(BakeCase.MEMORY.withSettings(hasty)).build();
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    options.setEnforceImmutability(false); // its warnings drown everything else
    try (WorkerSession session = WorkerSession.open(config)) {
      Pipeline pipeline = Pipeline.create(options);
      pipeline.apply("Bake", Bake.of(config));
      PipelineResult result = pipeline.run();
      result.waitUntilFinish();
      counters = new TreeMap<>();
      for (MetricResult<Long> counter :
          result
              .metrics()
              .queryMetrics(
                  MetricsFilter.builder()
                      .addNameFilter(MetricNameFilter.inNamespace(Progress.class))
                      .build())
              .getCounters()) {
        counters.merge(counter.getName().getName(), counter.getCommitted(), Long::sum);
      }
      return BakeReport.decode(session.run(config.run().value()).report().orElseThrow());
    }
  }

  @Test
  void requestsAndRetriesAreInTheReportAndInTheCounters() throws IOException {
    server.next("/f0.nc", new Fault.Status(503, "0"), new Fault.Status(429, "0"));
    server.next("/f2.nc", new Fault.Status(503, "0"), new Fault.DropAfter(50));
    BakeReport report = bake();
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    JsonNode host = new ObjectMapper().readTree(report.encode()).path("hosts").path(server.host());
    assertEquals(server.requests().size(), host.path("requests").asInt(), host.toString());
    assertEquals("{\"429\":1,\"503\":2,\"truncated\":1}", host.path("retries").toString());
    assertEquals(server.requests().size(), counters.get(Progress.REQUESTS));
    assertEquals(4, counters.get(Progress.RETRIES));
    assertEquals(2, counters.get(Progress.RETRIES_AFTER + "503"));
    assertEquals(1, counters.get(Progress.RETRIES_AFTER + "truncated"));
  }

  @Test
  void aBakeThatFailsWhileItScansTellsThemToo() throws IOException {
    server.always("/f1.nc", new Fault.Status(500, "0"));
    BakeReport report = bake();
    assertEquals(BakeStatus.FAILED, report.status());
    assertEquals(server.requests().size(), report.hosts().requests());
    long again = report.hosts().retries().getOrDefault("500", 0L);
    assertTrue(again >= 5, report.hosts().toString());
  }

  private static void reach(String scheme, String bucket, BucketServer at) {
    ObjectStores.reach(
        scheme + "://" + bucket,
        new ObjectStores.Bucket(Map.of(scheme + ".endpoint", at.endpoint()), null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gs", "s3"})
  void requestsToTheBucketOfTheSourcesAreCountedAndThoseToTheTargetAreNot(String scheme)
      throws IOException {
    try (BucketServer archive = scheme.equals("gs") ? new FakeGcsServer() : new FakeS3Server();
        BucketServer target = new FakeGcsServer()) {
      reach(scheme, "counted-archive", archive);
      reach("gs", "counted-target-" + scheme, target);
      try (ObjectStore store = ObjectStores.open(scheme + "://counted-archive/")) {
        for (int f = 0; f < BakeCase.FILES; f++) {
          store.create("f" + f + ".nc", BakeCase.file(f, 0).bytes());
        }
      }
      int before = archive.requests();
      archive.next(
          BucketServer.Fault.UNAVAILABLE, BucketServer.Fault.NONE, BucketServer.Fault.UNAVAILABLE);
      BakeCase c = new BakeCase(folder, "gs://counted-target-" + scheme + "/");
      BakeReport report = bake(c.sources(scheme + "://counted-archive", "{}"));
      assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
      int asked = archive.requests() - before;
      assertEquals(
          Map.of(
              archive.endpoint().replace("http://", ""),
              new FetchCounts.OfHost(asked, Map.of("503", 2L))),
          report.hosts().hosts());
      assertTrue(target.requests() > 50, "the target is another server");
      assertEquals((long) asked, counters.get(Progress.REQUESTS));
      assertEquals(2, counters.get(Progress.RETRIES));
      assertEquals(2, counters.get(Progress.RETRIES_AFTER + "503"));
    }
  }
}
