package org.arcoforge.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Whichever inflater does it: the bytes that were packed, or an error, and nothing else. */
class DeflateTest {
  private static final Filter FILTER = new Filter(1, "deflate", new int[] {4});
  private static final int OFFSET = 3;

  private static byte[] values(Random chance, int length) {
    byte[] values = new byte[length];
    for (int i = 0; i < length; i++) {
      values[i] = (byte) (chance.nextInt(4) > 0 && i > 0 ? values[i - 1] : chance.nextInt());
    }
    return values;
  }

  /** Packed bytes behind some others. */
  private static byte[] packed(byte[] values, int level) {
    Deflater deflater = new Deflater(level);
    deflater.setInput(values);
    deflater.finish();
    byte[] out = new byte[OFFSET + values.length * 2 + 100];
    int length = deflater.deflate(out, OFFSET, out.length - OFFSET);
    deflater.end();
    return Arrays.copyOf(out, OFFSET + length);
  }

  private static byte[] unpacked(byte[] packed, int limit) throws DataFormatException {
    byte[] out = new byte[limit + 10];
    int n = new Deflate(false).decode(FILTER, packed, OFFSET, packed.length - OFFSET, out, limit);
    return Arrays.copyOf(out, n);
  }

  @Test
  void whatTheJdkGivesAndRefusesIsGivenAndRefusedByNativeCode() {
    Map<String, Integer> counts = StreamTrials.run(6, 60, 4000);
    assertTrue(counts.getOrDefault("refused", 0) > 300, counts.toString());
    assertTrue(counts.getOrDefault("sound", 0) > 150, counts.toString());
  }

  @Test
  void givesBackWhatWasPacked() throws DataFormatException {
    Random chance = new Random(1);
    for (int round = 0; round < 200; round++) {
      byte[] values = values(chance, chance.nextInt(5000));
      byte[] packed = packed(values, chance.nextInt(10));
      assertArrayEquals(values, unpacked(packed, values.length));
    }
  }

  @Test
  void fewerBytesThanThereIsRoomForAreCounted() throws DataFormatException {
    byte[] values = values(new Random(2), 1000);
    assertArrayEquals(values, unpacked(packed(values, 4), 1500));
  }

  @Test
  void moreBytesThanThereIsRoomForAreAnError() {
    byte[] packed = packed(values(new Random(3), 1000), 4);
    assertThrows(DataFormatException.class, () -> unpacked(packed, 999));
  }

  @Test
  void aTurnedBitIsAnErrorOrChangesNothing() {
    Random chance = new Random(4);
    byte[] values = values(chance, 3000);
    byte[] packed = packed(values, 4);
    int errors = 0;
    for (int bit = 0; bit < 8 * (packed.length - OFFSET); bit += 5) {
      byte[] spoilt = packed.clone();
      spoilt[OFFSET + bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertArrayEquals(values, unpacked(spoilt, values.length), "bit " + bit);
      } catch (DataFormatException e) {
        errors++;
      }
    }
    assertTrue(errors > 100, "bits that matter: " + errors);
  }

  @Test
  void aStreamThatIsCutOffIsAnError() {
    byte[] values = values(new Random(5), 3000);
    byte[] packed = packed(values, 4);
    for (int length = OFFSET; length < packed.length; length += 7) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThrows(DataFormatException.class, () -> unpacked(cut, values.length));
    }
  }
}
