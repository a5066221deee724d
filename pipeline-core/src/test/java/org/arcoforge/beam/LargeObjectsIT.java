package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.arcoforge.array.Indices;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.bake.planning.PlanPreview;
import org.arcoforge.bake.tile.ObjectMaker;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;
import org.arcoforge.zarr.ArrayEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Objects that are made band by band have the bytes that they have when they are made as a whole:
 * where a band ends, where the array ends within an object, where bands are empty, and where
 * nothing can be compressed.
 */
class LargeObjectsIT {
  private static final int TIMES = 5;
  private static final int LATITUDES = 300;
  private static final int LONGITUDES = 401;

  @TempDir Path folder;

  /** Into a store that takes objects whole, and into a folder, where they are written in pieces. */
  private BakeCase archive(String target, boolean inFolder) throws IOException {
    BakeCase c =
        inFolder
            ? new BakeCase(folder, folder.resolve("out" + target.hashCode()).toUri().toString())
            : BakeCase.inMemory(folder);
    c.target(target);
    Random random = new Random(7);
    for (int f = 0; f < BakeCase.FILES; f++) {
      int first = f * TIMES;
      new Netcdf3File()
          .dimension("time", TIMES)
          .dimension("y", LATITUDES)
          .dimension("x", LONGITUDES)
          .variable(
              "time",
              List.of("time"),
              Map.of("units", "days since 2000-01-01"),
              IntStream.range(first, first + TIMES).asDoubleStream().toArray())
          .variable("smooth", dims(), Map.of("units", "K"), values(i -> 280 + first + i / 4096))
          .variable("noise", dims(), Map.of(), values(i -> random.nextDouble()))
          .variable("mixed", dims(), Map.of(), values(i -> first < 5 ? i % 7 : random.nextDouble()))
          .variable("empty", dims(), Map.of(), values(i -> first < 8 ? Double.NaN : i))
          .write(c.path(f));
    }
    return c;
  }

  private static List<String> dims() {
    return List.of("time", "y", "x");
  }

  private static double[] values(DoubleUnaryOperator of) {
    return IntStream.range(0, TIMES * LATITUDES * LONGITUDES)
        .mapToDouble(i -> of.applyAsDouble(i))
        .toArray();
  }

  @Test
  void objectsMadeBandByBandAreThoseMadeAsAWhole() throws IOException {
    for (boolean inFolder : new boolean[] {false, true}) {
      for (int format : List.of(2, 3)) {
        BakeCase c =
            archive(
                String.format(
                    Locale.ROOT,
                    "chunks: {time: 8}, zarr_format: %d, codec: {name: blosc, cname: %s, clevel: 5, shuffle: shuffle},"
                        + " encoding: {empty: {fill_value: .nan}}, write_empty_chunks: false",
                    format,
                    format == 2 ? "lz4" : "zstd"),
                inFolder);
        BakeReport report = c.bake();
        assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
        same(c.config(), report, format);
      }
    }
  }

  private static void same(BakeConfig config, BakeReport report, int format) throws IOException {
    ObjectStore store = ObjectStores.open(report.store());
    Map<String, byte[]> objects = StoreContents.of(store);
    int compared = 0;
    int absent = 0;
    try (WorkerSession session = WorkerSession.open(config)) {
      Plan plan = PlanPreview.plan(session, n -> {}, true);
      ObjectMaker maker = new ObjectMaker(plan, session.files());
      for (String name : List.of("smooth", "noise", "mixed", "empty")) {
        PlannedArray array =
            plan.arrays().stream().filter(a -> a.name().equals(name)).findAny().orElseThrow();
        ArrayEncoder keys = ArrayEncoder.of(array.layout(), format);
        for (long[] index : Indices.of(array.layout().objects().all())) {
          byte[] stored = objects.get(keys.key(index));
          if (stored == null) {
            assertEquals("empty", name);
            absent++;
          } else {
            assertArrayEquals(maker.bytes(array, index), stored, name + index[0]);
            compared++;
          }
        }
      }
    }
    assertEquals(7, compared);
    assertEquals(1, absent);
  }
}
