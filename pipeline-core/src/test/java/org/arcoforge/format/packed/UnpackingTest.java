package org.arcoforge.format.packed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.arcoforge.format.FormatException;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceNotFoundException;
import org.arcoforge.source.SourceOpener;
import org.arcoforge.source.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class UnpackingTest {
  private static final byte[] DATA = data();

  @TempDir Path folder;
  private long most = Long.MAX_VALUE;

  private static byte[] data() {
    byte[] bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    Arrays.fill(bytes, 1000, 200_000, (byte) 7);
    return bytes;
  }

  private interface Wrapper {
    OutputStream around(OutputStream out) throws IOException;
  }

  private static byte[] packed(byte[] bytes, Wrapper wrapper) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packing = wrapper.around(out)) {
      packing.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] packed(FilePacking packing, byte[] bytes) throws IOException {
    return switch (packing) {
      case GZIP -> packed(bytes, GZIPOutputStream::new);
      case BZIP2 -> packed(bytes, BZip2CompressorOutputStream::new);
      case XZ -> packed(bytes, out -> new XZOutputStream(out, new LZMA2Options(1)));
      case ZSTD -> Zstd.compress(bytes);
    };
  }

  private ByteSource source(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("a.nc.packed"), bytes);
    try (SourceOpener opener = Sources.opener(java.util.Map.of(), 1, "", Settings.standard())) {
      return opener.open(file.toString());
    }
  }

  private static void holds(ByteSource source, byte[] expected) throws IOException {
    assertEquals(expected.length, source.size());
    byte[] found = new byte[expected.length];
    source.read(0, found, 0, found.length);
    assertArrayEquals(expected, found);
    assertThrows(FormatException.class, () -> source.read(expected.length - 3, new byte[4], 0, 4));
  }

  private SourceException fails(FilePacking packing, byte[] bytes) throws IOException {
    long before = UnpackedFiles.bytes();
    try (ByteSource source = source(bytes)) {
      SourceException e =
          assertThrows(SourceException.class, () -> Unpacking.open(source, packing, most));
      assertEquals(before, UnpackedFiles.bytes());
      assertTrue(String.valueOf(e.getMessage()).contains("a.nc.packed"), e.toString());
      return e;
    }
  }

  @Test
  void eachPackingIsUndoneUnderTheNameAndVersionOfThePackedFile() throws IOException {
    for (FilePacking packing : FilePacking.values()) {
      long before = UnpackedFiles.bytes();
      ByteSource outer = source(packed(packing, DATA));
      try (ByteSource source = Unpacking.open(outer, packing, most)) {
        holds(source, DATA);
        assertEquals(outer.url(), source.url());
        assertEquals(outer.version(), source.version());
        assertEquals(before + DATA.length, UnpackedFiles.bytes());
        assertTrue(Files.exists(source.path().orElseThrow()));
        source.close();
        assertFalse(Files.exists(source.path().orElseThrow()));
      }
      assertEquals(before, UnpackedFiles.bytes());
    }
  }

  @Test
  void cutOffDataAreRefusedWhereverTheyEnd() throws IOException {
    for (FilePacking packing : FilePacking.values()) {
      byte[] whole = packed(packing, DATA);
      for (int length : new int[] {whole.length - 1, whole.length / 2, 30}) {
        SourceException e = fails(packing, Arrays.copyOf(whole, length));
        assertTrue(String.valueOf(e.getMessage()).contains("damaged or cut off"), e.toString());
      }
    }
  }

  @Test
  void aSecondGzipMemberIsPartOfTheFileOrDamaged() throws IOException {
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.write(packed(FilePacking.GZIP, Arrays.copyOf(DATA, 5000)));
    two.write(packed(FilePacking.GZIP, Arrays.copyOfRange(DATA, 5000, DATA.length)));
    try (ByteSource source = Unpacking.open(source(two.toByteArray()), FilePacking.GZIP, most)) {
      holds(source, DATA);
    }
    two.write(new byte[] {0x1f, (byte) 0x8b, 8}); // a third one that hardly begins
    fails(FilePacking.GZIP, two.toByteArray());
  }

  @Test
  void bombsAreRefusedBeforeTheDiskIsFull() throws IOException {
    most = 250_000;
    for (FilePacking packing : FilePacking.values()) {
      SourceException e = fails(packing, packed(packing, new byte[10_000_000]));
      assertTrue(
          String.valueOf(e.getMessage()).contains("unpacks to more than 250000 bytes"),
          e.toString());
    }
    ByteSource zip = source(zip("a.nc", new byte[10_000_000]));
    assertThrows(FormatException.class, () -> Unpacking.member(zip, "", most));
  }

  private static byte[] zip(Object... members) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < members.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) members[i]));
        zip.write((byte[]) members[i + 1]);
      }
    }
    return out.toByteArray();
  }

  @Test
  void theOneFileOfAZipIsChosenOrNamed() throws IOException {
    byte[] note = "note".getBytes(StandardCharsets.UTF_8);
    byte[] one = zip("d/", new byte[0], "d/README", note, "d/a.nc", DATA, ".hidden", note);
    try (ByteSource source = Unpacking.member(source(one), "", most)) {
      holds(source, DATA);
    }
    byte[] two = zip("a.nc", note, "b.nc", DATA);
    try (ByteSource source = Unpacking.member(source(two), "b.nc", most)) {
      holds(source, DATA);
      assertTrue(source.url().endsWith("a.nc.packed!/b.nc"));
    }
    FormatException several =
        assertThrows(FormatException.class, () -> Unpacking.member(source(two), "", most));
    assertTrue(several.toString().contains("2 files, expected one: a.nc, b.nc"));
    assertThrows(SourceNotFoundException.class, () -> Unpacking.member(source(two), "c.nc", most));
    assertThrows(FormatException.class, () -> Unpacking.member(source(zip()), "", most));
  }

  @Test
  void aDamagedMemberIsToldByItsChecksum() throws IOException {
    byte[] bytes = zip("a.nc", DATA);
    int crc = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002") + 16;
    bytes[crc] ^= 1;
    FormatException e =
        assertThrows(FormatException.class, () -> Unpacking.member(source(bytes), "", most));
    assertTrue(e.toString().contains("damaged"), e.toString());
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 50);
    assertThrows(FormatException.class, () -> Unpacking.member(source(cut), "", most));
  }
}
