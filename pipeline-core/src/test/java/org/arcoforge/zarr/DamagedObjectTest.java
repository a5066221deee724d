package org.arcoforge.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

class DamagedObjectTest {
  private static final long[] INDEX = {1, 1};

  private static List<ZarrSamples.Sample> samples() {
    List<ZarrSamples.Sample> samples = new ArrayList<>();
    int i = 0;
    for (CodecSpec codec : ZarrSamples.codecs(3)) {
      for (DataType type : List.of(DataType.FLOAT32, DataType.STRING)) {
        String name = "a" + i++;
        samples.add(ZarrSamples.sample(name, type, true, codec, new long[][] {{13, 11}, {4, 5}}));
        samples.add(
            ZarrSamples.sample(
                name + "s", type, true, codec, new long[][] {{13, 11}, {2, 3}, {6, 6}}));
      }
    }
    return samples;
  }

  @Test
  void aTruncatedObjectIsRefusedWithItsKey() throws IOException {
    List<ZarrSamples.Sample> samples = samples();
    ObjectStore objects = ZarrSamples.write(3, samples);
    ZarrStore store = ZarrStore.open(objects);
    for (ZarrSamples.Sample sample : samples) {
      ArrayReader reader = store.array(sample.name());
      byte[] whole = objects.read(reader.key(INDEX));
      for (int length : new int[] {0, 1, 7, whole.length / 2, whole.length - 1}) {
        byte[] cut = Arrays.copyOf(whole, length);
        String message =
            String.valueOf(
                assertThrows(
                        ZarrException.class,
                        () -> reader.decode(cut, INDEX),
                        sample.layout().codec() + " cut to " + length)
                    .getMessage());
        assertTrue(message.contains(objects.url(sample.name() + "/c/1/1")), message);
      }
    }
  }

  @Test
  void aChangedByteNeverBreaksMoreThanTheChunk() throws IOException {
    List<ZarrSamples.Sample> samples = samples();
    ObjectStore objects = ZarrSamples.write(3, samples);
    ZarrStore store = ZarrStore.open(objects);
    int refused = 0;
    for (ZarrSamples.Sample sample : samples) {
      ArrayReader reader = store.array(sample.name());
      byte[] whole = objects.read(reader.key(INDEX));
      Block good = reader.decode(whole, INDEX);
      for (int i = 0; i < whole.length; i++) {
        byte[] changed = whole.clone();
        changed[i] ^= (byte) 0x81;
        try {
          assertArrayEquals(good.shape(), reader.decode(changed, INDEX).shape());
        } catch (ZarrException e) {
          refused++;
        }
      }
    }
    assertTrue(refused > 1000, refused + " refused");
  }

  @Test
  void aChangedShardIndexIsAlwaysSeen() throws IOException {
    ZarrSamples.Sample sample =
        ZarrSamples.sample(
            "s", DataType.INT16, true, CodecSpec.none(), new long[][] {{13, 11}, {2, 3}, {6, 6}});
    ObjectStore objects = ZarrSamples.write(3, List.of(sample));
    ArrayReader reader = ZarrStore.open(objects).array("s");
    byte[] whole = objects.read(reader.key(INDEX));
    for (int i = whole.length - 6 * 16 - 4; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i]++;
      String message =
          String.valueOf(
              assertThrows(ZarrException.class, () -> reader.decode(changed, INDEX)).getMessage());
      assertTrue(message.contains("crc32c"), message);
    }
  }

  @Test
  void metadataThatAreNotSupportedAreRefusedByName() throws IOException {
    ZarrSamples.Sample sample =
        ZarrSamples.sample(
            "a", DataType.INT16, true, CodecSpec.standard(), new long[][] {{13, 11}, {4, 5}});
    String[][] changes3 = {
      {"\"name\": \"bytes\"", "\"name\": \"transpose\"", "transpose"},
      {"\"name\": \"blosc\"", "\"name\": \"pcodec\"", "pcodec"},
      {"\"data_type\": \"int16\"", "\"data_type\": \"complex64\"", "complex64"},
      {"\"regular\"", "\"rectangular\"", "rectangular"},
      {"\"name\": \"default\"", "\"name\": \"fancy\"", "fancy"},
      {"\"fill_value\": -7", "\"fill_value\": -70000", "-70000"},
      {"\"node_type\": \"array\"", "\"node_type\": \"array\", \"new\": 1", "new"},
      {"\"attributes\"", "\"attributes", "JSON"},
    };
    String[][] changes2 = {
      {"\"order\": \"C\"", "\"order\": \"K\"", "'K'"},
      {"\"dtype\": \"<i2\"", "\"dtype\": \"<c8\"", "<c8"},
      {"\"dtype\": \"<i2\"", "\"dtype\": \"<M8[ns]\"", "<M8[ns]"},
      {"\"dtype\": \"<i2\"", "\"dtype\": \"|O\"", "vlen-utf8"},
      {"\"id\": \"blosc\"", "\"id\": \"pcodec\"", "pcodec"},
      {"\"cname\": \"lz4\"", "\"cname\": \"snappy\"", "snappy"},
      {"\"filters\": null", "\"filters\": [{\"id\": \"delta\"}]", "delta"},
    };
    for (int format : new int[] {2, 3}) {
      String document = format == 3 ? "zarr.json" : ".zmetadata";
      for (String[] change : format == 3 ? changes3 : changes2) {
        ObjectStore objects = ZarrSamples.write(format, List.of(sample));
        String text = new String(objects.read(document), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(text.contains(change[0]), change[0]);
        StoreContents.put(
            objects,
            document,
            text.replace(change[0], change[1]).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String message =
            String.valueOf(
                assertThrows(ZarrException.class, () -> ZarrStore.open(objects), change[1])
                    .getMessage());
        assertTrue(message.contains(change[2]) && message.contains(objects.location()), message);
      }
    }
  }

  @Test
  void oneReaderServesManyThreads() throws IOException {
    List<ZarrSamples.Sample> samples = samples();
    ZarrStore store = ZarrStore.open(ZarrSamples.write(3, samples));
    long right =
        java.util.stream.IntStream.range(0, 400)
            .parallel()
            .filter(
                i -> {
                  ZarrSamples.Sample sample = samples.get(i % samples.size());
                  ArrayLayout layout = sample.layout();
                  try {
                    return store
                        .array(sample.name())
                        .read(org.arcoforge.array.Region.whole(layout.variable().shape()))
                        .equals(sample.values());
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                })
            .count();
    assertEquals(400, right);
  }
}
