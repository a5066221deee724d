package org.arcoforge.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

class GroupTreeTest {
  private static ArrayLayout array(String name, Dimension... dims) {
    List<Long> chunk = List.of(dims).stream().map(Dimension::length).toList();
    Variable v = new Variable(name, DataType.INT32, List.of(dims), Attributes.empty());
    return ArrayLayout.builder()
        .variable(v)
        .chunk(chunk)
        .fill(FillValue.zero())
        .fillIsMissing(true)
        .codec(CodecSpec.none())
        .build();
  }

  private static StoreLayout layout(int format) {
    Dimension time = new Dimension("time", 2);
    Dimension own = new Dimension("a/time", 3);
    Dimension bare = new Dimension("a/b/x", 4);
    return new StoreLayout(
        format,
        List.of(
            array("r", new Dimension("y", 9)),
            array("time", time),
            array("a/time", own),
            array("a/b/v", own, bare),
            array("c/w", time, new Dimension("c/x", 5))),
        Attributes.empty().with("title", "t"),
        Map.of(),
        Map.of("a", Attributes.empty().with("n", "1"), "e/f", Attributes.empty()));
  }

  private static ObjectStore written(StoreLayout layout, boolean consolidated) throws IOException {
    ObjectStore store = StoreContents.inMemory();
    for (ZarrStore.MetadataDocument document : ZarrStore.metadata(layout)) {
      byte[] bytes = document.bytes();
      if (!consolidated && document.key().equals(".zmetadata")) {
        continue;
      }
      if (!consolidated && document.key().equals("zarr.json")) {
        Map<String, Object> json =
            new java.util.LinkedHashMap<>(JsonDocument.parse("root", bytes).json());
        json.remove("consolidated_metadata");
        bytes = JsonWriter.bytes(json);
      }
      store.create(document.key(), bytes);
    }
    return store;
  }

  @Test
  void groupsAndTheirDimensionsAreReadAsTheyWereWritten() throws IOException {
    for (int format : new int[] {2, 3}) {
      for (boolean consolidated : new boolean[] {true, false}) {
        StoreLayout read = ZarrStore.open(written(layout(format), consolidated)).layout();
        String about = format + " " + consolidated;
        assertEquals(
            Map.of(
                "a", Attributes.empty().with("n", "1"),
                "a/b", Attributes.empty(),
                "c", Attributes.empty(),
                "e", Attributes.empty(),
                "e/f", Attributes.empty()),
            read.groups(),
            about);
        for (ArrayLayout array : layout(format).arrays()) {
          assertEquals(
              array.variable(),
              read.array(array.variable().name()).orElseThrow().variable(),
              about);
        }
        assertEquals(5, read.dataset().dimensions().size(), about);
      }
    }
  }

  @Test
  void namesOfDimensionsAreWrittenWithoutPaths() {
    for (ZarrStore.MetadataDocument document : ZarrStore.metadata(layout(3))) {
      String text = new String(document.bytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertEquals(-1, text.indexOf("a/time\"\n"), document.key());
    }
  }
}
