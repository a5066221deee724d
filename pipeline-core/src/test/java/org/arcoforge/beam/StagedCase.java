package org.arcoforge.beam;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Indices;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.Resources;
import org.arcoforge.commit.RunId;
import org.arcoforge.commit.StorePublisher;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.yaml.FeedstockTexts;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.OpenStores;
import org.arcoforge.store.StoreContents;
import org.arcoforge.zarr.ArrayEncoder;

/**
 * Maps in two Zarr stores that are to become time series, with so little memory that the tiles
 * would decode each map many times.
 */
final class StagedCase {
  static final int FILES = 2;
  static final int STEPS = 610;
  static final int Y = 30;
  static final int X = 40;
  static final Resources LITTLE = Resources.alone(1_000_000, 1 << 30, 2);
  static final Resources MUCH = Resources.alone(1 << 28, 1 << 30, 2);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final Path folder;
  final String root = "memory://staged" + NUMBER.incrementAndGet() + "/";
  final int zarrFormat;

  StagedCase(Path folder, int zarrFormat) throws IOException {
    this.folder = folder;
    this.zarrFormat = zarrFormat;
    for (int f = 0; f < FILES; f++) {
      write(f);
    }
  }

  /** What element {@code [t, y, x]} of the result is. */
  static double value(long t, long y, long x) {
    return t * 1200 + y * 40 + x + 0.5;
  }

  /** Writes a source, over what is there. */
  void write(int f) throws IOException {
    ObjectStore store = ObjectStores.open(folder.resolve("f" + f + ".zarr").toUri().toString());
    for (String key : StoreContents.of(store).keySet()) {
      store.delete(key);
    }
    Attributes days = Attributes.of(Map.of("units", AttributeValue.of("days since 2000-01-01")));
    ArrayLayout time = layout("time", DataType.INT32, days, List.of((long) STEPS), "time");
    ArrayLayout v =
        layout("v", DataType.FLOAT32, Attributes.empty(), List.of(20L, 30L, 20L), "time", "y", "x");
    Block times = Block.allocate(DataType.INT32, STEPS);
    Block values = Block.allocate(DataType.FLOAT32, STEPS, Y, X);
    int at = 0;
    for (int t = 0; t < STEPS; t++) {
      times.setLong(t, (long) f * STEPS + t);
      for (int y = 0; y < Y; y++) {
        for (int x = 0; x < X; x++) {
          values.setDouble(at++, value((long) f * STEPS + t, y, x));
        }
      }
    }
    put(store, time, times);
    put(store, v, values);
    StorePublisher.publish(
        store, new StoreLayout(3, List.of(time, v), Attributes.empty(), Map.of()));
  }

  /** Writes an array's chunks. */
  static void put(ObjectStore store, ArrayLayout layout, Block values) throws IOException {
    ArrayEncoder encoder = ArrayEncoder.of(layout, 3);
    for (long[] index : Indices.of(layout.objects().all())) {
      ArrayEncoder.Encoded e = encoder.encode(values, new long[layout.variable().rank()], index);
      store.create(encoder.key(index), e.bytes(), 0, e.length());
    }
  }

  private static ArrayLayout layout(
      String name, DataType type, Attributes attributes, List<Long> chunk, String... dims) {
    Map<String, Long> lengths = Map.of("time", (long) STEPS, "y", (long) Y, "x", (long) X);
    List<Dimension> dimensions = new ArrayList<>();
    for (String dim : dims) {
      dimensions.add(new Dimension(dim, Objects.requireNonNull(lengths.get(dim))));
    }
    Variable v = new Variable(name, type, dimensions, attributes);
    return ArrayLayout.builder()
        .variable(v)
        .chunk(chunk)
        .fill(FillValue.zero())
        .fillIsMissing(false)
        .codec(CodecSpec.standard())
        .build();
  }

  private Feedstock feedstock() {
    String text =
        String.format(
            Locale.ROOT,
            """
        id: staged
        title: A case
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: series
            pattern:
              url: "%s/f{time}.zarr"
              format: zarr
              dims: [{concat: time, range: {start: 0, stop: %d, step: 1}}]
            target: {chunks: {time: -1, y: 3, x: 4}, zarr_format: %d}
        """,
            folder.toUri().toString().replaceAll("/$", ""),
            FILES - 1,
            zarrFormat);
    return FeedstockTexts.valid(text);
  }

  BakeConfig config(Resources resources) {
    Feedstock feedstock = feedstock();
    return BakeConfig.builder()
        .feedstock(feedstock)
        .recipe(feedstock.recipes().get(0))
        .run(RunId.create(Clock.systemUTC()))
        .recipeStore(root + "persistent-ro/staged/series/")
        .scratch(root + "scratch/staged/series/")
        .catalog(root + "catalog/")
        .resources(resources)
        .software("ArcoForge test")
        .build();
  }

  /** With other stores in place of the case's own. */
  BakeCase.Prepared on(ObjectStore persistent, ObjectStore scratch, Resources resources) {
    BakeConfig c = config(resources);
    String url = "test://staged" + NUMBER.incrementAndGet() + "/";
    OpenStores stores =
        new OpenStores().with(url + "persistent/", persistent).with(url + "scratch/", scratch);
    BakeConfig config =
        BakeConfig.builder()
            .feedstock(c.feedstock())
            .recipe(c.recipe())
            .run(c.run())
            .recipeStore(url + "persistent/")
            .scratch(url + "scratch/")
            .catalog(c.catalog())
            .resources(c.resources())
            .software(c.software())
            .build();
    return new BakeCase.Prepared(config, stores);
  }

  /** The chunks of a store. */
  static Map<String, byte[]> chunks(BakeReport report, ObjectStore persistent) throws IOException {
    Map<String, byte[]> chunks = new TreeMap<>();
    String prefix = report.version() + "/series.zarr/";
    StoreContents.of(persistent.within(prefix))
        .forEach(
            (key, bytes) -> {
              if (!key.endsWith("zarr.json") && !key.contains(".z")) {
                chunks.put(key, bytes);
              }
            });
    return chunks;
  }

  /** First element that is not what it must be; -1 if there is none. */
  static int wrong(Block values) {
    int at = 0;
    for (int t = 0; t < FILES * STEPS; t++) {
      for (int y = 0; y < Y; y++) {
        for (int x = 0; x < X; x++) {
          if (values.doubleAt(at) != (float) value(t, y, x)) {
            return at;
          }
          at++;
        }
      }
    }
    return -1;
  }
}
