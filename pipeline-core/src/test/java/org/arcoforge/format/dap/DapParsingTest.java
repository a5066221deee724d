package org.arcoforge.format.dap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.format.FormatException;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceNotFoundException;
import org.junit.jupiter.api.Test;

class DapParsingTest {
  private static DdsNode dds(String text) throws FormatException {
    return DdsParser.parse("http://h/a", text);
  }

  private static DasTable das(String text) throws FormatException {
    return DasTable.parse("http://h/a", text);
  }

  private static AttributeValue value(DasTable table, String name) {
    return Objects.requireNonNull(table.values().get(name));
  }

  @Test
  void declarationsOfEveryKind() throws FormatException {
    DdsNode root =
        dds(
            "Dataset {\n  Float32 a[time = 2][3];\n  GRID { ARRAY: Int16 g[y = 4]; MAPS: Float64"
                + " y[y = 4]; } g;\n Structure { Url u; Sequence { Byte b; } q; } s[5];\n}"
                + " name.nc;");
    assertEquals("name.nc", root.name());
    DdsNode a = root.members().get(0);
    assertEquals(DapType.FLOAT32, a.type());
    assertEquals(List.of(new DdsNode.DdsDim("time", 2), new DdsNode.DdsDim("", 3)), a.dims());
    DdsNode g = root.members().get(1);
    assertEquals(DdsNode.Kind.GRID, g.kind());
    assertEquals(2, g.members().size());
    DdsNode s = root.members().get(2);
    assertEquals(5, s.dims().get(0).length());
    assertEquals(DdsNode.Kind.SEQUENCE, s.members().get(1).kind());
  }

  @Test
  void damagedDeclarationsAreRefusedWithTheirBeginning() {
    for (String text :
        List.of(
            "<html>log in</html>",
            "Dataset { Float32 a[2]; ",
            "Dataset { Complex a; } x;",
            "Dataset { Float32 a[time = many]; } x;",
            "Dataset { Grid { Float32 a; } g; } x;",
            "Dataset { " + "Structure { ".repeat(1000))) {
      FormatException e = assertThrows(FormatException.class, () -> dds(text));
      assertTrue(String.valueOf(e.getMessage()).contains("http://h/a: the server's DDS"), text);
    }
  }

  @Test
  void attributesAreTyped() throws FormatException {
    String text =
        """
        Attributes {
          v {
            String units "say \\"K\\" \\\\ \\012!";
            String several "a", "b";
            Float32 f 0.1, NaN, -inf;
            Int16 i -3, 010;
            Byte b 200;
            Byte signed -1;
            UInt32 u 4294967295;
            Alias x units;
            nest { Float64 d 1e300; }
          }
        }
        """;
    DasTable v = Objects.requireNonNull(das(text).tables().get("v"));
    assertEquals("say \"K\" \\ \n!", value(v, "units").text());
    assertEquals("a\nb", value(v, "several").text());
    AttributeValue f = value(v, "f");
    assertEquals(DataType.FLOAT32, f.type());
    assertEquals((double) 0.1f, f.doubleAt(0));
    assertTrue(Double.isNaN(f.doubleAt(1)));
    assertEquals(Double.NEGATIVE_INFINITY, f.doubleAt(2));
    assertEquals(AttributeValue.of(DataType.INT16, -3, 10), v.values().get("i"));
    assertEquals(AttributeValue.of(DataType.UINT8, 200), v.values().get("b"));
    assertEquals(AttributeValue.of(DataType.INT8, -1), v.values().get("signed"));
    assertEquals(AttributeValue.of(DataType.UINT32, 4294967295L), v.values().get("u"));
    assertEquals(1e300, value(Objects.requireNonNull(v.tables().get("nest")), "d").doubleAt(0));
    assertFalse(v.values().containsKey("x"));
  }

  @Test
  void damagedAttributesAreRefused() {
    for (String text :
        List.of(
            "Attributes { v { Int16 i 70000; } }",
            "Attributes { v { Float32 f many; } }",
            "Attributes { v { String s \"never ends; } }",
            "Attributes { v { Complex c 1; } }",
            "Attributes { v {")) {
      assertThrows(FormatException.class, () -> das(text), text);
    }
  }

  @Test
  void urlsAreHttpAndMayNameVariables() throws FormatException {
    DapUrl url = DapUrl.parse("dods://h:80/a b.nc?time,st.a#dap2");
    assertEquals("http://h:80/a b.nc", url.base());
    assertEquals(List.of("time", "st.a"), url.projection());
    assertEquals("http://h:80/a b.nc.dds?time,st.a", url.document("dds"));
    assertEquals("http://h:80/a b.nc.das", url.document("das"));
    assertEquals(
        "http://h/x.dods?a%20b%5B0:1:2%5D%5B4:1:4%5D",
        DapUrl.parse("http://h/x").data("a b", Region.of(new long[] {0, 4}, new long[] {3, 1})));
    assertEquals("https://h/x", DapUrl.parse("https://me:secret@h/x").safe());
    assertTrue(DapUrl.isOne("DAP://h/x"));
    assertFalse(DapUrl.isOne("http://h/x"));
    for (String other : List.of("http://h/x?a[0:1]", "http://h/x?a&a>3", "gs://b/x", "/x")) {
      assertThrows(FormatException.class, () -> DapUrl.parse(other), other);
    }
  }

  @Test
  void errorsHaveTheServersMessage() {
    assertTrue(DapError.isOne(" Error {\n code = 5; };"));
    assertFalse(DapError.isOne("Dataset { } Error;"));
    SourceException e =
        DapError.read("http://h/a", "Error {\n code = 500;\n message = \"no\n luck\";\n};");
    assertEquals(
        "http://h/a: the OPeNDAP server answers with an error (code 500): 'no luck'",
        e.getMessage());
    assertFalse(e.mayPass());
    assertInstanceOf(
        SourceNotFoundException.class,
        DapError.read("http://h/a", "Error { code = 404; message = \"gone\"; };"));
  }

  @Test
  void fillValuesGetTheTypeOfTheirVariable() {
    AttributeValue wide = AttributeValue.of(DataType.FLOAT64, -999.0);
    assertEquals(AttributeValue.of(DataType.INT16, -999), DapFillValues.of(wide, DataType.INT16));
    assertEquals(
        AttributeValue.of(DataType.FLOAT32, (double) 1e20f),
        DapFillValues.of(AttributeValue.of(DataType.FLOAT64, 1e20), DataType.FLOAT32));
    assertNull(DapFillValues.of(wide, DataType.UINT8));
    assertNull(DapFillValues.of(AttributeValue.of(DataType.FLOAT64, 0.5), DataType.INT32));
    assertNull(DapFillValues.of(AttributeValue.of(DataType.FLOAT64, 1e300), DataType.FLOAT32));
    assertNull(DapFillValues.of(AttributeValue.of("x"), DataType.INT32));
  }
}
