package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Resources;
import org.arcoforge.commit.RunId;
import org.arcoforge.commit.StorePublisher;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.yaml.FeedstockTexts;
import org.arcoforge.store.ObjectDraft;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.OpenStores;
import org.arcoforge.store.StoreContents;

/**
 * Makes archives of maps that become time series, with several large objects a tile: one variable
 * is smooth, and empty where an object is; one is noise from the second file on, which cannot be
 * compressed.
 *
 * @param files of so many steps each
 * @param chunk of the result along time
 */
record StreamedCase(Path folder, int files, int steps, int y, int x, int chunk) {
  /** Writes all files. */
  void write() throws IOException {
    for (int f = 0; f < files; f++) {
      write(f);
    }
  }

  private void write(int f) throws IOException {
    ObjectStore store = ObjectStores.open(folder.resolve("f" + f + ".zarr").toUri().toString());
    Attributes days = Attributes.of(Map.of("units", AttributeValue.of("days since 2000-01-01")));
    ArrayLayout time = layout("time", DataType.INT32, days, List.of((long) steps), "time");
    Block times = Block.allocate(DataType.INT32, steps);
    for (int t = 0; t < steps; t++) {
      times.setLong(t, (long) f * steps + t);
    }
    StagedCase.put(store, time, times);
    List<Long> map = List.of(10L, (long) y, (long) x);
    Random random = new Random(f);
    Block smooth = Block.allocate(DataType.FLOAT32, steps, y, x);
    Block noise = Block.allocate(DataType.INT32, steps, y, x);
    for (int i = 0; i < smooth.elements(); i++) {
      int row = i / x % y;
      int column = i % x;
      boolean isEmpty = row < 150 && column < 128;
      smooth.setDouble(i, isEmpty ? Double.NaN : 280 + f + i / 4096.0);
      noise.setLong(i, f == 0 ? column : random.nextInt());
    }
    ArrayLayout a = layout("smooth", DataType.FLOAT32, Attributes.empty(), map, "time", "y", "x");
    ArrayLayout b = layout("noise", DataType.INT32, Attributes.empty(), map, "time", "y", "x");
    StagedCase.put(store, a, smooth);
    StagedCase.put(store, b, noise);
    StorePublisher.publish(
        store, new StoreLayout(3, List.of(time, a, b), Attributes.empty(), Map.of()));
  }

  private ArrayLayout layout(
      String name, DataType type, Attributes attributes, List<Long> chunk, String... dims) {
    Map<String, Long> lengths = Map.of("time", (long) steps, "y", (long) y, "x", (long) x);
    List<Dimension> dimensions =
        Stream.of(dims).map(d -> new Dimension(d, lengths.getOrDefault(d, 0L))).toList();
    return ArrayLayout.builder()
        .variable(new Variable(name, type, dimensions, attributes))
        .chunk(chunk)
        .fill(FillValue.zero())
        .fillIsMissing(false)
        .codec(CodecSpec.standard())
        .build();
  }

  /** Bakes into a store of that name, with so many bytes for tiles. */
  BakeReport bake(String name, ObjectStore persistent, long memory) throws IOException {
    Feedstock feedstock =
        FeedstockTexts.valid(
            String.format(
                Locale.ROOT,
                """
            id: maps
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
                target:
                  chunks: {time: %d, y: 150, x: 128}
                  codec: {name: blosc, cname: lz4, clevel: 5, shuffle: shuffle}
                  encoding: {smooth: {fill_value: .nan}}
                  write_empty_chunks: false
            """,
                folder.toUri().toString().replaceAll("/$", ""),
                files - 1,
                chunk));
    String url = "test://maps/" + name + "/";
    String others = others(name).toUri() + "/";
    BakeConfig config =
        BakeConfig.builder()
            .feedstock(feedstock)
            .recipe(feedstock.recipes().get(0))
            .run(RunId.create(Clock.systemUTC()))
            .recipeStore(url)
            .scratch(others + "scratch/")
            .catalog(others + "catalog/")
            .resources(Resources.alone(memory, 1 << 30, 2))
            .software("ArcoForge test")
            .build();
    BakeReport report =
        new BakeCase.Prepared(config, new OpenStores().with(url, persistent)).bake();
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    return report;
  }

  /** Returns where all is but the stores. */
  Path others(String name) {
    return folder.resolve(name + "-others");
  }

  static Map<String, byte[]> chunks(BakeReport report, ObjectStore persistent) throws IOException {
    Map<String, byte[]> chunks =
        StoreContents.of(persistent.within(report.version() + "/series.zarr/"));
    chunks.keySet().removeIf(key -> key.endsWith("zarr.json") || key.contains(".z"));
    return chunks;
  }

  /** Counts the drafts that got a name. */
  static final class Counting extends ForwardingStore {
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger named = new AtomicInteger();

    Counting(ObjectStore store) {
      super(store);
    }

    @Override
    public boolean takesDrafts() {
      return true;
    }

    @Override
    public Optional<ObjectDraft> draft(int head) throws IOException {
      begun.incrementAndGet();
      return Optional.of(
          new ForwardingDraft(store.draft(head).orElseThrow()) {
            @Override
            public ObjectInfo create(String key, byte[] first) throws IOException {
              named.incrementAndGet();
              return draft.create(key, first);
            }
          });
    }
  }

  /** Returns drafts that were left. */
  static List<Path> hidden(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(p -> p.getFileName().toString().startsWith(".arco-tmp")).toList();
    }
  }
}
