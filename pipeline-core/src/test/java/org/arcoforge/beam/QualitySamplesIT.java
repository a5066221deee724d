package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.quality.QualityDocuments;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.settings.Settings;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.OpenStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bake's quality report is made of what its tiles had in hand, and is that which is made of the
 * store, to the last byte: of small and large chunks, shards, empty ends, and axes in any order.
 */
class QualitySamplesIT {
  private static final int TIMES = 5;

  @TempDir Path folder;

  private static double[] numbers(int rows, int columns, DoubleUnaryOperator of) {
    return IntStream.range(0, TIMES * rows * columns).mapToDouble(of::applyAsDouble).toArray();
  }

  private BakeCase archive(int rows, int columns) throws IOException {
    BakeCase c = BakeCase.inMemory(folder);
    for (int f = 0; f < BakeCase.FILES; f++) {
      int first = f * TIMES;
      new Netcdf3File()
          .dimension("time", TIMES)
          .dimension("lat", rows)
          .dimension("lon", columns)
          .variable(
              "time",
              List.of("time"),
              Map.of("units", "days since 2000-01-01"),
              IntStream.range(first, first + TIMES).asDoubleStream().toArray())
          .variable(
              "lat",
              List.of("lat"),
              Map.of("units", "degrees_north"),
              IntStream.range(0, rows).mapToDouble(i -> 89 - i * 178.0 / rows).toArray())
          .variable(
              "lon",
              List.of("lon"),
              Map.of("units", "degrees_east"),
              IntStream.range(0, columns).mapToDouble(i -> i * 4).toArray())
          .variable(
              "smooth",
              List.of("time", "lat", "lon"),
              Map.of("units", "K"),
              numbers(rows, columns, i -> 280.1 + first + Math.sin(i / 97.0)))
          .variable(
              "turned",
              List.of("lat", "lon", "time"),
              Map.of("units", "K"),
              numbers(rows, columns, i -> 1e-3 * i - first))
          .variable(
              "crossed",
              List.of("time", "lon", "lat"),
              Map.of("units", "K"),
              numbers(rows, columns, i -> i % 11 == 3 ? Double.NaN : 3.0 / (1 + i)))
          .variable(
              "ending",
              List.of("time", "lat", "lon"),
              Map.of("units", "K"),
              numbers(rows, columns, i -> first >= TIMES ? Double.NaN : i))
          .write(c.path(f));
    }
    return c;
  }

  /** Makes a bake; gives how often objects of arrays were read. */
  private static int same(BakeConfig config, boolean quality) throws IOException {
    Settings settings = Settings.standard().toBuilder().quality(quality).build();
    AtomicInteger reads = new AtomicInteger();
    ForwardingStore counted =
        new ForwardingStore(ObjectStores.open(config.recipeStore())) {
          @Override
          public byte[] read(String key) throws IOException {
            if (isData(key) && key.matches(".*/(smooth|turned)/.*")) {
              reads.incrementAndGet();
            }
            return super.read(key);
          }
        };
    BakeReport report =
        new BakeCase.Prepared(
                config.toBuilder().resources(BakeCase.MEMORY.withSettings(settings)).build(),
                new OpenStores().with(config.recipeStore(), counted))
            .bake();
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    if (quality) {
      int slash = report.quality().lastIndexOf('/') + 1;
      byte[] made =
          ObjectStores.open(report.quality().substring(0, slash))
              .read(report.quality().substring(slash));
      byte[] read =
          QualityDocuments.ofStore(new OpenStores(), report.store(), config.feedstock().title())
              .documents()
              .get(0)
              .bytes();
      assertEquals(
          new String(read, StandardCharsets.UTF_8), new String(made, StandardCharsets.UTF_8));
    }
    return reads.get();
  }

  private void alike(int rows, int columns, String target) throws IOException {
    int verified = same(archive(rows, columns).target(target).config(), false);
    int reads = same(archive(rows, columns).target(target).config(), true);
    assertEquals(verified, reads, "the report read what tiles had in hand");
  }

  @Test
  void ofSmallChunks() throws IOException {
    alike(60, 81, "chunks: {time: 4, lat: 25, lon: 27}, zarr_format: 2");
  }

  @Test
  void ofOneChunkOverAllTimes() throws IOException {
    alike(60, 81, "chunks: {time: 15, lat: 60, lon: 81}");
  }

  @Test
  void ofShards() throws IOException {
    alike(60, 81, "chunks: {time: 2, lat: 25, lon: 27}, shards: {time: 8, lat: 50, lon: 81}");
  }

  /** Objects of many megabytes, which are made band by band. */
  @Test
  void ofLargeObjects() throws IOException {
    alike(
        300,
        401,
        "chunks: {time: 8}, codec: {name: blosc, cname: lz4, clevel: 5, shuffle: shuffle}");
  }
}
