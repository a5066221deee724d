package org.arcoforge.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

/** What others' arrays use and ours do not; the stores are written by hand. */
class ForeignArrayTest {
  private final ObjectStore objects = StoreContents.inMemory();

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void array2(String name, String dtype, String shape, String more) throws IOException {
    objects.create(".zgroup", utf8("{\"zarr_format\": 2}"));
    objects.create(
        name + "/.zarray",
        utf8(
            "{\"zarr_format\": 2, \"shape\": "
                + shape
                + ", \"chunks\": "
                + shape
                + ", \"dtype\": \""
                + dtype
                + "\", \"fill_value\": null, "
                + more
                + "}"));
    String dims = shape.replaceAll("\\d+", "\"d$0\"");
    objects.create(name + "/.zattrs", utf8("{\"_ARRAY_DIMENSIONS\": " + dims + "}"));
  }

  private Block read(String name) throws IOException {
    ZarrStore store = ZarrStore.openReadable(objects);
    assertEquals(Set.of(), store.unreadable().keySet());
    ArrayReader reader = store.array(name);
    return reader.read(Region.whole(reader.layout().variable().shape()));
  }

  private static long[] longs(Block block) {
    long[] values = new long[block.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = block.longAt(i);
    }
    return values;
  }

  @Test
  void fortranOrderIsTurnedRound() throws IOException {
    array2("a", "|i1", "[2, 3]", "\"order\": \"F\", \"compressor\": null, \"filters\": null");
    objects.create("a/0.0", new byte[] {0, 3, 1, 4, 2, 5});
    assertArrayEquals(new long[] {0, 1, 2, 3, 4, 5}, longs(read("a")));
  }

  @Test
  void anyOrderOfAxesIsUndone() {
    Transpose order = new Transpose(List.of(2, 0, 1));
    assertArrayEquals(new long[] {4, 2, 3}, order.stored(2, 3, 4));
    Block stored = Block.allocate(DataType.INT16, 4, 2, 3);
    for (int i = 0; i < 24; i++) {
      stored.setLong(i, i);
    }
    Block array = order.undo(stored, 2, 3, 4);
    for (int x = 0; x < 2; x++) {
      for (int y = 0; y < 3; y++) {
        for (int z = 0; z < 4; z++) {
          assertEquals(z * 6 + x * 3 + y, array.longAt((x * 3 + y) * 4 + z));
        }
      }
    }
  }

  @Test
  void filtersOfNumcodecsAreUndoneFromTheLast() throws IOException {
    String delta = "{\"id\": \"delta\", \"dtype\": \"|u1\", \"astype\": \"|u1\"}";
    String plain = "\"order\": \"C\", \"compressor\": null, \"filters\": ";
    array2("d", "|u1", "[4]", plain + "[" + delta + "]");
    objects.create("d/0", new byte[] {(byte) 250, 3, 4, (byte) 255});
    assertArrayEquals(new long[] {250, 253, 1, 0}, longs(read("d")));

    array2("b", "|b1", "[3]", plain + "[{\"id\": \"packbits\"}]");
    objects.create("b/0", new byte[] {5, (byte) 0b10100000});
    assertArrayEquals(new long[] {1, 0, 1}, longs(read("b")));

    array2(
        "s",
        "<f8",
        "[2]",
        plain
            + "[{\"id\": \"fixedscaleoffset\", \"dtype\": \"<f8\", \"astype\": \"|u1\", \"scale\": 10,"
            + " \"offset\": 5}]");
    objects.create("s/0", new byte[] {3, (byte) 255});
    assertEquals(3 / 10.0 + 5, read("s").doubleAt(0));
    assertEquals(255 / 10.0 + 5, read("s").doubleAt(1));
  }

  @Test
  void damagedFilteredChunksAreNamed() throws IOException {
    array2(
        "b",
        "|b1",
        "[3]",
        "\"order\": \"C\", \"compressor\": null, \"filters\": [{\"id\": \"packbits\"}]");
    objects.create("b/0", new byte[] {9, 1});
    assertTrue(assertThrows(ZarrException.class, () -> read("b")).toString().contains("b/0"));
    array2(
        "l",
        "|u1",
        "[3]",
        "\"order\": \"C\", \"filters\": null, \"compressor\": {\"id\": \"lz4\"}");
    objects.create("l/0", new byte[] {3, 0, 0, 0, 0x10});
    assertTrue(assertThrows(ZarrException.class, () -> read("l")).toString().contains("l/0"));
  }

  @Test
  void whatCannotBeReadIsListedAndTheRestIsRead() throws IOException {
    String plain = "\"order\": \"C\", \"compressor\": null, \"filters\": null";
    array2("good", "|u1", "[1]", plain);
    array2("complex", "<c8", "[1]", plain);
    array2("characters", "|S1", "[1]", plain);
    array2("nameless", "|u1", "[1]", plain);
    StoreContents.put(objects, "nameless/.zattrs", utf8("{}"));
    ZarrStore store = ZarrStore.openReadable(objects);
    assertEquals(Set.of("complex", "characters", "nameless"), store.unreadable().keySet());
    assertTrue(String.valueOf(store.unreadable().get("nameless")).contains("_ARRAY_DIMENSIONS"));
    assertEquals(1, store.layout().arrays().size());
    assertThrows(ZarrException.class, () -> ZarrStore.open(objects));
  }

  @Test
  void dimensionsOfNetcdfsOwnAttributeAreTaken() throws IOException {
    array2("a", "|u1", "[1]", "\"order\": \"C\", \"compressor\": null, \"filters\": null");
    StoreContents.put(
        objects,
        "a/.zattrs",
        utf8("{\"_nczarr_array\": {\"dimension_references\": [\"/g/time\"]}}"));
    ZarrStore store = ZarrStore.openReadable(objects);
    assertEquals(
        List.of("time"), store.layout().array("a").orElseThrow().variable().dimensionNames());
  }

  @Test
  void groupsHaveAttributes() throws IOException {
    objects.create(".zgroup", utf8("{\"zarr_format\": 2}"));
    objects.create("g/.zgroup", utf8("{\"zarr_format\": 2}"));
    objects.create("g/.zattrs", utf8("{\"title\": \"inner\", \"object\": {\"a\": 1}}"));
    ZarrStore store = ZarrStore.openReadable(objects);
    assertEquals("inner", store.attributes("g").text("title").orElseThrow());
    assertEquals(Set.of(), store.attributes("").names());
    assertTrue(
        assertThrows(ZarrException.class, () -> store.attributes("h"))
            .toString()
            .contains("[/, g]"));
  }
}
