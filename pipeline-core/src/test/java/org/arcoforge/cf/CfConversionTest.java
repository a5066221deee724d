package org.arcoforge.cf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CfConversionTest {
  private static final Map<String, DataType> TYPES =
      Map.of(
          "i1",
          DataType.INT8,
          "u1",
          DataType.UINT8,
          "i2",
          DataType.INT16,
          "u2",
          DataType.UINT16,
          "i4",
          DataType.INT32,
          "f4",
          DataType.FLOAT32,
          "f8",
          DataType.FLOAT64);

  /** The table is made by decoded.py beside it. */
  @Test
  void numbersAreDecodedToTheBitsThatXarrayGives() throws Exception {
    List<String> lines;
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(CfConversionTest.class.getResourceAsStream("decoded.tsv")),
                StandardCharsets.UTF_8))) {
      lines = in.lines().toList();
    }
    assertTrue(lines.size() > 150, "lines: " + lines.size());
    for (String line : lines) {
      check(line, line.split("\t"));
    }
  }

  private static void check(String line, String[] f) throws Exception {
    DataType type = type(f[0]);
    AttributeValue fill =
        type.isFloat() ? AttributeValue.of(type, 7.0) : AttributeValue.of(type, 7L);
    String unsigned = f[5].equals("-") ? "" : f[5];
    CfEncoding source =
        CfEncoding.builder()
            .type(type)
            .fill(fill)
            .scale(number(f[2]))
            .offset(number(f[3]))
            .unsigned(unsigned)
            .build();
    DataType decoded = type(f[6]);
    assertEquals(decoded, source.decodedType(), line);
    AttributeValue nan = AttributeValue.of(decoded, Double.NaN);
    CfEncoding target = CfEncoding.builder().type(decoded).fill(nan).build();
    Block from = Block.allocate(type, 1);
    if (type.isFloat()) {
      from.setDouble(0, Double.parseDouble(f[1]));
    } else {
      from.setLong(0, (long) Double.parseDouble(f[1]));
    }
    Block to = Block.allocate(decoded, 1);
    CfConversion.between(source, target, false).convert(from, to);
    double expected =
        f[7].equals("nan")
            ? Double.NaN
            : decoded == DataType.FLOAT32
                ? Float.intBitsToFloat(Integer.parseUnsignedInt(f[7], 16))
                : Double.longBitsToDouble(Long.parseUnsignedLong(f[7], 16));
    assertEquals(expected, to.doubleAt(0), line);
  }

  private static DataType type(String name) {
    return Objects.requireNonNull(TYPES.get(name));
  }

  private static @Nullable AttributeValue number(String text) {
    if (text.equals("-")) {
      return null;
    }
    DataType type = type(text.substring(0, 2));
    double value = Double.parseDouble(text.substring(3));
    return AttributeValue.of(type, type == DataType.FLOAT32 ? (double) (float) value : value);
  }
}
