package org.arcoforge.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that go to a temporary file and come back. */
class SpillFileTest {
  @TempDir Path folder;

  @Test
  void bytesAreThoseThatWereWrittenAndTheFileIsGone() throws IOException {
    byte[] bytes = new byte[3_000_001]; // some slices
    new Random(1).nextBytes(bytes);
    Path inner = folder.resolve("a/b");
    try (SpillFile file = SpillFile.create(inner)) {
      file.write(5_000_000, bytes, bytes.length);
      file.write(100, bytes, 7);
      byte[] back = new byte[bytes.length];
      file.read(5_000_000, back, back.length);
      assertArrayEquals(bytes, back);
      byte[] few = new byte[7];
      file.read(100, few, 7);
      assertArrayEquals(Arrays.copyOf(bytes, 7), few);
      assertThrows(EOFException.class, () -> file.read(8_000_000, back, 10));
    }
    try (Stream<Path> left = Files.list(inner)) {
      assertEquals(List.of(), left.toList());
    }
  }

  /** People see where there is no room, and for what. */
  @Test
  void whatCannotBeWrittenIsNamed() throws IOException {
    try (SpillFile file = SpillFile.create(folder)) {
      long beyond = Long.MAX_VALUE - 100; // no file system has files so long
      IOException e = assertThrows(IOException.class, () -> file.write(beyond, new byte[9], 9));
      String said = String.valueOf(e.getMessage());
      assertTrue(said.startsWith(folder + "/arco-values-"), said);
      assertTrue(said.contains(".data, where values go that do not fit the memory: "), said);
      assertNull(e.getCause());
    }
  }
}
