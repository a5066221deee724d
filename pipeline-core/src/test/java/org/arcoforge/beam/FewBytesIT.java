package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.tile.TileAssembler;
import org.arcoforge.commit.RunId;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.yaml.FeedstockTexts;
import org.arcoforge.source.FaultyHttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of large files of which a recipe keeps one variable of many, hardly more than that is fetched.
 */
class FewBytesIT {
  private static final int VARIABLES = 20;
  private static final int FILES = 3;
  private static final int SIDE = 40;

  @TempDir Path folder = Path.of("");

  private static byte[] file(int n) {
    Netcdf3File file =
        new Netcdf3File()
            .dimension("time", 1)
            .dimension("z", SIDE)
            .dimension("y", SIDE)
            .dimension("x", SIDE)
            .variable("time", List.of("time"), Map.of("units", "days since 2000-01-01"), n);
    for (int v = 0; v < VARIABLES; v++) {
      double[] values = new Random(n * 100L + v).doubles((long) SIDE * SIDE * SIDE).toArray();
      file.variable("v" + v, List.of("time", "z", "y", "x"), Map.of("units", "K"), values);
    }
    return file.bytes();
  }

  private double ratio(String keep, boolean cached) throws IOException {
    try (FaultyHttpServer server = new FaultyHttpServer()) {
      long size = 0;
      for (int n = 0; n < FILES; n++) {
        byte[] bytes = file(n);
        size = bytes.length;
        server.put("/f" + n + ".nc", bytes);
      }
      Feedstock feedstock =
          FeedstockTexts.valid(
              """
              id: few
              title: One of many
              description: Made by a test.
              license: CC0-1.0
              providers: [{name: Test, roles: [producer]}]
              recipes:
                - id: one
                  pattern:
                    url: "%s/f{time}.nc"
                    format: netcdf3
                    dims: [{concat: time, range: {start: 0, stop: %d, step: 1}}]
                  transforms: [%s]
                  target: {chunks: {time: 1}}
              """
                  .formatted(server.url(""), FILES - 1, keep));
      String root = folder.resolve("bakery" + cached + keep.hashCode()).toUri().toString();
      BakeConfig config =
          BakeConfig.builder()
              .feedstock(feedstock)
              .recipe(feedstock.recipes().get(0))
              .run(RunId.create(Clock.systemUTC()))
              .recipeStore(root + "persistent-ro/few/one/")
              .scratch(root + "scratch/few/one/")
              .catalog(root + "catalog/")
              .cache(cached ? root + "cache/" : "")
              .headers(cached ? root + "cache/" : "")
              .resources(Resources.alone(64 << 20, 1 << 30, 2))
              .software("ArcoForge test")
              .build();
      // Scan and tiles; the samples that verification reads once more would be most of so few.
      try (WorkerSession session = WorkerSession.open(config)) {
        Plan plan = BakeCase.plan(config);
        TileAssembler assembler = new TileAssembler(plan, session.files());
        for (PlannedArray array : plan.arrays()) {
          for (long t = 0; t < array.tiles().count(); t++) {
            assembler.assemble(array, plan.tile(array, t).region());
          }
        }
      }
      long sent = 0;
      for (FaultyHttpServer.Request r : server.requests()) {
        sent += bytes(r, size);
      }
      long needed = FILES * (8L * SIDE * SIDE * SIDE + 4096);
      return (double) sent / needed;
    }
  }

  private static long bytes(FaultyHttpServer.Request request, long size) {
    if (request.conditional() || request.head()) {
      return 0;
    }
    if (request.range().isEmpty()) {
      return size;
    }
    String[] ends = request.range().replace("bytes=", "").split("-", 2);
    long last = ends[1].isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(ends[1]));
    return last - Long.parseLong(ends[0]) + 1;
  }

  @Test
  void oneOfTwentyVariablesCostsHardlyMoreThanItsBytes() throws IOException {
    for (boolean cached : new boolean[] {false, true}) {
      double ratio = ratio("{keep: [v7]}", cached);
      System.out.println("few bytes: cached " + cached + ", ratio " + ratio);
      assertTrue(ratio <= 1.2, "cached " + cached + ": " + ratio);
    }
  }

  @Test
  void aFileThatIsNeededWholeIsFetchedOnceIntoTheCache() throws IOException {
    double ratio = ratio("", true) / VARIABLES;
    assertTrue(ratio <= 1.05, "whole files: " + ratio);
  }
}
