package org.arcoforge.format.cdm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.SampleFiles;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.format.netcdf3.Netcdf3Reader;
import org.arcoforge.format.netcdf3.Netcdf3ReaderTest;
import org.arcoforge.open.FormatDetection;
import org.arcoforge.source.BytesSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdmReaderTest {
  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  Path folder;

  private BytesSource local(String name, byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve(name), bytes);
    return new BytesSource(path.toUri().toString(), bytes, path);
  }

  private List<String> listing() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void netcdfJavaSeesClassicFilesAsOurOwnReaderDoes() throws IOException {
    int compared = 0;
    for (String name : Netcdf3ReaderTest.expected().keySet()) {
      if (name.contains("cdf5") || name.startsWith("streamed_") || name.equals("nothing.nc")) {
        continue; // netcdf-java reads none of these
      }
      BytesSource source = local(name, SampleFiles.bytes("netcdf3/" + name));
      try (SourceReader theirs = CdmReader.open(source, "/");
          SourceReader ours = Netcdf3Reader.open(source)) {
        assertEquals(ours.describe().attributes(), theirs.describe().attributes(), name);
        assertEquals(ours.describe().dataset(), theirs.describe().dataset(), name);
        for (SourceVariable sv : ours.describe().variables()) {
          Variable v = sv.variable();
          Region whole = Region.whole(v.shape());
          assertEquals(
              ours.read(v.name(), whole), theirs.read(v.name(), whole), name + " " + v.name());
          compared++;
        }
      }
    }
    assertTrue(compared > 100, compared + " compared");
  }

  /** A sparse file in the layout of GTOPO30: big-endian shorts, 6000 latitudes, 4800 longitudes. */
  private BytesSource gtopo() throws IOException {
    Files.writeString(folder.resolve("W020N90.HDR"), "ULXMAP -20.0\nULYMAP 90.0\n");
    Path path = folder.resolve("W020N90.DEM");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(6000 * 4800 * 2);
      for (int y = 3000; y < 3004; y++) {
        file.seek((y * 4800L + 100) * 2);
        for (int x = 100; x < 104; x++) {
          file.writeShort(y * 10 + x);
        }
      }
    }
    return new BytesSource("file:W020N90.DEM", new byte[4096], path);
  }

  @Test
  void formatsOfTheLongTailAreReadAndNothingIsWrittenBeside() throws IOException {
    BytesSource source = gtopo();
    List<String> before = listing();
    try (SourceReader reader = FormatDetection.open(source, ReadOptions.of(FileFormat.AUTO))) {
      SourceVariable v = reader.describe().variable("elevation").orElseThrow();
      assertEquals(List.of("lat", "lon"), v.variable().dimensionNames());
      assertEquals(DataType.INT16, v.variable().type());
      assertEquals("m", v.variable().attributes().text("units").orElseThrow());
      Block part = reader.read("elevation", Region.of(new long[] {3001, 102}, new long[] {3, 2}));
      int[] expected = {30112, 30113, 30122, 30123, 30132, 30133};
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], part.longAt(i));
      }
      // More than one slab of 16 MiB, into the middle of a larger block.
      Block tall = Block.allocate(DataType.INT16, 4002, 4802);
      reader.read("elevation", Region.whole(4000, 4800), tall, new long[] {1, 1});
      assertEquals(30113, tall.longAt(3002 * 4802 + 104));
      assertEquals(0, tall.longAt(3002 * 4802 + 105));
      assertThrows(IllegalArgumentException.class, () -> reader.read("none", Region.whole()));
      assertThrows(
          IllegalArgumentException.class, () -> reader.read("elevation", Region.whole(6001, 1)));
    }
    assertTrue(source.closed);
    assertEquals(before, listing());
  }

  @Test
  void unknownFilesAndGroupsAreRefused() throws IOException {
    BytesSource text = local("notes.txt", new byte[] {'n', 'o', ' ', 'd', 'a', 't', 'a'});
    FormatException e =
        assertThrows(
            FormatException.class,
            () -> FormatDetection.open(text, ReadOptions.of(FileFormat.AUTO)));
    assertTrue(e.isUnsupported());
    assertTrue(
        String.valueOf(e.getMessage()).endsWith("the file (7 bytes) is of no known format"),
        e.getMessage());
    BytesSource file = local("a.nc", SampleFiles.bytes("netcdf3/texts.nc"));
    FormatException g =
        assertThrows(FormatException.class, () -> CdmReader.open(file, "/forecast"));
    assertTrue(String.valueOf(g.getMessage()).contains("no group '/forecast'"), g.getMessage());
  }
}
