package org.arcoforge.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
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
    ArrayLayout array =
        ArrayLayout.builder()
            .variable(t)
            .chunk(List.of(2L))
            .fill(nan)
            .fillIsMissing(true)
            .codec(CodecSpec.standard())
            .build();
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

  private static StoreLayout special(int format) {
    Attributes odd =
        Attributes.empty()
            .with("nan", AttributeValue.of(DataType.FLOAT64, Double.NaN))
            .with("range", AttributeValue.of(DataType.FLOAT32, Double.NEGATIVE_INFINITY, 0.5))
            .with("truth", new AttributeValue(DataType.BOOL, List.of(true)))
            .with("truths", new AttributeValue(DataType.BOOL, List.of(true, false)))
            .with("none", new AttributeValue(DataType.FLOAT64, List.of()))
            .with("texts", new AttributeValue(DataType.STRING, List.of("a", "b")));
    Variable v = new Variable("g/v", DataType.FLOAT64, List.of(), odd);
    FillValue infinite = FillValue.of(DataType.FLOAT64, Double.POSITIVE_INFINITY);
    ArrayLayout array =
        ArrayLayout.builder()
            .variable(v)
            .chunk(List.of())
            .fill(infinite)
            .fillIsMissing(true)
            .codec(CodecSpec.standard())
            .build();
    Map<String, Object> made = Map.of("x", Double.NaN, "y", Map.of("z", List.of(1L, "é")));
    return new StoreLayout(
        format, List.of(array), odd, Map.of(StoreLayout.PROVENANCE, made), Map.of("g", odd));
  }

  /** What every parser reads: Jackson's is strict unless it is told otherwise. */
  @Test
  void documentsAreJsonWhateverNumbersAttributesHold() throws IOException {
    for (int format : new int[] {2, 3}) {
      for (ZarrStore.MetadataDocument document : ZarrStore.metadata(special(format))) {
        assertTrue(new ObjectMapper().readTree(document.bytes()).isObject(), document.key());
      }
    }
  }

  @Test
  void attributesAreTextsNumbersAndListsThatNetcdfCanHold() throws IOException {
    Map<String, String> expected =
        Map.of(
            "nan", "\"NaN\"",
            "range", "\"[\\\"-Infinity\\\", 0.5]\"",
            "truth", "1",
            "truths", "[1,0]",
            "none", "\"\"",
            "texts", "[\"a\",\"b\"]");
    String made = "{\"x\": \"NaN\", \"y\": {\"z\": [1, \"\\u00e9\"]}}";
    for (int format : new int[] {2, 3}) {
      for (ZarrStore.MetadataDocument document : ZarrStore.metadata(special(format))) {
        boolean root = !document.key().contains("/");
        JsonNode json = new ObjectMapper().readTree(document.bytes());
        JsonNode attributes = format == 3 ? json.path("attributes") : json;
        if (format == 2 && !document.key().endsWith(".zattrs")) {
          continue;
        }
        expected.forEach(
            (name, value) -> assertEquals(value, attributes.path(name).toString(), document.key()));
        assertEquals(root ? made : "", attributes.path(StoreLayout.PROVENANCE).asText());
      }
    }
  }

  @Test
  void provenanceIsReadAsTheTextOfNowAndAsTheObjectOfBefore() throws IOException {
    for (int format : new int[] {2, 3}) {
      ObjectStore store = ObjectStores.open("memory://provenance" + format + "/");
      for (ZarrStore.MetadataDocument document : ZarrStore.metadata(special(format))) {
        store.create(document.key(), document.bytes());
      }
      StoreLayout read = ZarrStore.open(store).layout();
      Object made = read.provenance().get(StoreLayout.PROVENANCE);
      assertEquals(Map.of("x", "NaN", "y", Map.of("z", List.of(1, "é"))), made);
      assertFalse(read.attributes().has(StoreLayout.PROVENANCE));
    }
    ObjectStore before = ObjectStores.open("memory://provenance/");
    String json =
        "{\"zarr_format\": 3, \"node_type\": \"group\","
            + " \"attributes\": {\"arcoforge\": {\"run\": \"r\"}, \"a\": NaN}}";
    before.create("zarr.json", json.getBytes(StandardCharsets.UTF_8));
    StoreLayout read = ZarrStore.open(before).layout();
    assertEquals(Map.of("run", "r"), read.provenance().get(StoreLayout.PROVENANCE));
    assertTrue(Double.isNaN(read.attributes().get("a").orElseThrow().doubleAt(0)));
  }

  @Test
  void shardsNeedFormat3() {
    ArrayLayout sharded =
        ArrayLayout.builder()
            .variable(
                new Variable(
                    "a", DataType.INT8, List.of(new Dimension("x", 4)), Attributes.empty()))
            .chunk(List.of(1L))
            .shard(List.of(2L))
            .fill(FillValue.zero())
            .fillIsMissing(false)
            .codec(CodecSpec.none())
            .build();
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ZarrStore.metadata(new StoreLayout(2, List.of(sharded), Attributes.empty(), Map.of())));
  }
}
