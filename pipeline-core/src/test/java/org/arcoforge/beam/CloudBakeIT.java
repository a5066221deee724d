package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.verify.StoreVerification;
import org.arcoforge.stac.Catalog;
import org.arcoforge.store.BucketServer;
import org.arcoforge.store.BucketServer.Fault;
import org.arcoforge.store.FakeGcsServer;
import org.arcoforge.store.FakeS3Server;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.OpenStores;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bakes into buckets, spoken to by the real client. */
class CloudBakeIT {
  @TempDir Path folder;

  private final OpenStores stores = new OpenStores();

  /** Which service, of whose bucket. */
  enum Service {
    GCS("gs"),
    S3("s3");

    private final String scheme;

    Service(String scheme) {
      this.scheme = scheme;
    }

    BucketServer start() throws IOException {
      return this == GCS ? new FakeGcsServer() : new FakeS3Server();
    }

    String url(String rest) {
      return scheme + "://" + rest;
    }
  }

  private ObjectStore connect(BucketServer server, String url) throws IOException {
    ObjectStore store =
        ObjectStores.open(
            url, Map.of("gs.endpoint", server.endpoint(), "s3.endpoint", server.endpoint()));
    stores.with(url, store);
    return store;
  }

  /** All objects of a bake into folders, with that run. */
  private Map<String, byte[]> local(BakeConfig config) throws IOException {
    BakeCase c = new BakeCase(folder, folder.resolve("bakery").toUri().toString());
    BakeConfig same =
        BakeConfig.builder()
            .feedstock(config.feedstock())
            .recipe(config.recipe())
            .run(config.run())
            .recipeStore(c.persistent())
            .scratch(c.scratch())
            .catalog(c.catalog())
            .resources(config.resources())
            .software(config.software())
            .build();
    BakeReport report = BakeCase.bake(same);
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    return StoreContents.of(ObjectStores.open(report.store()));
  }

  private void assertBakedAlike(BucketServer server, BakeCase c) throws IOException {
    ObjectStore persistent = connect(server, c.persistent());
    ObjectStore catalog = connect(server, c.catalog());
    BakeConfig config = c.config();
    BakeReport report = new BakeCase.Prepared(config, stores).bake();
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    assertEquals(c.persistent() + report.version() + "/days.zarr", report.store());
    Map<String, byte[]> found =
        StoreContents.of(persistent.within(report.version() + "/days.zarr/"));
    Map<String, byte[]> expected = local(config);
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach((key, bytes) -> assertArrayEquals(bytes, found.get(key), key));
    assertEquals(List.of(), Catalog.open(catalog).validate());
    assertEquals(
        report.version(), Catalog.open(catalog).current("case", "days").orElseThrow().version());
    String url = c.persistent() + report.version() + "/days.zarr/";
    OpenStores again =
        new OpenStores()
            .with(url, persistent.within(report.version() + "/days.zarr/"))
            .with(c.persistent(), persistent)
            .with(c.catalog(), catalog);
    StoreVerification.Result verified = StoreVerification.integrity(again, url, null, n -> {});
    assertEquals(List.of(), verified.problems());
    assertEquals(List.of(), verified.notes());
    assertTrue(verified.digests() > 0);
  }

  @ParameterizedTest
  @EnumSource
  void bakeIntoBucketsIsTheBakeIntoFolders(Service service) throws IOException {
    try (BucketServer server = service.start()) {
      assertBakedAlike(server, new BakeCase(folder, service.url("plain/")));
      assertTrue(server.requests() > 50);
    }
  }

  @ParameterizedTest
  @EnumSource
  void faultsOfTheServiceChangeNothing(Service service) throws IOException {
    Fault[] kinds = {
      Fault.UNAVAILABLE, Fault.TOO_MANY, Fault.LOST_ANSWER, Fault.CUT_ANSWER, Fault.SLOW
    };
    try (BucketServer server = service.start()) {
      Random random = new Random(20261128);
      for (int i = 0; i < 400; i++) {
        boolean fails = random.nextInt(8) == 0;
        server.next(fails ? kinds[random.nextInt(kinds.length)] : Fault.NONE);
      }
      assertBakedAlike(server, new BakeCase(folder, service.url("faulty/")));
    }
  }

  @Test
  void prunedBakeTouchesScratchOnly() throws IOException {
    try (FakeGcsServer server = new FakeGcsServer()) {
      BakeCase c = new BakeCase(folder, "gs://pruned/");
      BakeConfig full = c.config();
      String url = "gs://scratch/case/days/";
      ObjectStore scratch = connect(server, url);
      ObjectStore persistent = connect(server, c.persistent());
      ObjectStore catalog = connect(server, c.catalog());
      BakeReport report =
          new BakeCase.Prepared(
                  BakeConfig.builder()
                      .feedstock(full.feedstock())
                      .recipe(
                          full.recipe().toBuilder()
                              .pattern(full.recipe().pattern().prune(1))
                              .build())
                      .run(full.run())
                      .recipeStore(url)
                      .scratch(url)
                      .resources(full.resources())
                      .software(full.software())
                      .build(),
                  stores)
              .bake();
      assertEquals(BakeStatus.PRUNED, report.status(), report.problems().toString());
      assertTrue(scratch.stat(report.version() + "/days.zarr/zarr.json").isPresent());
      assertEquals(Map.of(), StoreContents.of(persistent));
      assertEquals(Map.of(), StoreContents.of(catalog));
    }
  }
}
