package org.arcoforge.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.arcoforge.array.Region;
import org.arcoforge.format.SampleFiles;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.source.BytesSource;
import org.arcoforge.source.SourceException;
import org.junit.jupiter.api.Test;

/**
 * Files with bits turned, bytes lost or bytes too many: an error that says so, soon, or the truth.
 */
class MutationTest {
  private static final List<String> FILES =
      List.of(
          "dims-new.nc",
          "filters-new.h5",
          "guarded-new.h5",
          "plain-new.h5",
          "earliest-new.h5",
          "registered-new.h5");

  /** Everything that a reader tells of a file; of large variables a part. */
  private static String all(byte[] bytes) throws IOException {
    StringBuilder text = new StringBuilder();
    try (SourceReader reader = Hdf5Reader.open(new BytesSource("mem:x", bytes), "/", false)) {
      text.append(reader.describe().attributes()).append(reader.describe().unsupported());
      for (SourceVariable v : reader.describe().variables()) {
        long[] shape = v.variable().shape();
        Arrays.setAll(shape, d -> Math.min(shape[d], 40));
        text.append(v.variable())
            .append(OracleTest.crc(reader.read(v.variable().name(), Region.whole(shape))));
      }
    }
    return text.toString();
  }

  @Test
  void whatIsUnderAChecksumIsNeverWrong() throws IOException {
    byte[] bytes = SampleFiles.bytes("hdf5/guarded-new.h5");
    String truth = all(bytes);
    int found = 0;
    for (int at = 0; at < bytes.length; at += 3) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      try {
        int place = at;
        String told = all(damaged);
        if (told.contains("cannot be described")) { // a version that there is not
          found++;
        } else {
          assertEquals(truth, told, () -> "a turned bit at " + place);
        }
      } catch (SourceException e) {
        found++;
      }
    }
    assertTrue(found > 500, found + " found");
  }

  @Test
  void lostAndAddedBytesEndInAnErrorInTime() throws IOException {
    Random random = new Random(23);
    for (String file : FILES) {
      byte[] bytes = SampleFiles.bytes("hdf5/" + file);
      for (int i = 0; i < 60; i++) {
        int at = random.nextInt(bytes.length);
        int n = 1 + random.nextInt(16);
        byte[] damaged = i % 2 == 0 ? without(bytes, at, n) : with(bytes, at, random, n);
        ends(file, damaged);
      }
    }
  }

  @Test
  void turnedBitsEndInAnErrorInTime() throws IOException {
    Random random = new Random(29);
    for (String file : FILES) {
      byte[] bytes = SampleFiles.bytes("hdf5/" + file);
      for (int i = 0; i < 150; i++) {
        byte[] damaged = bytes.clone();
        for (int k = 0; k < 1 + i % 4; k++) {
          damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        ends(file, damaged);
      }
    }
  }

  private static void ends(String file, byte[] damaged) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          try {
            all(damaged);
          } catch (SourceException e) {
            assertTrue(e.toString().contains("mem:x: "), e.getMessage());
          }
        },
        file);
  }

  private static byte[] without(byte[] bytes, int at, int n) {
    int end = Math.min(bytes.length, at + n);
    byte[] rest = Arrays.copyOf(bytes, bytes.length - (end - at));
    System.arraycopy(bytes, end, rest, at, bytes.length - end);
    return rest;
  }

  private static byte[] with(byte[] bytes, int at, Random random, int n) {
    byte[] more = new byte[n];
    random.nextBytes(more);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + n);
    System.arraycopy(bytes, at, longer, at + n, bytes.length - at);
    System.arraycopy(more, 0, longer, at, n);
    return longer;
  }
}
