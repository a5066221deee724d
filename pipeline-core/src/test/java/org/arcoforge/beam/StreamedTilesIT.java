package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Maps that become time series, with several large objects a tile: those that are made side by side
 * from bands have the bytes that they have when the tile is in memory, also where the array ends
 * within them, where they are empty, where nothing can be compressed, and where the tile is larger
 * than the memory.
 */
class StreamedTilesIT {
  private static final long MUCH = 1 << 28;

  @TempDir Path folder;

  private ObjectStore store(String name) throws IOException {
    return ObjectStores.open(folder.resolve(name).toUri().toString());
  }

  private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> made) {
    assertEquals(expected.keySet(), made.keySet());
    for (Map.Entry<String, byte[]> object : expected.entrySet()) {
      assertArrayEquals(object.getValue(), made.get(object.getKey()), object.getKey());
    }
  }

  @Test
  void objectsMadeSideBySideAreThoseOfATileInMemory() throws IOException {
    StreamedCase c = new StreamedCase(folder, 2, 45, 230, 300, 96);
    int uncut = 2; // objects that no edge cuts across, of 2 × 3
    c.write();
    StreamedCase.Counting counting = new StreamedCase.Counting(store("streamed"));
    ObjectStore whole = store("whole");
    Map<String, byte[]> made =
        StreamedCase.chunks(c.bake("streamed", counting, MUCH), counting.store);
    Map<String, byte[]> expected =
        StreamedCase.chunks(c.bake("whole", new ForwardingStore(whole), MUCH), whole);
    assertSame(expected, made);
    assertEquals(1 + 5 + 6, made.size(), made.keySet().toString()); // one is empty
    assertEquals(uncut - 1, counting.named.get());
    assertEquals(2 * uncut, counting.begun.get());
    assertEquals(List.of(), StreamedCase.hidden(folder.resolve("streamed")));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** The noise goes by way of a temporary file, as its objects cannot be made of parts. */
  @Test
  void tilesLargerThanTheMemoryAreFilledBandByBand() throws IOException {
    Path own = Files.createDirectory(folder.resolve("with blanks"));
    StreamedCase c = new StreamedCase(own, 4, 60, 310, 384, 240);
    c.write();
    StreamedCase.Counting counting = new StreamedCase.Counting(store("bands"));
    ObjectStore whole = store("whole");
    BakeReport little = c.bake("bands", counting, 72 << 20);
    BakeReport much = c.bake("whole", new ForwardingStore(whole), MUCH);
    Map<String, byte[]> made = StreamedCase.chunks(little, counting.store);
    assertSame(StreamedCase.chunks(much, whole), made);
    assertEquals(1 + 8 + 9, made.size(), made.keySet().toString());
    assertEquals(6 - 1, counting.named.get()); // the empty one gets none, and none of the noise
    assertEquals(2 * 6, counting.begun.get());
    assertTrue(little.bytesRead() < 2 * much.bytesRead(), little + " " + much);
    assertEquals(List.of(), files(c.others("bands").resolve("scratch"))); // of the noise no more
    assertEquals(List.of(), StreamedCase.hidden(folder.resolve("bands")));
  }
}
