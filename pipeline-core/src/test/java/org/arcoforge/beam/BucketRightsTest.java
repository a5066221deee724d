package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.store.BucketServer;
import org.arcoforge.store.FakeGcsServer;
import org.arcoforge.store.FakeS3Server;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bake that may not write is told so before it reads a file: these do not even exist. */
class BucketRightsTest {
  private static final BakeListener QUIET =
      new BakeListener() {
        @Override
        public void progress(Progress progress, long files) {}

        @Override
        public void failed(Exception e) {}

        @Override
        public void done() {}
      };

  @TempDir Path folder;

  private BakeReport bake(String scheme) throws IOException {
    BakeCase c = new BakeCase(folder, "memory://not-used/");
    BakeConfig config = c.config();
    for (int f = 0; f < BakeCase.FILES; f++) {
      Files.delete(c.path(f));
    }
    String url = scheme + "://";
    Bakery bakery = new Bakery(url + "scratch/", url + "persistent/", url + "catalog/", "");
    return new BakeRun(bakery, PipelineOptionsFactory.create(), BakeCase.MEMORY, QUIET)
        .bake(config.feedstock(), config.recipe(), 0);
  }

  @ParameterizedTest
  @CsvSource({"gs, persistent", "gs, catalog", "s3, scratch", "s3, persistent", "s3, catalog"})
  void missingBucketIsNamedBeforeAnythingIsRead(String scheme, String missing) throws IOException {
    String property = scheme.equals("gs") ? "STORAGE_EMULATOR_HOST" : "aws.endpointUrlS3";
    try (BucketServer server = scheme.equals("gs") ? new FakeGcsServer() : new FakeS3Server()) {
      server.without(missing);
      System.setProperty(property, server.endpoint());
      BakeReport report = bake(scheme);
      assertEquals(Outcome.INVALID, report.outcome(), report.problems().toString());
      assertTrue(
          report.problems().get(0).contains("there is no bucket '" + missing + "'"),
          report.problems().toString());
    } finally {
      System.clearProperty(property);
    }
  }
}
