package org.arcoforge.format.netcdf3;

import static org.arcoforge.format.netcdf3.Netcdf3AccessTest.RECORDS;
import static org.arcoforge.format.netcdf3.Netcdf3AccessTest.SIDE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.arcoforge.array.Block;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.format.SampleFiles;
import org.arcoforge.format.SourceReader;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceOpener;
import org.arcoforge.source.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ucar.ma2.InvalidRangeException;

/** Files of a disk are read in small parts: the values are those that were written all the same. */
class Netcdf3LocalFileTest {
  private static final long FOUR_GIB = 1L << 32;

  private final Path folder;
  private final SourceOpener opener = Sources.opener(Map.of(), 4, "", Settings.standard());

  Netcdf3LocalFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private SourceReader open(Path path) throws IOException {
    return Netcdf3Reader.open(opener.open(path.toString()));
  }

  @Test
  void samplesHaveTheValuesOfTheNetcdfLibrary() throws IOException {
    Netcdf3ReaderTest.assertAsExpected(
        name -> {
          Path path = folder.resolve(name);
          Files.write(path, SampleFiles.bytes("netcdf3/" + name));
          return opener.open(path.toString());
        });
  }

  @Test
  void anyBoxOfLargeRecordsHasItsValues() throws IOException, InvalidRangeException {
    Random random = new Random(7);
    long[] shape = {RECORDS, SIDE, 2L * SIDE};
    try (SourceReader reader =
        open(Netcdf3AccessTest.interleaved(folder.resolve("interleaved.nc")))) {
      for (int n = 0; n < 60; n++) {
        long[] start = new long[3];
        long[] size = new long[3];
        for (int d = 0; d < 3; d++) { // often all of a dimension, so that runs are long
          boolean all = random.nextBoolean();
          start[d] = all ? 0 : random.nextInt((int) shape[d]);
          size[d] = all ? shape[d] : 1 + random.nextInt((int) (shape[d] - start[d]));
        }
        Region box = Region.of(start, size);
        Block sst = reader.read("sst", box);
        Block ice = reader.read("ice", box);
        int i = 0;
        for (long[] at : Indices.of(box)) {
          long value = (at[0] * shape[1] + at[1]) * shape[2] + at[2];
          if ((float) value != sst.doubleAt(i) || (short) value != ice.longAt(i)) {
            assertEquals((double) value, sst.doubleAt(i), box + " " + i);
            assertEquals((short) value, ice.longAt(i), box + " " + i);
          }
          i++;
        }
        assertEquals(box.elements(), i);
      }
    }
  }

  @Test
  void aFileThatShrinksWhileItIsOpenIsNamed() throws IOException, InvalidRangeException {
    Path path = Netcdf3AccessTest.interleaved(folder.resolve("cut.nc"));
    long kept = Files.size(path) - 5;
    try (SourceReader reader = open(path)) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(kept);
      }
      Region all = Region.whole(RECORDS, SIDE, 2L * SIDE);
      SourceException e = assertThrows(SourceException.class, () -> reader.read("ice", all));
      assertTrue(e.toString().contains(path.toString()), e.toString());
      assertTrue(e.toString().contains("ends at " + kept + "; it was cut meanwhile"), e.toString());
      Block first = reader.read("ice", Region.of(new long[3], new long[] {1, 2, 2L * SIDE}));
      assertEquals(2 * SIDE + 1, first.longAt(2 * SIDE + 1)); // what is there can be read still
    }
  }

  @Test
  void valuesBeyondFourGigabytesAreFound() throws IOException {
    byte[] head = SampleFiles.bytes("netcdf3/large_cdf2.head");
    Path path = folder.resolve("large.nc");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(head);
      file.setLength(4 * FOUR_GIB); // sparse
      try (ByteSource source = opener.open(path.toString());
          SourceReader reader = open(path)) {
        Netcdf3Variable v = null;
        for (Netcdf3Variable one : Netcdf3Header.read(source).variables()) {
          v = one.name().equals("v") ? one : v;
        }
        long[] at = {1, 29_998, 39_990};
        long position = Objects.requireNonNull(v).begin();
        for (int d = 0; d < 3; d++) {
          position += at[d] * v.strides().get(d);
        }
        assertTrue(position > FOUR_GIB, "at " + position);
        file.seek(position);
        file.writeInt(0x01020304);
        Block block = reader.read("v", Region.of(at, new long[] {2, 2, 10}));
        assertEquals(0x01020304, block.longAt(0));
        assertEquals(0, block.longAt(1));
      }
    }
  }
}
