package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.yaml.FeedstockTexts;
import org.arcoforge.source.FaultyHttpServer;
import org.arcoforge.source.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workers have to say of their caches is in the report that they leave for the launcher. */
class CacheNoticesIT {
  @TempDir Path folder = Path.of("");

  @Test
  void aCacheThatIsFullIsTold() throws IOException {
    try (FaultyHttpServer server = new FaultyHttpServer()) {
      for (int f = 0; f < BakeCase.FILES; f++) {
        server.put("/f" + f + ".nc", BakeCase.file(f, 0).bytes());
      }
      Feedstock feedstock =
          FeedstockTexts.valid(
              String.format(
                  Locale.ROOT,
                  """
              id: full
              title: A full cache
              description: Made by a test.
              license: CC0-1.0
              providers: [{name: Test, roles: [producer]}]
              recipes:
                - id: one
                  pattern:
                    url: "%s/f{time}.nc"
                    dims: [{concat: time, range: {start: 0, stop: %d, step: 1}}]
                  target: {chunks: {time: 2}}
              """,
                  server.url(""),
                  BakeCase.FILES - 1));
      String root = folder.toUri().toString();
      String cache = root + "cache/";
      Path before = Files.createDirectories(folder.resolve("cache/headers")).resolve("before");
      Files.write(before, new byte[10]); // it is full from the first file on
      BakeReport report =
          BakeCase.bake(
              BakeConfig.builder()
                  .feedstock(feedstock)
                  .recipe(feedstock.recipes().get(0))
                  .run(RunId.create(Clock.systemUTC()))
                  .recipeStore(root + "persistent-ro/full/one/")
                  .scratch(root + "scratch/full/one/")
                  .catalog(root + "catalog/")
                  .cache(new Sources.Cache(cache, 1, Duration.ZERO))
                  .resources(BakeCase.MEMORY)
                  .software("ArcoForge test")
                  .build());
      assertEquals(BakeStatus.PUBLISHED, report.status());
      List<String> told = report.problems().stream().filter(p -> p.contains("the cache ")).toList();
      assertEquals(1, told.size(), told + " of " + report.problems().size());
      assertTrue(told.get(0).contains("may hold 1 (max_size)"), told.get(0));
    }
  }
}
