package org.arcoforge.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
}
