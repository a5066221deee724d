package org.arcoforge.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.scalableminds.bloscjava.Blosc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.store.FaultyObjectStore;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZarrRoundTripTest {
  private static Block cut(Block values, Region region) {
    Block part = Block.allocate(values.type(), region.size());
    Block.copy(values, region.start(), part, new long[region.rank()], region.size());
    return part;
  }

  @Test
  void everySampleIsReadAsItWasWritten() throws IOException {
    for (int format : new int[] {2, 3}) {
      List<ZarrSamples.Sample> samples = ZarrSamples.all(format);
      ZarrStore store = ZarrStore.open(ZarrSamples.write(format, samples));
      for (ZarrSamples.Sample sample : samples) {
        ArrayReader reader = store.array(sample.name());
        Block read = reader.read(Region.whole(sample.values().shape()));
        assertEquals(sample.values(), read, format + " " + sample.name());
      }
    }
  }

  @Test
  void everyBoxIsReadAsItWasWritten() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    for (int format : new int[] {2, 3}) {
      List<ZarrSamples.Sample> samples = ZarrSamples.all(format);
      ZarrStore store = ZarrStore.open(ZarrSamples.write(format, samples));
      for (ZarrSamples.Sample sample : samples) {
        long[] shape = sample.values().shape();
        for (int i = 0; i < 8; i++) {
          long[] start = Arrays.stream(shape).map(n -> random.nextLong(n + 1)).toArray();
          long[] size = new long[shape.length];
          for (int d = 0; d < size.length; d++) {
            size[d] = random.nextLong(Math.min(3, shape[d] - start[d]) + 1);
          }
          Region region = Region.of(start, size);
          assertEquals(
              cut(sample.values(), region),
              store.array(sample.name()).read(region),
              format + " " + sample.name() + region);
        }
      }
    }
  }

  @Test
  void partsOfAnObjectAreReadAsTheyWereWritten() throws IOException {
    for (int format : new int[] {2, 3}) {
      List<ZarrSamples.Sample> samples = ZarrSamples.all(format);
      ZarrStore store = ZarrStore.open(ZarrSamples.write(format, samples));
      for (ZarrSamples.Sample sample : samples) {
        partsAre(sample.values(), store.array(sample.name()), format + " " + sample.name());
      }
    }
  }

  /** Of each object every other position along its first axis, then all of them. */
  private static void partsAre(Block values, ArrayReader reader, String name) throws IOException {
    for (long[] index : Indices.of(reader.layout().objects().all())) {
      Region object = reader.layout().objects().region(index);
      for (int step : new int[] {2, 1}) {
        List<Region> parts = new ArrayList<>();
        for (long i = 0; object.rank() > 0 && i < object.size(0); i += step) {
          long[] start = object.start();
          long[] size = object.size();
          start[0] += i;
          size[0] = 1;
          parts.add(Region.of(start, size));
        }
        List<Integer> taken = new ArrayList<>();
        reader.read(
            parts,
            (i, block, held) -> {
              taken.add(i);
              Region part = parts.get(i);
              assertEquals(
                  cut(values, part), cut(block, part.relativeTo(held.start())), name + part);
            });
        assertEquals(IntStream.range(0, parts.size()).boxed().toList(), taken, name);
      }
    }
  }

  @Test
  void ofALargeBloscChunkOnlyThePartsThatAreAskedForAreDecoded() throws IOException {
    Block values = Block.allocate(DataType.INT16, 40, 300, 1000);
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < values.elements(); i++) {
      values.setLong(i, random.nextInt(300) + i / 300_000 * 400);
    }
    byte[] source = values.bytes();
    BloscCodec codec = new BloscCodec(Blosc.Compressor.LZ4, 5, Blosc.Shuffle.BYTE_SHUFFLE, 2, 0);
    Buffer frame = new Buffer();
    codec.encode(source, source.length, frame);
    byte[] stored = Arrays.copyOf(frame.bytes(), frame.length());
    int last = stored.length / 2;
    for (int[] part :
        new int[][] {{0, 1}, {599_999, 1_200_003}, {source.length - 5, source.length}}) {
      Buffer some = new Buffer();
      assertTrue(codec.decodePart(ObjectBytes.of(stored), source.length, part[0], part[1], some));
      assertArrayEquals(
          Arrays.copyOfRange(source, part[0], part[1]), Arrays.copyOf(some.bytes(), some.length()));
    }
    Arrays.fill(stored, last, stored.length, (byte) 0); // nobody looks at the second half
    Buffer first = new Buffer();
    assertTrue(codec.decodePart(ObjectBytes.of(stored), source.length, 7, 600_000, first));
    assertArrayEquals(
        Arrays.copyOfRange(source, 7, 600_000), Arrays.copyOf(first.bytes(), first.length()));
  }

  /** A folder is read by ranges: what is cut off or damaged is found where it is looked at. */
  @Test
  void ofALargeObjectInAFolderOnlyTheWantedRangesAreRead(@TempDir Path folder) throws IOException {
    Block values = Block.allocate(DataType.INT16, 40, 300, 1000);
    SplittableRandom random = new SplittableRandom(12);
    for (int i = 0; i < values.elements(); i++) {
      values.setLong(i, random.nextInt(300) + i / 300_000 * 400);
    }
    long[][] shapes = {values.shape(), values.shape()};
    ZarrSamples.Sample any =
        ZarrSamples.sample("v", DataType.INT16, false, ZarrSamples.blosc("lz4", "shuffle"), shapes);
    ZarrSamples.Sample sample = new ZarrSamples.Sample(any.layout(), values);
    ObjectStore store = ObjectStores.open(folder.toString());
    StoreContents.copy(ZarrSamples.write(2, List.of(sample)), store);
    partsAre(values, ZarrStore.open(store).array("v"), "in a folder");
    ArrayReader reader = ZarrStore.open(store).array("v");
    List<Region> first = List.of(Region.of(new long[3], new long[] {1, 300, 1000}));
    List<Region> last = List.of(Region.of(new long[] {39, 0, 0}, new long[] {1, 300, 1000}));
    byte[] bytes = store.read(reader.key(0, 0, 0));
    Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
    StoreContents.put(store, reader.key(0, 0, 0), bytes);
    reader.readStored(first, (n, block, held) -> assertEquals(cut(values, first.get(0)), block));
    assertThrows(ZarrException.class, () -> reader.readStored(last, (n, block, held) -> {}));
    StoreContents.put(store, reader.key(0, 0, 0), Arrays.copyOf(bytes, bytes.length - 1));
    assertThrows(ZarrException.class, () -> reader.readStored(first, (n, block, held) -> {}));
    store.delete(reader.key(0, 0, 0));
    assertThrows(
        ObjectNotFoundException.class, () -> reader.readStored(first, (n, block, held) -> {}));
  }

  @Test
  void anObjectsBytesAreDecodedClippedToTheArray() throws IOException {
    for (int format : new int[] {2, 3}) {
      List<ZarrSamples.Sample> samples = ZarrSamples.all(format);
      FaultyObjectStore objects = ZarrSamples.write(format, samples);
      ZarrStore store = ZarrStore.open(objects);
      int decoded = 0;
      for (ZarrSamples.Sample sample : samples) {
        ArrayReader reader = store.array(sample.name());
        ArrayEncoder encoder = ArrayEncoder.of(sample.layout(), format);
        for (long[] index : Indices.of(sample.layout().objects().all())) {
          assertEquals(encoder.key(index), reader.key(index));
          if (objects.stat(reader.key(index)).isPresent()) {
            byte[] bytes = objects.read(reader.key(index));
            Region region = sample.layout().objects().region(index);
            assertEquals(cut(sample.values(), region), reader.decode(bytes, index));
            decoded++;
          }
        }
      }
      assertTrue(decoded > samples.size());
    }
  }

  @Test
  void theLayoutIsReadAsItWasWrittenButForWhatJsonCannotTell() throws IOException {
    for (int format : new int[] {2, 3}) {
      List<ZarrSamples.Sample> samples = ZarrSamples.all(format);
      StoreLayout read = ZarrStore.open(ZarrSamples.write(format, samples)).layout();
      StoreLayout written = ZarrSamples.layout(format, samples);
      assertEquals(format, read.zarrFormat());
      assertEquals(written.provenance(), read.provenance());
      assertEquals(written.attributes().with("nan", "NaN"), read.attributes());
      assertEquals(written.arrays().size(), read.arrays().size());
      for (int i = 0; i < written.arrays().size(); i++) {
        ArrayLayout w = written.arrays().get(i);
        ArrayLayout r = read.arrays().get(i);
        Attributes attributes = r.variable().attributes();
        assertEquals(w.variable().attributes().names(), attributes.names());
        assertEquals(w.variable().attributes().text("long_name"), attributes.text("long_name"));
        String range = attributes.text("valid_range").orElseThrow();
        assertTrue(range.startsWith("[0.1") && range.endsWith(", \"NaN\"]"), range);
        assertEquals(-1L, attributes.get("big").orElseThrow().longAt(0));
        boolean text = w.variable().type() == DataType.STRING;
        ArrayLayout expected =
            ArrayLayout.builder()
                .variable(w.variable().withAttributes(attributes))
                .chunk(w.chunk())
                .shard(w.shard())
                .fill(format == 2 && !w.fillIsMissing() ? FillValue.zero() : w.fill())
                .fillIsMissing(w.fillIsMissing() && !(text && format == 3))
                .codec(w.codec())
                .build();
        assertEquals(expected, r);
      }
    }
  }

  @Test
  void aStoreWithoutConsolidatedMetadataIsWalkedThrough() throws IOException {
    for (int format : new int[] {2, 3}) {
      List<ZarrSamples.Sample> samples = ZarrSamples.all(format);
      FaultyObjectStore objects = ZarrSamples.write(format, samples);
      Map<String, ArrayLayout> consolidated = byName(ZarrStore.open(objects).layout());
      if (format == 2) {
        objects.delete(".zmetadata");
      } else {
        Map<String, Object> root = JsonDocument.parse("root", objects.read("zarr.json")).json();
        root.remove("consolidated_metadata");
        StoreContents.put(objects, "zarr.json", JsonWriter.bytes(root));
      }
      assertEquals(consolidated, byName(ZarrStore.open(objects).layout()));
    }
  }

  private static Map<String, ArrayLayout> byName(StoreLayout layout) {
    return layout.arrays().stream()
        .collect(java.util.stream.Collectors.toMap(a -> a.variable().name(), a -> a));
  }

  @Test
  void oneChunkOfAShardIsReadByRanges() throws IOException {
    List<ZarrSamples.Sample> samples =
        ZarrSamples.all(3).stream().filter(s -> s.name().equals("int32_1_sharded")).toList();
    FaultyObjectStore objects = ZarrSamples.write(3, samples);
    ArrayReader reader = ZarrStore.open(objects).array("int32_1_sharded");
    int before = objects.wholeReads();
    Region chunk = Region.of(new long[] {8, 6}, new long[] {2, 3});
    assertEquals(cut(samples.get(0).values(), chunk), reader.read(chunk));
    assertEquals(before, objects.wholeReads());
    reader.read(Region.whole(13, 11));
    assertTrue(objects.wholeReads() > before);
  }

  @Test
  void writingTwiceGivesTheSameBytes() throws IOException {
    for (int format : new int[] {2, 3}) {
      Map<String, byte[]> one =
          StoreContents.of(ZarrSamples.write(format, ZarrSamples.all(format)));
      Map<String, byte[]> two =
          StoreContents.of(ZarrSamples.write(format, ZarrSamples.all(format)));
      assertEquals(one.keySet(), two.keySet());
      one.forEach((key, bytes) -> assertArrayEquals(bytes, two.get(key), key));
    }
  }

  @Test
  void whatIsNotThereIsRefusedByName() throws IOException {
    ZarrStore store = ZarrStore.open(ZarrSamples.write(3, ZarrSamples.all(3).subList(0, 2)));
    String message =
        String.valueOf(assertThrows(ZarrException.class, () -> store.array("sst")).getMessage());
    assertTrue(message.contains("'sst'") && message.contains("bool_0_sharded"), message);
    assertThrows(
        IllegalArgumentException.class,
        () -> store.array("bool_0").read(Region.of(new long[] {12, 0}, new long[] {2, 1})));
    assertThrows(ZarrException.class, () -> ZarrStore.open(StoreContents.inMemory()));
  }
}
