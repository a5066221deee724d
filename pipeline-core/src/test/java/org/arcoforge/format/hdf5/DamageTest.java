package org.arcoforge.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.SampleFiles;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.source.BytesSource;
import org.junit.jupiter.api.Test;

/** Damaged, cut off and unsupported files end in errors that say so, never in anything else. */
class DamageTest {
  private static void readAll(byte[] bytes) throws IOException {
    try (SourceReader reader = Hdf5Reader.open(new BytesSource("mem:x", bytes), "/", false)) {
      for (SourceVariable v : reader.describe().variables()) {
        long[] shape = v.variable().shape();
        Arrays.setAll(shape, d -> Math.min(shape[d], 40));
        reader.read(v.variable().name(), Region.whole(shape));
      }
    }
  }

  private static FormatException fails(byte[] bytes) {
    return assertThrows(FormatException.class, () -> readAll(bytes));
  }

  @Test
  void anEmptyFileIsNamedSo() {
    FormatException e = fails(new byte[0]);
    assertTrue(e.toString().contains("mem:x: the file is empty"), e.getMessage());
    assertFalse(e.isUnsupported());
  }

  @Test
  void anotherFormatIsNotHdf5() {
    FormatException e = fails("CDF\1 and so on".repeat(100).getBytes(StandardCharsets.UTF_8));
    assertTrue(e.toString().contains("not an HDF5 file"), e.getMessage());
  }

  @Test
  void aFileCutOffAnywhereIsDamaged() throws IOException {
    for (String file : List.of("dims-new.nc", "types-old.nc", "plain-new.h5", "earliest-new.h5")) {
      byte[] bytes = SampleFiles.bytes("hdf5/" + file);
      for (int i = 0; i < 60; i++) {
        assertFalse(fails(Arrays.copyOf(bytes, (int) (i / 60.0 * bytes.length))).isUnsupported());
      }
    }
  }

  @Test
  void theSourceIsClosedWhereOpeningFails() {
    BytesSource source = new BytesSource("mem:x", new byte[10]);
    assertThrows(FormatException.class, () -> Hdf5Reader.open(source, "/", false));
    assertTrue(source.closed);
  }

  @Test
  void randomDamageNeverEndsInAnotherError() throws IOException {
    Random random = new Random(11);
    int errors = 0;
    for (String file : List.of("dims-new.nc", "types-new.nc", "plain-new.h5", "earliest-new.h5")) {
      byte[] bytes = SampleFiles.bytes("hdf5/" + file);
      for (int i = 0; i < 250; i++) {
        byte[] damaged = bytes.clone();
        int n = 1 + random.nextInt(8);
        for (int k = 0; k < n; k++) {
          damaged[random.nextInt(i % 2 == 0 ? 4096 : bytes.length)] = (byte) random.nextInt();
        }
        try {
          readAll(damaged);
        } catch (FormatException e) {
          errors++;
        }
      }
    }
    assertTrue(errors > 100, errors + " found");
  }

  @Test
  void aDamagedChunkIsNamedWithItsVariableAndIndex() throws IOException {
    byte[] bytes = SampleFiles.bytes("hdf5/types-new.nc");
    // The values of i8_checked, which occur once, have a checksum.
    Block whole;
    try (SourceReader reader = Hdf5Reader.open(new BytesSource("mem:x", bytes), "/", false)) {
      whole = reader.read("i8_checked", Region.whole(5, 7));
    }
    int at = find(bytes, Arrays.copyOf(whole.bytes(), whole.byteLength()));
    bytes[at + 20] ^= 1;
    FormatException e = fails(bytes);
    assertTrue(e.toString().contains("variable 'i8_checked'"), e.getMessage());
    assertTrue(e.toString().contains("chunk [0, 0]"), e.getMessage());
    assertTrue(e.toString().contains("Fletcher-32"), e.getMessage());
  }

  private static int find(byte[] in, byte[] wanted) {
    for (int i = 0; i + wanted.length <= in.length; i++) {
      if (Arrays.equals(in, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }

  @Test
  void whatIsNotSupportedSaysHowToDropIt() throws IOException {
    try (SourceReader reader =
        Hdf5Reader.open(
            new BytesSource("mem:x", SampleFiles.bytes("hdf5/plain-new.h5")), "/", false)) {
      String reason = reader.describe().unsupported().get("zfp");
      assertTrue(
          reason != null
              && reason.contains("zfp (HDF5 filter 32013)")
              && reason.contains("`transforms: [{drop: [zfp]}]`"),
          reason);
      FormatException e =
          assertThrows(
              FormatException.class,
              () ->
                  reader.read(
                      "zfp",
                      Region.whole(4),
                      Block.allocate(org.arcoforge.array.DataType.FLOAT32, 4),
                      new long[1]));
      assertTrue(e.isUnsupported());
      assertTrue(e.toString().contains("mem:x: variable 'zfp'"), e.getMessage());
    }
  }

  @Test
  void aGroupThatIsNotThereIsNamed() throws IOException {
    byte[] bytes = SampleFiles.bytes("hdf5/dims-new.nc");
    try (SourceReader reader = Hdf5Reader.open(new BytesSource("mem:x", bytes), "/a/c", false)) {
      FormatException e = assertThrows(FormatException.class, reader::describe);
      assertTrue(e.toString().contains("no group '/a/c'"), e.getMessage());
    }
  }
}
