package org.arcoforge.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Region;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

/** Stores that zarr-python 2.13 and 3.4 and xarray wrote; see {@code make_fixtures.py}. */
class ForeignStoreTest {
  private static ObjectStore fixtures(int major) throws IOException {
    ObjectStore all = StoreContents.inMemory();
    try (InputStream file =
            Objects.requireNonNull(
                ForeignStoreTest.class.getResourceAsStream("zarr-python" + major + ".zip"));
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        all.create(e.getName(), zip.readAllBytes());
      }
    }
    return all;
  }

  private static Map<String, Block> readAll(ObjectStore all, String store) throws IOException {
    ZarrStore zarr = ZarrStore.open(all.within(store + "/"));
    Map<String, Block> blocks = new LinkedHashMap<>();
    for (ArrayLayout layout : zarr.layout().arrays()) {
      String name = layout.variable().name();
      blocks.put(name, zarr.array(name).read(Region.whole(layout.variable().shape())));
    }
    return blocks;
  }

  private static void compare(int major, String store) throws IOException {
    ObjectStore all = fixtures(major);
    Map<String, Block> blocks = readAll(all, store);
    String prefix = "expected/" + store + "/";
    long expected = all.list(prefix).count();
    assertTrue(expected > 3);
    assertEquals(expected, blocks.size(), blocks.keySet().toString());
    for (Map.Entry<String, Block> entry : blocks.entrySet()) {
      Block block = entry.getValue();
      String where = major + " " + store + " " + entry.getKey();
      if (block.type() == DataType.STRING) {
        byte[] json = all.read(prefix + entry.getKey() + ".json");
        String[] texts = new ObjectMapper().readValue(json, String[].class);
        for (int i = 0; i < texts.length; i++) { // Python's repr of bytes
          texts[i] = texts[i].replaceAll("^b'(.*)'$", "$1");
        }
        assertArrayEquals(texts, block.strings(), where);
      } else {
        assertArrayEquals(
            all.read(prefix + entry.getKey() + ".bin"),
            Arrays.copyOf(block.bytes(), block.byteLength()),
            where);
      }
    }
  }

  @Test
  void arraysOfZarrPython2AreRead() throws IOException {
    compare(2, "plain2");
  }

  @Test
  void arraysOfZarrPython3AreRead() throws IOException {
    compare(3, "plain2");
    compare(3, "plain3");
  }

  @Test
  void dataSetsOfXarrayAreRead() throws IOException {
    compare(2, "xarray2");
    compare(2, "xarray2_plain");
    for (String store : List.of("xarray2", "xarray2_plain", "xarray3", "xarray3_plain")) {
      compare(3, store);
    }
  }

  @Test
  void cfAttributesOfXarrayAreUnderstood() throws IOException {
    for (int major : new int[] {2, 3}) {
      ObjectStore all = fixtures(major);
      for (String name : major == 2 ? List.of("xarray2") : List.of("xarray2", "xarray3")) {
        ZarrStore store = ZarrStore.open(all.within(name + "/"));
        assertEquals("Fixture", store.layout().attributes().text("title").orElseThrow());
        ArrayLayout t = store.layout().array("t").orElseThrow();
        assertEquals(List.of("time", "x"), t.variable().dimensionNames());
        assertEquals(
            AttributeValue.of(DataType.INT64, 1, 2),
            t.variable().attributes().get("flag_values").orElseThrow());
        assertEquals(List.of(2L, 4L), t.chunk());
        assertTrue(t.fillIsMissing());
        assertEquals(FillValue.missing(DataType.FLOAT32), t.fill());
        ArrayLayout packed = store.layout().array("packed").orElseThrow();
        if (name.equals("xarray2")) {
          assertTrue(packed.fillIsMissing());
          assertEquals(FillValue.of(0xFFFF), packed.fill());
          assertFalse(packed.variable().attributes().has("_FillValue"));
        } else { // xarray leaves zarr's own fill value at zero
          assertEquals(FillValue.zero(), packed.fill());
          assertFalse(packed.fillIsMissing());
          assertEquals(
              AttributeValue.of(DataType.INT16, -1),
              packed.variable().attributes().get("_FillValue").orElseThrow());
        }
      }
    }
  }

  @Test
  void codecsComeAsTheChoiceThatMadeThem() throws IOException {
    ZarrStore store = ZarrStore.open(fixtures(3).within("plain3/"));
    assertEquals(
        new CodecSpec("zstd", Map.of("level", 3, "checksum", true)),
        store.layout().array("zstd").orElseThrow().codec());
    assertEquals(
        new CodecSpec("gzip", Map.of("level", 3)),
        store.layout().array("gzip").orElseThrow().codec());
    assertEquals(CodecSpec.none(), store.layout().array("none").orElseThrow().codec());
    assertEquals(
        new CodecSpec("blosc", Map.of("cname", "zstd", "clevel", 5, "shuffle", "bitshuffle")),
        store.layout().array("bitshuffle").orElseThrow().codec());
    ArrayLayout sharded = store.layout().array("sharded_float32").orElseThrow();
    assertEquals(List.of(2L, 2L), sharded.chunk());
    assertEquals(List.of(4L, 4L), sharded.shard());
    assertEquals(List.of("y", "sharded_float32_dim_1"), sharded.variable().dimensionNames());
  }
}
