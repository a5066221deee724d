package org.arcoforge.format.dap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.format.FormatException;
import org.arcoforge.source.SourceException;
import org.junit.jupiter.api.Test;

class DapReaderTest {
  private static final String URL = "http://h/a.nc";
  private static final String DDS =
      "Dataset { Float64 y[y = 3]; Grid { Array: Int16 g[y = 3][2]; Maps: Float64 y[y = 3];"
          + " Float32 x[x = 2]; } g; Structure { String t[n = 2]; Byte b; } s; Sequence { Int32 i; }"
          + " q; Byte bytes[y = 3]; } a;";
  private static final String DAS =
      "Attributes { g { Float64 _FillValue -9; g { String units \"K\"; } } NC_GLOBAL { String title"
          + " \"T\"; } s { Int32 note 1; } DODS_EXTRA { String Unlimited_Dimension \"y\"; } }";

  private final AnsweringOpener opener =
      new AnsweringOpener().text(URL + ".dds", DDS).text(URL + ".das", DAS);

  private DapReader open() throws IOException {
    return DapReader.open(opener, URL, "/");
  }

  @Test
  void gridsAndStructuresAreVariables() throws IOException {
    DapReader reader = open();
    assertEquals(
        List.of("y", "bytes", "x", "g", "s.t", "s.b"),
        reader.describe().variables().stream().map(v -> v.variable().name()).toList());
    var g = reader.describe().variable("g").orElseThrow().variable();
    assertEquals(List.of("y", "g_1"), g.dimensionNames());
    assertEquals("K", g.attributes().text("units").orElseThrow());
    assertEquals(DataType.INT16, g.attributes().get("_FillValue").orElseThrow().type());
    assertEquals(
        DataType.STRING, reader.describe().variable("s.t").orElseThrow().variable().type());
    assertEquals("T", reader.describe().attributes().text("title").orElseThrow());
    assertTrue(reader.describe().attributes().has("s.note"));
    assertFalse(reader.describe().attributes().has("DODS_EXTRA.Unlimited_Dimension"));
    assertTrue(String.valueOf(reader.describe().unsupported().get("q")).contains("{drop: [q]}"));
  }

  @Test
  void boxesAreAskedForAndPutInTheirPlace() throws IOException {
    opener.data(
        URL + ".dods?g.g[1:1:2][0:1:0]",
        "Dataset { Structure { Int16 g[y = 2][1]; } g; } a;",
        xdr -> {
          xdr.writeInt(2);
          xdr.writeInt(2);
          xdr.writeInt(-5);
          xdr.writeInt(32767);
        });
    Block target = Block.allocate(DataType.INT16, 3, 2);
    open().read("g", Region.of(new long[] {1, 0}, new long[] {2, 1}), target, new long[] {0, 1});
    assertArrayEquals(
        new long[] {0, -5, 0, 32767, 0, 0},
        new long[] {
          target.longAt(0),
          target.longAt(1),
          target.longAt(2),
          target.longAt(3),
          target.longAt(4),
          target.longAt(5)
        });
  }

  @Test
  void textsAndBytesArePadded() throws IOException {
    opener.data(
        URL + ".dods?s.t[0:1:1]",
        "Dataset { Structure { String t[n = 2]; } s; } a;",
        xdr -> {
          xdr.writeInt(2);
          xdr.writeInt(5);
          xdr.write("abcde\0\0\0".getBytes(java.nio.charset.StandardCharsets.UTF_8));
          xdr.writeInt(0);
        });
    opener.data(
        URL + ".dods?bytes[0:1:2]",
        "Dataset { Byte bytes[y = 3]; } a;",
        xdr -> {
          xdr.writeInt(3);
          xdr.writeInt(3);
          xdr.write(new byte[] {1, -56, -1, 0});
        });
    opener.data(
        URL + ".dods?s.b", "Dataset { Structure { Byte b; } s; } a;", xdr -> xdr.writeInt(200));
    DapReader reader = open();
    assertArrayEquals(new String[] {"abcde", ""}, reader.read("s.t", Region.whole(2)).strings());
    assertEquals(200, reader.read("bytes", Region.whole(3)).longAt(1));
    assertEquals(200, reader.read("s.b", Region.whole()).longAt(0));
  }

  private IOException failure(String dds, AnsweringOpener.Data data) throws IOException {
    opener.data(URL + ".dods?y[0:1:2]", dds, data);
    DapReader reader = open();
    return assertThrows(IOException.class, () -> reader.read("y", Region.whole(3)));
  }

  @Test
  void otherThanWasAskedForIsRefused() throws IOException {
    AnsweringOpener.Data nothing = DataOutputStream::flush;
    assertTrue(
        failure("Dataset { Float64 y[y = 2]; } a;", nothing).toString().contains("has changed"));
    assertTrue(
        failure("Dataset { Float32 y[y = 3]; } a;", nothing).toString().contains("has changed"));
    IOException count =
        failure(
            "Dataset { Float64 y[y = 3]; } a;",
            xdr -> {
              xdr.writeInt(3);
              xdr.writeInt(4);
            });
    assertTrue(
        count instanceof FormatException && count.toString().contains("3 values, but says 4"));
  }

  @Test
  void anEarlyEndMayBeAskedForAgain() throws IOException {
    IOException e =
        failure(
            "Dataset { Float64 y[y = 3]; } a;",
            xdr -> {
              xdr.writeInt(3);
              xdr.writeInt(3);
              xdr.writeDouble(1);
            });
    assertFalse(e instanceof SourceException);
    assertTrue(e.toString().contains("ended after 8 of 24 bytes"));
  }

  @Test
  void anErrorInsteadOfDataIsTheMessage() throws IOException {
    opener.text(URL + ".dods?y[0:1:2]", "Error { code = 500; message = \"on fire\"; };");
    DapReader reader = open();
    assertTrue(
        assertThrows(SourceException.class, () -> reader.read("y", Region.whole(3)))
            .toString()
            .contains("(code 500): 'on fire'"));
  }

  @Test
  void requestsAreBounded() {
    assertArrayEquals(
        new long[] {8, 1024, 1024}, DapReader.piece(new long[] {100, 1024, 1024}, 4, 32 << 20));
    assertArrayEquals(
        new long[] {1, 512, 1 << 14}, DapReader.piece(new long[] {9, 4000, 1 << 14}, 4, 32 << 20));
    assertArrayEquals(
        new long[] {1, 1, 1 << 23}, DapReader.piece(new long[] {9, 9, 1 << 24}, 4, 32 << 20));
    assertArrayEquals(new long[] {}, DapReader.piece(new long[] {}, 8, 32 << 20));
  }

  @Test
  void aChangedDescriptionIsAnotherVersion() throws IOException {
    var before = open().version();
    assertEquals(before, open().version());
    opener.text(URL + ".das", DAS.replace("-9", "-8"));
    assertNotEquals(before, open().version());
  }

  @Test
  void groupsAreRefused() {
    assertThrows(FormatException.class, () -> DapReader.open(opener, URL, "x"));
  }
}
