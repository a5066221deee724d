package org.arcoforge.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Filters alone: exact inverses, and never more bytes than were declared. */
class FilterTest {
  private static final Filter DEFLATE = new Filter(1, "", new int[] {6});

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    byte[] out = new byte[bytes.length + 100];
    int n = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, n);
  }

  private static byte[] decode(byte[] stored, int size, Filter... filters)
      throws DataFormatException {
    byte[] out =
        new FilterPipeline(List.of(filters), false)
            .decode(stored, 0, stored.length, 0, size, ChunkBuffers.own());
    return Arrays.copyOf(out, size);
  }

  @Test
  void unshufflingUndoesShufflingForEverySizeAndLength() {
    Random random = new Random(5);
    for (int size = 1; size <= 17; size++) {
      for (int length : new int[] {0, 1, size, 8 * size, 8 * size + 1, 100 * size + 3, 1000}) {
        byte[] values = new byte[length];
        random.nextBytes(values);
        int n = length / size;
        byte[] shuffled = new byte[length + 3];
        System.arraycopy(values, n * size, shuffled, 3 + n * size, length - n * size);
        for (int i = 0; i < n; i++) {
          for (int b = 0; b < size; b++) {
            shuffled[3 + b * n + i] = values[i * size + b];
          }
        }
        byte[] out = new byte[length];
        Shuffle.unshuffle(shuffled, 3, length, out, size);
        assertArrayEquals(values, out, size + " × " + length);
      }
    }
  }

  @Test
  void aStreamOfMoreOrFewerBytesThanDeclaredIsDamaged() throws DataFormatException {
    byte[] values = new byte[5000];
    assertArrayEquals(values, decode(deflated(values), 5000, DEFLATE));
    for (int declared : new int[] {4999, 5001, 10, 50_000_000}) {
      DataFormatException e =
          assertThrows(
              DataFormatException.class, () -> decode(deflated(values), declared, DEFLATE));
      assertTrue(
          e.toString().matches(".*(more than|ends after|expected|cannot be).*"), e.getMessage());
    }
  }

  @Test
  void aBombIsNotInflatedBeyondTheChunk() {
    byte[] bomb = deflated(new byte[100_000_000]);
    assertThrows(DataFormatException.class, () -> decode(bomb, 1000, DEFLATE));
    byte[] frame = Zstd.compress(new byte[10_000_000]);
    assertThrows(
        DataFormatException.class, () -> decode(frame, 1000, new Filter(32015, "", new int[0])));
  }

  @Test
  void aStreamCutOffBeforeItsChecksumIsDamaged() {
    byte[] values = new byte[5000];
    byte[] stream = deflated(values);
    for (int cut = 1; cut < stream.length; cut++) {
      byte[] part = Arrays.copyOf(stream, stream.length - cut);
      assertThrows(DataFormatException.class, () -> decode(part, 5000, DEFLATE));
    }
  }

  @Test
  void lookup3IsThatOfItsAuthor() {
    // From the self-test of lookup3.c.
    byte[] text =
        "Four score and seven years ago".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertEquals(0x17770551, Lookup3.hash(text, 0, text.length));
    assertEquals(0xdeadbeef, Lookup3.hash(new byte[0], 0, 0));
  }
}
