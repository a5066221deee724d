package org.arcoforge.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.arcoforge.settings.Settings;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

class StoreSourceTest {
  private final ObjectStore store = StoreContents.inMemory();
  private final SourceOpener opener = Sources.opener(Map.of(), 1, "", Settings.standard());

  @Test
  void objectIsReadByRanges() throws IOException {
    byte[] data = HttpSourceTest.random(3 * BlockReader.FIRST + 5);
    ObjectInfo info = store.create("a/b.nc", data);
    try (ByteSource source = opener.open(store.url("a/b.nc"))) {
      assertEquals(
          new SourceVersion(data.length, Long.toString(info.generation()), info.modified()),
          source.version());
      assertArrayEquals(data, HttpSourceTest.all(source));
    }
  }

  @Test
  void absentObjectIsToldApart() {
    assertThrows(SourceNotFoundException.class, () -> opener.open(store.url("none")));
    assertThrows(SourceException.class, () -> opener.open(store.location()));
    assertThrows(SourceException.class, () -> opener.open(store.url("a/../b")));
  }

  @Test
  void objectReplacedWhileItIsReadIsAnError() throws IOException {
    byte[] data = HttpSourceTest.random(100);
    long generation = store.create("k", data).generation();
    try (ByteSource source = opener.open(store.url("k"))) {
      store.replace("k", data, generation);
      SourceException e = assertThrows(SourceException.class, () -> HttpSourceTest.all(source));
      assertTrue(e.toString().contains("changed while it was read"), e.toString());
    }
  }

  @Test
  void globIsOverKeys() throws IOException {
    for (String key : List.of("a/1.nc", "a/2.nc", "a/2.txt", "a/b/3.nc", "c.nc")) {
      store.create(key, new byte[] {1});
    }
    String root = store.location();
    assertEquals(List.of(root + "a/1.nc", root + "a/2.nc"), opener.glob(root + "a/*.nc"));
    assertEquals(List.of(root + "c.nc"), opener.glob(root + "*.nc"));
    assertEquals(4, opener.glob(root + "**/*.nc").size());
  }

  @Test
  void globFindsZarrStoresAsAWhole() throws IOException {
    for (String key :
        List.of("a.zarr/zarr.json", "a.zarr/t/c/0", "a.zarr/t/zarr.json", "b.zarr/x", "c.nc")) {
      store.create(key, new byte[] {1});
    }
    String root = store.location();
    assertEquals(List.of(root + "a.zarr"), opener.glob(root + "*.zarr"));
    assertEquals(
        List.of(root + "a.zarr", root + "b.zarr/x", root + "c.nc"), opener.glob(root + "**"));
  }
}
