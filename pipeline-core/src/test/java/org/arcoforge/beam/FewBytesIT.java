package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeStatus;
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
  private static final int FILES = 2;
  private static final int SIDE = 64; // 2 MiB a variable, as a map of a degree in 8 levels has

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

  /** What a netCDF-4 library made: 20 variables of two chunks of 1 MiB, all zeros. */
  private static byte[] netcdf4() throws IOException {
    String name = "/org/arcoforge/format/hdf5/twenty-new.nc.gz";
    try (InputStream packed = FewBytesIT.class.getResourceAsStream(name);
        InputStream in = new GZIPInputStream(Objects.requireNonNull(packed, name))) {
      return in.readAllBytes();
    }
  }

  private double ratio(String keep, String cache) throws IOException {
    return ratio("netcdf3", keep, cache, false);
  }

  private double ratio(String format, String keep, String cache, boolean bake) throws IOException {
    try (FaultyHttpServer server = new FaultyHttpServer()) {
      boolean isFour = format.equals("netcdf4");
      long size = 0;
      for (int n = 0; n < FILES; n++) {
        byte[] bytes = isFour ? netcdf4() : file(n);
        size = bytes.length;
        server.put("/f" + n + ".nc", bytes);
      }
      Feedstock feedstock =
          FeedstockTexts.valid(
              String.format(
                  Locale.ROOT,
                  """
              id: few
              title: One of many
              description: Made by a test.
              license: CC0-1.0
              providers: [{name: Test, roles: [producer]}]
              recipes:
                - id: one
                  pattern:
                    url: "%1$s/f{%4$s}.nc"
                    format: %2$s
                    dims: [{concat: %4$s, range: {start: 0, stop: %3$d, step: 1}}]
                  transforms: [%5$s]
                  target: {chunks: {%4$s: 1}}
              """,
                  server.url(""),
                  format,
                  FILES - 1,
                  isFour ? "member" : "time",
                  keep));
      String root =
          folder.resolve("bakery" + format + cache.hashCode() + keep.hashCode()).toUri() + "/";
      BakeConfig config =
          BakeConfig.builder()
              .feedstock(feedstock)
              .recipe(feedstock.recipes().get(0))
              .run(RunId.create(Clock.systemUTC()))
              .recipeStore(root + "persistent-ro/few/one/")
              .scratch(root + "scratch/few/one/")
              .catalog(root + "catalog/")
              .cache(cache)
              .headers(cache)
              .resources(Resources.alone(64 << 20, 1 << 30, 2))
              .software("ArcoForge test")
              .build();
      if (bake) {
        assertEquals(BakeStatus.PUBLISHED, BakeCase.bake(config).status());
      } else {
        readAll(config);
      }
      long sent = 0;
      for (FaultyHttpServer.Request r : server.requests()) {
        sent += bytes(r, size);
      }
      long values = 8L * SIDE * SIDE * SIDE; // the same in both
      long needed = FILES * (values + (isFour ? size - VARIABLES * values : 4096));
      return (double) sent / needed;
    }
  }

  private static void readAll(BakeConfig config) throws IOException {
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
  }

  private static long bytes(FaultyHttpServer.Request request, long size) {
    if (request.conditional() || request.head()) {
      return 0;
    }
    if (request.range().isEmpty()) {
      return size;
    }
    if (request.range().contains(",")) {
      return size; // this server sends all of the file then
    }
    String[] ends = request.range().replace("bytes=", "").split("-", 2);
    long last = ends[1].isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(ends[1]));
    return last - Long.parseLong(ends[0]) + 1;
  }

  private List<String> caches() {
    return List.of("", folder.resolve("cache").toUri() + "/", "memory://few-bytes/");
  }

  @Test
  void oneOfTwentyVariablesCostsHardlyMoreThanItsBytes() throws IOException {
    for (String cache : caches()) {
      double ratio = ratio("{keep: [v7]}", cache);
      System.out.println("few bytes: cache '" + cache + "', ratio " + ratio);
      assertTrue(ratio <= 1.1, cache + ": " + ratio);
    }
  }

  @Test
  void wholeBakesWithTheirVerificationCostHardlyMoreThanChunksAndHeaders() throws IOException {
    for (String format : List.of("netcdf4", "netcdf3")) {
      for (String cache : caches()) {
        double ratio = ratio(format, "{keep: [v7]}", cache, true);
        System.out.println("few bytes, verified: " + format + ", '" + cache + "', " + ratio);
        assertTrue(ratio <= 1.1, format + ", " + cache + ": " + ratio);
      }
    }
  }

  @Test
  void aFileThatIsNeededWholeIsFetchedOnceIntoTheCache() throws IOException {
    for (String cache : caches().subList(1, 3)) {
      double ratio = ratio("", cache) / VARIABLES;
      assertTrue(ratio <= 1.05, cache + ", whole files: " + ratio);
    }
  }
}
