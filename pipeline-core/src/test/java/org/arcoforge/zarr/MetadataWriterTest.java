package org.arcoforge.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.junit.jupiter.api.Test;

class MetadataWriterTest {
  private static StoreLayout layout(int format) {
    Variable t =
        new Variable(
            "deep/er/t",
            DataType.FLOAT32,
            List.of(new Dimension("x", 4)),
            Attributes.empty().with("n", AttributeValue.of(DataType.FLOAT32, 0.1f)));
    FillValue nan = FillValue.missing(DataType.FLOAT32);
    ArrayLayout array = new ArrayLayout(t, List.of(2L), List.of(), nan, true, CodecSpec.standard());
    return new StoreLayout(
        format, List.of(array), Attributes.empty().with("title", "°C"), Map.of("p", Map.of()));
  }

  private static String text(int format, String key) {
    for (ZarrStore.MetadataDocument document : ZarrStore.metadata(layout(format))) {
      if (document.key().equals(key)) {
        return new String(document.bytes(), StandardCharsets.UTF_8);
      }
    }
    throw new AssertionError(key);
  }

  @Test
  void whatMakesTheStoreOpenableComesLast() {
    assertEquals(
        List.of(
            "deep/er/t/.zarray",
            "deep/er/t/.zattrs",
            "deep/.zgroup",
            "deep/er/.zgroup",
            ".zattrs",
            ".zgroup",
            ".zmetadata"),
        ZarrStore.metadata(layout(2)).stream().map(ZarrStore.MetadataDocument::key).toList());
    assertEquals(
        List.of("deep/er/t/zarr.json", "deep/zarr.json", "deep/er/zarr.json", "zarr.json"),
        ZarrStore.metadata(layout(3)).stream().map(ZarrStore.MetadataDocument::key).toList());
  }

  @Test
  void anArrayOfFormat2LooksAsZarrPythonWritesIt() {
    assertEquals(
        """
        {
          "chunks": [
            2
          ],
          "compressor": {
            "id": "blosc",
            "cname": "lz4",
            "clevel": 5,
            "shuffle": 1,
            "blocksize": 0
          },
          "dimension_separator": ".",
          "dtype": "<f4",
          "fill_value": "NaN",
          "filters": null,
          "order": "C",
          "shape": [
            4
          ],
          "zarr_format": 2
        }
        """,
        text(2, "deep/er/t/.zarray"));
    assertEquals(
        """
        {
          "n": 0.10000000149011612,
          "_ARRAY_DIMENSIONS": [
            "x"
          ]
        }
        """,
        text(2, "deep/er/t/.zattrs"));
  }

  @Test
  void anArrayOfFormat3HasTheFillValueAlsoAsXarrayEncodesIt() {
    assertEquals(
        """
        {
          "shape": [
            4
          ],
          "data_type": "float32",
          "chunk_grid": {
            "name": "regular",
            "configuration": {
              "chunk_shape": [
                2
              ]
            }
          },
          "chunk_key_encoding": {
            "name": "default",
            "configuration": {
              "separator": "/"
            }
          },
          "fill_value": "NaN",
          "codecs": [
            {
              "name": "bytes",
              "configuration": {
                "endian": "little"
              }
            },
            {
              "name": "blosc",
              "configuration": {
                "typesize": 4,
                "cname": "lz4",
                "clevel": 5,
                "shuffle": "shuffle",
                "blocksize": 0
              }
            }
          ],
          "attributes": {
            "n": 0.10000000149011612,
            "_FillValue": "AAAAAAAA+H8="
          },
          "dimension_names": [
            "x"
          ],
          "zarr_format": 3,
          "node_type": "array",
          "storage_transformers": []
        }
        """,
        text(3, "deep/er/t/zarr.json"));
  }

  @Test
  void fillValuesKeepTheirBits() throws ZarrException {
    Object[][] cases = {
      {DataType.UINT64, FillValue.of(-1), "18446744073709551615"},
      {DataType.INT8, FillValue.of(0xFF), "-1"},
      {DataType.BOOL, FillValue.of(1), "true"},
      {DataType.FLOAT64, FillValue.of(0x7FF8000000000001L), "\"0x7ff8000000000001\""},
      {DataType.FLOAT32, FillValue.of(0xFFC00000L), "\"0xffc00000\""},
      {DataType.FLOAT16, FillValue.missing(DataType.FLOAT16), "\"NaN\""},
      {DataType.FLOAT32, FillValue.of(DataType.FLOAT32, -1e20f), "-1.0000000200408773e+20"},
      {DataType.FLOAT64, FillValue.of(DataType.FLOAT64, -0.0), "-0.0"},
      {DataType.FLOAT16, FillValue.of(DataType.FLOAT16, 1.0 / 0), "\"Infinity\""},
      {DataType.STRING, FillValue.of("né"), "\"n\\u00e9\""},
    };
    for (Object[] c : cases) {
      DataType type = (DataType) c[0];
      Object json = FillValueJson.write(type, (FillValue) c[1], 3);
      assertEquals(c[2], JsonWriter.line(json));
      byte[] document = JsonWriter.bytes(Map.of("f", json));
      Object read = JsonDocument.parse("test", document).get("f");
      assertEquals(c[1], FillValueJson.read(type, java.util.Objects.requireNonNull(read)));
    }
  }

  @Test
  void doublesAreTheShortestTextThatIsReadAsTheSame() {
    assertEquals("0.1", JsonWriter.number(0.1));
    assertEquals("1.0", JsonWriter.number(1));
    assertEquals("2e-44", JsonWriter.number(2.0E-44)); // the JDK before 19: 2.0000000000000002E-44
    assertEquals("5e-324", JsonWriter.number(Double.MIN_VALUE));
    assertEquals("1.7976931348623157e+308", JsonWriter.number(Double.MAX_VALUE));
    assertEquals("123456789012345.0", JsonWriter.number(123456789012345.0));
    Block random = ZarrSamples.values(DataType.INT64, FillValue.zero(), 300);
    for (int i = 0; i < 300; i++) {
      double value = Double.longBitsToDouble(random.longAt(i));
      assertEquals(value, Double.parseDouble(JsonWriter.number(value)));
    }
  }

  @Test
  void shardsNeedFormat3() {
    ArrayLayout sharded =
        new ArrayLayout(
            new Variable("a", DataType.INT8, List.of(new Dimension("x", 4)), Attributes.empty()),
            List.of(1L),
            List.of(2L),
            FillValue.zero(),
            false,
            CodecSpec.none());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ZarrStore.metadata(new StoreLayout(2, List.of(sharded), Attributes.empty(), Map.of())));
  }
}
