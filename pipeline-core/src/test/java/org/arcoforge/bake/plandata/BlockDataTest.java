package org.arcoforge.bake.plandata;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.junit.jupiter.api.Test;

/** Values and attributes on their way through JSON. */
class BlockDataTest {
  static Members throughJson(Map<String, Object> data) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      PlainJson.write(out, data);
    }
    try (JsonParser in = new JsonFactory().createParser(text.toString())) {
      in.nextToken();
      return new Members((Map<?, ?>) Objects.requireNonNull(PlainJson.read(in)), "");
    }
  }

  private static void assertComesBack(Block block) throws IOException {
    Block back = BlockData.read(throughJson(BlockData.write(block)));
    assertEquals(block.type(), back.type());
    assertArrayEquals(block.shape(), back.shape());
    assertArrayEquals(block.bytes(), back.bytes());
    assertArrayEquals(block.strings(), back.strings());
  }

  @Test
  void anyBitsOfAnyTypeComeBack() throws IOException {
    Random random = new Random(7);
    for (DataType type : DataType.values()) {
      for (int n = 0; n < 50; n++) {
        Block block = Block.allocate(type, random.nextInt(4), 1 + random.nextInt(5));
        random.nextBytes(block.bytes());
        if (type == DataType.BOOL) {
          for (int i = 0; i < block.elements(); i++) {
            block.setLong(i, random.nextInt(2));
          }
        }
        for (int i = 0; i < block.strings().length; i++) {
          block.strings()[i] = "\u00e9\"\\\n" + Character.toString(random.nextInt(0x800)) + i;
        }
        assertComesBack(block);
      }
      assertComesBack(Block.allocate(type));
    }
  }

  @Test
  void specialFloatsAreWrittenInTheWordsOfZarr() throws IOException {
    Block block = Block.allocate(DataType.FLOAT32, 6);
    double[] values = {0.1, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i < values.length; i++) {
      block.setDouble(i, values[i]);
    }
    System.arraycopy(new byte[] {1, 0, (byte) 0xC0, 0x7F}, 0, block.bytes(), 20, 4);
    assertEquals(
        List.of(0.1, -0.0, "NaN", "Infinity", "-Infinity", "0x7fc00001"),
        BlockData.write(block).get("values"));
    assertComesBack(block);
  }

  @Test
  void floatsAtEqualStepsAreWrittenAsStepsOnlyIfTheseLeadToThem() throws IOException {
    Block quarters = Block.allocate(DataType.FLOAT64, 720);
    Block tenths = Block.allocate(DataType.FLOAT64, 720);
    Block single = Block.allocate(DataType.FLOAT32, 720);
    for (int i = 0; i < 720; i++) {
      quarters.setDouble(i, -89.875 + 0.25 * i);
      tenths.setDouble(i, 0.1 * i);
      single.setDouble(i, 0.5 * i);
    }
    assertEquals(
        Map.of("from", -89.875, "steps", List.of(List.of(0.25, 719L))),
        BlockData.write(quarters).get("values"));
    assertEquals(720, ((List<?>) requireNonNull(BlockData.write(tenths).get("values"))).size());
    assertComesBack(quarters);
    assertComesBack(tenths);
    assertComesBack(single);
  }

  @Test
  void otherThanAsManyValuesAreRefused() {
    for (Object values :
        List.of(List.of(1L), Map.of("from", 1L, "steps", List.of(List.of(1L, 9L))))) {
      Map<String, Object> data = Map.of("dtype", "int32", "shape", List.of(3L), "values", values);
      assertThrows(IllegalArgumentException.class, () -> BlockData.read(new Members(data, "")));
    }
  }

  @Test
  void attributesKeepTheirTypesAndTheirOrder() throws IOException {
    Attributes attributes =
        Attributes.empty()
            .with("z", "text")
            .with("none", new AttributeValue(DataType.INT16, List.of()))
            .with("texts", new AttributeValue(DataType.STRING, List.of("a", "NaN")))
            .with("single", AttributeValue.of(DataType.FLOAT32, 0.1f, Double.NaN, -0.0))
            .with("ends", AttributeValue.of(DataType.FLOAT64, Double.NEGATIVE_INFINITY, 1e300))
            .with("unsigned", AttributeValue.of(DataType.UINT64, -1L, 1L))
            .with("bytes", AttributeValue.of(DataType.INT8, -1L, 1L))
            .with("a", new AttributeValue(DataType.BOOL, List.of(true)));
    Attributes back =
        AttributeData.read(throughJson(Map.of("a", AttributeData.write(attributes))).members("a"));
    assertEquals(attributes, back);
    assertEquals(List.copyOf(attributes.names()), List.copyOf(back.names()));
  }
}
