package org.arcoforge.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.SampleFiles;
import org.arcoforge.format.SourceReader;
import org.arcoforge.pattern.Access;
import org.arcoforge.pattern.Checksums;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.BytesSource;
import org.arcoforge.source.Reach;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceOpener;
import org.arcoforge.source.Sources;
import org.junit.jupiter.api.Test;

class FormatDetectionTest {
  private static final String HDF5 = "\u0089HDF\r\n\u001a\n";

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] later(int at) {
    byte[] bytes = new byte[at + 100];
    System.arraycopy(latin(HDF5), 0, bytes, at, 8);
    return bytes;
  }

  private static FileKind kind(byte[] bytes) throws IOException {
    return FileKind.of(new BytesSource("x", bytes));
  }

  private static String refusal(String content, FileFormat format) {
    return refusal(latin(content), format);
  }

  private static String refusal(byte[] content, FileFormat format) {
    BytesSource source = new BytesSource("https://host/a.nc", content);
    FormatException e =
        assertThrows(
            FormatException.class, () -> FormatDetection.open(source, ReadOptions.of(format)));
    assertTrue(source.closed, "a source that cannot be opened is closed");
    assertTrue(String.valueOf(e.getMessage()).startsWith("https://host/a.nc: "), e.getMessage());
    return String.valueOf(e.getMessage());
  }

  @Test
  void whatCannotBeHeldAgainstChecksumsIsRefusedBeforeAnythingIsAsked() {
    Access access = Access.open().withChecksums(new Checksums("{url}.md5", "", java.util.Map.of()));
    try (SourceOpener opener =
        Sources.opener(access, Sources.Cache.at(""), false, Reach.own(), Settings.standard())) {
      for (String url : java.util.List.of("dods://127.0.0.1:1/a.nc", "http://127.0.0.1:1/a.zarr")) {
        SourceException e =
            assertThrows(
                SourceException.class,
                () -> new DatasetOpener(opener).open(url, ReadOptions.of(FileFormat.AUTO)));
        assertSays("leave checksums out", String.valueOf(e.getMessage()));
      }
    }
  }

  @Test
  void filtersOfGribMessagesAreForGribFilesOnly() throws IOException {
    BytesSource source = SampleFiles.source("netcdf3/nothing.nc");
    ReadOptions options =
        ReadOptions.of(FileFormat.AUTO).withFilterByKeys(java.util.Map.of("level", 2L));
    FormatException e =
        assertThrows(FormatException.class, () -> FormatDetection.open(source, options));
    assertSays("filter_by_keys", String.valueOf(e.getMessage()));
    assertTrue(source.closed);
  }

  private static void assertSays(String part, String message) {
    assertTrue(message.contains(part), message);
  }

  @Test
  void kindsAreToldByTheirFirstBytes() throws IOException {
    assertEquals(FileKind.NETCDF3, kind(latin("CDF\u0001\0\0\0\0")));
    assertEquals(FileKind.NETCDF3, kind(latin("CDF\u0002\0\0\0\0")));
    assertEquals(FileKind.NETCDF3, kind(latin("CDF\u0005\0\0\0\0")));
    assertEquals(FileKind.UNKNOWN, kind(latin("CDF\u0003\0\0\0\0")));
    assertEquals(FileKind.HDF5, kind(latin(HDF5)));
    for (int at = 512; at <= 1 << 20; at *= 2) {
      assertEquals(FileKind.HDF5, kind(later(at)), "superblock at " + at);
    }
    assertEquals(FileKind.UNKNOWN, kind(later(1000)));
    assertEquals(FileKind.HDF4, kind(latin("\u000e\u0003\u0013\u0001 ")));
    assertEquals(FileKind.GRIB, kind(latin("GRIB\0\0\u0010\u0001...")));
    assertEquals(FileKind.GRIB, kind(latin("\u0001\r\r\n123\r\r\nHTSF\r\r\nGRIB\0\0\0\u0002...")));
    assertEquals(FileKind.UNKNOWN, kind(latin("a text about GRIB files of edition 2")));
    assertEquals(FileKind.TIFF, kind(latin("II*\0....")));
    assertEquals(FileKind.TIFF, kind(latin("MM\0+....")));
    assertEquals(FileKind.GZIP, kind(latin("\u001f\u008b\b")));
    assertEquals(FileKind.ZIP, kind(latin("PK\u0003\u0004")));
    assertEquals(FileKind.BZIP2, kind(latin("BZh91AY")));
    assertEquals(FileKind.EMPTY, kind(new byte[0]));
    assertEquals(FileKind.UNKNOWN, kind(new byte[1]));
  }

  @Test
  void webPagesInsteadOfDataAreNamed() {
    for (String page :
        new String[] {
          "<!DOCTYPE html><html><body>Please log in",
          "\r\n <HTML><head>",
          "\u00ef\u00bb\u00bf<!-- x --><html lang=en>",
          "<?xml version='1.0'?><!DOCTYPE x><html xmlns='http://www.w3.org/1999/xhtml'>"
        }) {
      for (FileFormat format : new FileFormat[] {FileFormat.AUTO, FileFormat.NETCDF4}) {
        assertSays(
            "looks like an HTML page: the server answered with a web page", refusal(page, format));
      }
    }
    assertSays("Please log in", refusal("<!doctype html><p>Please log in", FileFormat.AUTO));
    assertSays(
        "AccessDenied",
        refusal("<?xml version='1.0'?><Error><Code>AccessDenied</Code>", FileFormat.NETCDF3));
  }

  @Test
  void emptyPackedAndUnknownFilesAreNamed() {
    assertSays("empty", refusal("", FileFormat.AUTO));
    assertSays("gzip-compressed", refusal("\u001f\u008b\b....", FileFormat.NETCDF4));
    assertSays("zip archive", refusal("PK\u0003\u0004....", FileFormat.AUTO));
    assertSays("GRIB message 1 (byte 0)", refusal("GRIB\0\0\0\u0002....", FileFormat.GRIB));
    assertSays("cut off", refusal("II*\0....", FileFormat.AUTO));
    assertSays("'Error {.code = 404;'", refusal("Error {\ncode = 404;", FileFormat.NETCDF4));
    assertSays("only when they are local", refusal("no data at all", FileFormat.AUTO));
    assertSays("not a format of single files", refusal("CDF\u0001", FileFormat.ZARR));
  }

  @Test
  void anotherFormatThanDeclaredIsRefusedWithTheLineToWrite() throws IOException {
    assertSays(
        "the recipe says `format: netcdf3`, but the file is HDF5/NetCDF-4: write `format: netcdf4`",
        refusal(HDF5, FileFormat.NETCDF3));
    byte[] classic = SampleFiles.bytes("netcdf3/texts.nc");
    assertSays("write `format: netcdf3`", refusal(classic, FileFormat.NETCDF4));
    assertSays("write `format: netcdf3`", refusal(classic, FileFormat.GRIB));
    assertSays("write `format: grib`", refusal("GRIB\0\0\0\u0001....", FileFormat.NETCDF3));
    assertSays("write `format: auto`", refusal("\u000e\u0003\u0013\u0001....", FileFormat.NETCDF4));
  }

  @Test
  void classicFilesOpenDeclaredOrNot() throws IOException {
    byte[] classic = SampleFiles.bytes("netcdf3/texts.nc");
    for (FileFormat format : new FileFormat[] {FileFormat.AUTO, FileFormat.NETCDF3}) {
      BytesSource source = new BytesSource("a", classic);
      try (SourceReader reader = FormatDetection.open(source, ReadOptions.of(format))) {
        assertEquals("netcdf3", reader.describe().format());
        assertFalse(source.closed);
      }
      assertTrue(source.closed);
    }
    assertThrows(
        FormatException.class,
        () ->
            FormatDetection.open(
                new BytesSource("a", classic),
                ReadOptions.of(FileFormat.AUTO).withGroup("forecast")));
  }

  @Test
  void damageIsToldFromWhatIsNotSupported() throws IOException {
    byte[] cut = Arrays.copyOf(SampleFiles.bytes("netcdf3/types_cdf2.nc"), 5000);
    FormatException e =
        assertThrows(
            FormatException.class,
            () -> FormatDetection.open(new BytesSource("a", cut), ReadOptions.of(FileFormat.AUTO)));
    assertFalse(e.isUnsupported());
    assertSays("5000", String.valueOf(e.getMessage()));
  }
}
