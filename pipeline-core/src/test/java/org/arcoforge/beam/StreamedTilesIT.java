package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Maps that become time series, with several large objects a tile: those that are made side by side
 * from bands have the bytes that they have when the tile is in memory, also where the array ends
 * within them, where they are empty, and where nothing can be compressed.
 */
class StreamedTilesIT {
  private static final int FILES = 2;
  private static final int STEPS = 45;
  private static final int Y = 230;
  private static final int X = 300;
  private static final int WHOLE = 2; // objects that no edge cuts across, of 2 × 3

  @TempDir Path folder;

  private void write(int f) throws IOException {
    ObjectStore store = ObjectStores.open(folder.resolve("f" + f + ".zarr").toUri().toString());
    Attributes days = Attributes.of(Map.of("units", AttributeValue.of("days since 2000-01-01")));
    ArrayLayout time = layout("time", DataType.INT32, days, List.of((long) STEPS), "time");
    Block times = Block.allocate(DataType.INT32, STEPS);
    for (int t = 0; t < STEPS; t++) {
      times.setLong(t, (long) f * STEPS + t);
    }
    StagedCase.put(store, time, times);
    List<Long> map = List.of(10L, (long) Y, (long) X);
    Random random = new Random(f);
    Block smooth = Block.allocate(DataType.FLOAT32, STEPS, Y, X);
    Block noise = Block.allocate(DataType.INT32, STEPS, Y, X);
    for (int i = 0; i < smooth.elements(); i++) {
      int y = i / X % Y;
      int x = i % X;
      boolean isEmpty = y < 150 && x < 128;
      smooth.setDouble(i, isEmpty ? Double.NaN : 280 + f + i / 4096.0);
      noise.setLong(i, f == 0 ? x : random.nextInt());
    }
    ArrayLayout a = layout("smooth", DataType.FLOAT32, Attributes.empty(), map, "time", "y", "x");
    ArrayLayout b = layout("noise", DataType.INT32, Attributes.empty(), map, "time", "y", "x");
    StagedCase.put(store, a, smooth);
    StagedCase.put(store, b, noise);
    StorePublisher.publish(
        store, new StoreLayout(3, List.of(time, a, b), Attributes.empty(), Map.of()));
  }

  private static ArrayLayout layout(
      String name, DataType type, Attributes attributes, List<Long> chunk, String... dims) {
    Map<String, Long> lengths = Map.of("time", (long) STEPS, "y", (long) Y, "x", (long) X);
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

  private BakeReport bake(String name, ObjectStore persistent) throws IOException {
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
                  chunks: {time: 96, y: 150, x: 128}
                  codec: {name: blosc, cname: lz4, clevel: 5, shuffle: shuffle}
                  encoding: {smooth: {fill_value: .nan}}
                  write_empty_chunks: false
            """,
                folder.toUri().toString().replaceAll("/$", ""),
                FILES - 1));
    String url = "test://maps/" + name + "/";
    String others = folder.resolve(name + "-others").toUri().toString();
    BakeConfig config =
        BakeConfig.builder()
            .feedstock(feedstock)
            .recipe(feedstock.recipes().get(0))
            .run(RunId.create(Clock.systemUTC()))
            .recipeStore(url)
            .scratch(others + "scratch/")
            .catalog(others + "catalog/")
            .resources(Resources.alone(1 << 28, 1 << 30, 2))
            .software("ArcoForge test")
            .build();
    BakeReport report =
        new BakeCase.Prepared(config, new OpenStores().with(url, persistent)).bake();
    assertEquals(BakeStatus.PUBLISHED, report.status(), report.problems().toString());
    return report;
  }

  private static Map<String, byte[]> chunks(BakeReport report, ObjectStore persistent)
      throws IOException {
    Map<String, byte[]> chunks =
        StoreContents.of(persistent.within(report.version() + "/series.zarr/"));
    chunks.keySet().removeIf(key -> key.endsWith("zarr.json") || key.contains(".z"));
    return chunks;
  }

  /** Counts the drafts that got a name. */
  private static final class Counting extends ForwardingStore {
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger named = new AtomicInteger();

    Counting(ObjectStore store) {
      super(store);
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

  @Test
  void objectsMadeSideBySideAreThoseOfATileInMemory() throws IOException {
    for (int f = 0; f < FILES; f++) {
      write(f);
    }
    Path place = folder.resolve("streamed");
    Counting counting = new Counting(ObjectStores.open(place.toUri().toString()));
    ObjectStore whole = ObjectStores.open(folder.resolve("whole").toUri().toString());
    Map<String, byte[]> made = chunks(bake("streamed", counting), counting.store);
    Map<String, byte[]> expected = chunks(bake("whole", new ForwardingStore(whole)), whole);
    assertEquals(expected.keySet(), made.keySet());
    assertEquals(1 + 5 + 6, made.size(), made.keySet().toString()); // one is empty
    for (Map.Entry<String, byte[]> object : expected.entrySet()) {
      assertArrayEquals(object.getValue(), made.get(object.getKey()), object.getKey());
    }
    assertEquals(WHOLE - 1, counting.named.get());
    assertEquals(2 * WHOLE, counting.begun.get());
    assertEquals(List.of(), hidden(place));
  }

  private static List<Path> hidden(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(p -> p.getFileName().toString().startsWith(".arco-tmp")).toList();
    }
  }
}
