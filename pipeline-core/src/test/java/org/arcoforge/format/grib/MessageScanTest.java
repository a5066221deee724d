package org.arcoforge.format.grib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.source.BytesSource;
import org.junit.jupiter.api.Test;

final class MessageScanTest {
  private static FormatException refusal(byte[] file) {
    return assertThrows(FormatException.class, () -> GribCase.open(file, Map.of()));
  }

  @Test
  void headingsAndPaddingAroundMessagesArePassedOver() throws IOException {
    byte[] heading = "\u0001\r\r\n123\r\r\nHTSF01\r\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] file =
        GribCase.join(
            heading,
            GribCase.file("plain1"),
            new byte[20000],
            GribCase.file("wind1"),
            "GRIB is a word here, 7777".getBytes(StandardCharsets.US_ASCII));
    try (SourceReader reader = GribCase.open(file, Map.of())) {
      assertTrue(reader.describe().variable("t2m").isPresent());
      assertTrue(reader.describe().variable("u10").isPresent());
    }
  }

  @Test
  void aFileThatEndsWithinAMessageIsDamagedAndSaysWhichOne() throws IOException {
    for (String edition : new String[] {"1", "2"}) {
      byte[] whole = GribCase.file("plain" + edition);
      byte[] both = GribCase.join(whole, GribCase.file("wind" + edition));
      for (int cut = 1; cut < both.length - whole.length - 4; cut += 7) {
        FormatException e = refusal(Arrays.copyOf(both, both.length - cut));
        assertTrue(!e.isUnsupported(), "damaged, not unsupported");
        assertTrue(
            String.valueOf(e.getMessage()).contains("GRIB message 2"), cut + ": " + e.getMessage());
      }
    }
  }

  @Test
  void aMessageThatDoesNotEndAsItMustIsDamaged() throws IOException {
    byte[] file = GribCase.file("plain2").clone();
    file[file.length - 1] = '8';
    assertTrue(String.valueOf(refusal(file).getMessage()).contains("does not end with 7777"));
  }

  @Test
  void otherEditionsAreRefused() throws IOException {
    byte[] file = GribCase.file("plain1").clone();
    file[7] = 0;
    FormatException e = refusal(file);
    assertTrue(e.isUnsupported());
    assertTrue(String.valueOf(e.getMessage()).contains("edition 0"));
  }

  @Test
  void damageEverywhereIsAMessageOrValuesButNothingElse() throws IOException {
    Random random = new Random(5);
    for (String name :
        new String[] {"bitmap1", "second_order", "complex_bitmap", "ccsds", "lambert2"}) {
      byte[] whole = GribCase.file(name);
      for (int i = 0; i < 300; i++) {
        byte[] file = whole.clone();
        file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        readAll(file);
      }
    }
  }

  private static void readAll(byte[] file) throws IOException {
    try (SourceReader reader = GribCase.open(file, Map.of())) {
      for (SourceVariable v : reader.describe().variables()) {
        if (v.variable().elements() < 1 << 20) {
          reader.read(v.variable().name(), Region.whole(v.variable().shape()));
        }
      }
    } catch (FormatException e) {
      assertTrue(String.valueOf(e.getMessage()).startsWith("https://host/a.grib: "));
    }
  }

  @Test
  void headersAreDescribedWithoutTheValues() throws IOException {
    byte[] large = GribCase.file("ieee_large");
    byte[] file = new byte[400 * large.length];
    for (int i = 0; i < 400; i++) {
      System.arraycopy(large, 0, file, i * large.length, large.length);
      file[i * large.length + 16 + 15] = (byte) (1 + i % 28); // day
      file[i * large.length + 16 + 14] = (byte) (1 + i / 28 % 12); // month
      file[i * large.length + 16 + 13] = (byte) (200 + i / 336); // year
    }
    BytesSource source = GribCase.source(file);
    try (SourceReader reader = GribReader.open(source, Map.of())) {
      SourceVariable t2m = reader.describe().variable("t2m").orElseThrow();
      assertEquals(400, t2m.variable().shape()[0]);
      long described = source.bytesRead.get();
      Block one = reader.read("t2m", Region.of(new long[] {7, 2, 3}, new long[] {1, 4, 5}));
      assertEquals(20, one.elements());
      assertTrue(source.bytesRead.get() - described < large.length, "one message is read");
    }
  }
}
