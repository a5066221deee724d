package org.arcoforge.format.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.SourceReader;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.CountedOpener;
import org.arcoforge.source.FaultyHttpServer;
import org.arcoforge.source.FaultyHttpServer.Fault;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceNotFoundException;
import org.arcoforge.source.SourceOpener;
import org.arcoforge.source.Sources;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZarrReaderTest {
  private static final String ARRAY =
      "{\"zarr_format\": 2, \"shape\": [4], \"chunks\": [2], \"dtype\": \"<i2\", \"fill_value\": -9,"
          + " \"order\": \"C\", \"compressor\": null, \"filters\": null}";
  private static final String ATTRIBUTES = "{\"_ARRAY_DIMENSIONS\": [\"x\"], \"_nc_own\": 1}";
  private static final String GROUP = "{\"zarr_format\": 2}";

  private final String url = "memory://" + UUID.randomUUID() + "/a.zarr";
  private final ObjectStore store = ObjectStores.open(url);
  private final FaultyHttpServer server = new FaultyHttpServer();
  private final LongAdder bytesRead = new LongAdder();
  private final SourceOpener opener =
      new CountedOpener(Sources.opener(Map.of(), 4, "", Settings.standard()), bytesRead);

  ZarrReaderTest() throws IOException {}

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @BeforeEach
  void write() throws IOException {
    String all =
        "{\"metadata\": {\".zgroup\": %s, \"v/.zarray\": %s, \"v/.zattrs\": %s}}"
            .formatted(GROUP, ARRAY, ATTRIBUTES);
    Map<String, byte[]> files =
        Map.of(
            ".zgroup", utf8(GROUP),
            "v/.zarray", utf8(ARRAY),
            "v/.zattrs", utf8(ATTRIBUTES),
            "v/0", new byte[] {1, 0, 2, 0});
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      store.create(file.getKey(), file.getValue());
      server.put("/a.zarr/" + file.getKey(), file.getValue());
    }
    server.put("/a.zarr/.zmetadata", utf8(all));
  }

  @AfterEach
  void close() {
    opener.close();
    server.close();
  }

  private ZarrReader open(String at, String group) throws IOException {
    return ZarrReader.open(opener, at, group, bytesRead);
  }

  private void holdsTheValues(ZarrReader opened) throws IOException {
    try (SourceReader reader = opened) {
      var v = reader.describe().variable("v").orElseThrow();
      assertEquals(List.of("x"), v.variable().dimensionNames());
      assertEquals(List.of(2L), v.chunk());
      assertEquals(
          AttributeValue.of(DataType.INT16, -9),
          v.variable().attributes().get("_FillValue").orElseThrow());
      assertFalse(v.variable().attributes().has("_nc_own"));
      Region part = Region.of(new long[] {1}, new long[] {3});
      bytesRead.reset();
      var block = reader.read("v", part);
      assertEquals(2, block.longAt(0));
      assertEquals(-9, block.longAt(1)); // a chunk that is not there
      assertEquals(4, bytesRead.sum());
    }
  }

  @Test
  void storesInBucketsAndOnWebServersAreRead() throws IOException {
    holdsTheValues(open(url, "/"));
    holdsTheValues(open(server.url("/a.zarr/"), ""));
  }

  @Test
  void anObjectThatIsReplacedIsAnotherVersion() throws IOException {
    ZarrReader before = open(url, "/");
    assertEquals(before.version(), before.versionNow());
    assertEquals(before.version(), open(url, "/").version());
    ObjectInfo old = store.stat("v/0").orElseThrow();
    store.replace("v/0", new byte[] {5, 0, 2, 0}, old.generation());
    assertNotEquals(before.version(), before.versionNow());
    assertNotEquals(before.version(), open(url, "/").version());
  }

  @Test
  void absentStoresAndGroupsAreToldApart() {
    assertThrows(SourceNotFoundException.class, () -> open(url + "x", "/"));
    assertThrows(SourceNotFoundException.class, () -> open(server.url("/none.zarr"), "/"));
    FormatException e = assertThrows(FormatException.class, () -> open(url, "g"));
    assertTrue(e.toString().contains("`group: g`"), e.toString());
  }

  @Test
  void aWebServerMustHaveConsolidatedMetadataAndIsAskedWithinTheRules() throws IOException {
    server.put("/b.zarr/.zgroup", utf8(GROUP));
    SourceException e = assertThrows(SourceException.class, () -> open(server.url("/b.zarr"), "/"));
    assertTrue(e.toString().contains("zarr.consolidate_metadata"), e.toString());
    server.next("/a.zarr/v/0", new Fault.Status(503, "0"));
    holdsTheValues(open(server.url("/a.zarr"), "/"));
  }

  @Test
  void damageIsTheErrorOfASource() throws IOException {
    ObjectInfo old = store.stat("v/0").orElseThrow();
    store.replace("v/0", new byte[3], old.generation());
    SourceReader reader = open(url, "/");
    FormatException e =
        assertThrows(FormatException.class, () -> reader.read("v", Region.whole(4)));
    assertTrue(e.toString().contains("a.zarr/v/0 (v)"), e.toString());
  }

  @Test
  void sourcesAreNeverWritten() {
    for (ObjectStore source :
        List.of(
            new HttpObjects(server.url("/a.zarr"), opener), new CountedStore(store, bytesRead))) {
      assertThrows(StoreAccessException.class, () -> source.create("k", new byte[1]));
      assertThrows(StoreAccessException.class, () -> source.replace("k", new byte[1], 0));
      assertThrows(StoreAccessException.class, () -> source.delete("v/0"));
    }
  }

  @Test
  void urlsThatLookLikeStoresAreRecognized() {
    assertTrue(ZarrReader.isOne("gs://b/x.zarr"));
    assertTrue(ZarrReader.isOne("https://h/x.ZARR/?token=1"));
    assertFalse(ZarrReader.isOne("https://h/x.zarr.zip"));
    assertFalse(ZarrReader.isOne("/no/such/folder"));
  }
}
