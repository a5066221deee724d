package org.arcoforge.format.netcdf3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.SampleFiles;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.BytesSource;
import org.junit.jupiter.api.Test;

/** Files and expected values are made by {@code netcdf3/make.py} with the netCDF C library. */
public class Netcdf3ReaderTest {
  public static Map<String, JsonNode> expected() throws IOException {
    JsonNode all = new ObjectMapper().readTree(SampleFiles.bytes("netcdf3/expected.json"));
    Map<String, JsonNode> files = new java.util.LinkedHashMap<>();
    all.fields().forEachRemaining(e -> files.put(e.getKey(), e.getValue()));
    assertTrue(files.size() > 15);
    return files;
  }

  static BytesSource file(String name) throws IOException {
    return SampleFiles.source("netcdf3/" + name);
  }

  private static void assertAttributes(JsonNode expected, Attributes actual, String where) {
    List<String> names = new ArrayList<>();
    expected.fieldNames().forEachRemaining(names::add);
    names.remove("_Encoding");
    assertEquals(names, List.copyOf(actual.names()), where);
    for (String name : names) {
      AttributeValue value = actual.get(name).orElseThrow();
      JsonNode e = expected.get(name);
      assertEquals(e.get("type").asText(), value.type().id(), where + " " + name);
      List<String> texts = new ArrayList<>();
      e.get("values").forEach(x -> texts.add(x.asText()));
      assertEquals(texts.size(), value.values().size(), where + " " + name);
      for (int i = 0; i < texts.size(); i++) {
        Object v = value.values().get(i);
        String text =
            value.type() == DataType.UINT64
                ? Long.toUnsignedString((Long) v)
                : v instanceof Double d ? hex(d) : v.toString();
        assertEquals(normal(texts.get(i), value.type()), text, where + " " + name);
      }
    }
  }

  private static String hex(double d) {
    return Double.toHexString(d);
  }

  private static String normal(String python, DataType type) {
    return type.isFloat() ? hex(number(python)) : python;
  }

  private static double number(String python) {
    return switch (python) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(python);
    };
  }

  private static String value(Block block, int i) {
    return block.type() == DataType.UINT64
        ? Long.toUnsignedString(block.longAt(i))
        : block.type().isFloat() ? hex(block.doubleAt(i)) : Long.toString(block.longAt(i));
  }

  @Test
  void descriptionsAndValuesAreThoseOfTheNetcdfLibrary() throws IOException {
    assertAsExpected(Netcdf3ReaderTest::file);
  }

  /** Opens a sample in some way. */
  interface SampleOpening {
    ByteSource open(String name) throws IOException;
  }

  static void assertAsExpected(SampleOpening samples) throws IOException {
    for (Map.Entry<String, JsonNode> f : expected().entrySet()) {
      try (SourceReader reader = Netcdf3Reader.open(samples.open(f.getKey()))) {
        SourceDescription d = reader.describe();
        assertEquals("netcdf3", d.format());
        assertAttributes(f.getValue().get("attributes"), d.attributes(), f.getKey());
        List<String> names = new ArrayList<>();
        f.getValue().get("variables").fieldNames().forEachRemaining(names::add);
        assertEquals(names, d.variables().stream().map(v -> v.variable().name()).toList());
        for (SourceVariable sv : d.variables()) {
          assertVariable(f.getValue().get("variables").get(sv.variable().name()), sv, reader);
        }
      }
    }
  }

  private static void assertVariable(JsonNode e, SourceVariable sv, SourceReader reader)
      throws IOException {
    Variable v = sv.variable();
    assertEquals(e.get("type").asText(), v.type().id(), v.name());
    List<String> dims = new ArrayList<>();
    e.get("dims").forEach(x -> dims.add(x.asText()));
    assertEquals(dims, v.dimensionNames());
    List<Long> shape = new ArrayList<>();
    e.get("shape").forEach(x -> shape.add(x.asLong()));
    assertEquals(shape, Arrays.stream(v.shape()).boxed().toList(), v.name());
    assertAttributes(e.get("attributes"), v.attributes(), v.name());
    Block block = reader.read(v.name(), Region.whole(v.shape()));
    assertEquals(e.get("values").size(), block.elements());
    for (int i = 0; i < block.elements(); i++) {
      String want = e.get("values").get(i).asText();
      if (v.type() == DataType.STRING) {
        String encoding = v.name().equals("latin") ? "iso-8859-1" : "utf-8";
        byte[] bytes = HexFormat.of().parseHex(want);
        assertEquals(
            new String(bytes, java.nio.charset.Charset.forName(encoding)).replaceAll("\0+$", ""),
            block.strings()[i],
            v.name());
      } else {
        assertEquals(normal(want, v.type()), value(block, i), v.name() + " " + i);
      }
    }
  }

  @Test
  void anyBoxAnywhereInATargetIsThePartOfTheWhole() throws IOException {
    Random random = new Random(3);
    for (String name : expected().keySet()) {
      SourceReader reader = Netcdf3Reader.open(file(name));
      for (SourceVariable sv : reader.describe().variables()) {
        Variable v = sv.variable();
        Block whole = reader.read(v.name(), Region.whole(v.shape()));
        for (int n = 0; n < 10; n++) {
          long[] start = new long[v.rank()];
          long[] size = new long[v.rank()];
          long[] at = new long[v.rank()];
          long[] targetShape = new long[v.rank()];
          for (int d = 0; d < v.rank(); d++) {
            start[d] = random.nextInt((int) v.shape()[d] + 1);
            size[d] = random.nextInt((int) (v.shape()[d] - start[d]) + 1);
            at[d] = random.nextInt(3);
            targetShape[d] = at[d] + size[d] + random.nextInt(3);
          }
          Block actual = Block.allocate(v.type(), targetShape);
          Block wanted = Block.allocate(v.type(), targetShape);
          Block.copy(whole, start, wanted, at, size);
          reader.read(v.name(), Region.of(start, size), actual, at);
          assertEquals(wanted, actual, name + " " + v.name() + " " + Region.of(start, size));
        }
      }
    }
  }

  @Test
  void everyPrefixOfAFileIsRefusedWithItsSize() throws IOException {
    for (String name : List.of("types_cdf1.nc", "single_i1_cdf2.nc", "single_f8_cdf5.nc")) {
      byte[] bytes = SampleFiles.bytes("netcdf3/" + name);
      long end = 0;
      for (Netcdf3Variable v : Netcdf3Header.read(file(name)).variables()) {
        end = Math.max(end, v.end());
      }
      for (int n = 0; n < end; n += n < 3000 ? 1 : 97) {
        BytesSource cut = new BytesSource("https://host/a.nc", Arrays.copyOf(bytes, n));
        FormatException e =
            assertThrows(FormatException.class, () -> Netcdf3Reader.open(cut), name + " " + n);
        assertFalse(e.isUnsupported());
        assertTrue(String.valueOf(e.getMessage()).contains("https://host/a.nc"), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains(" " + n), e.getMessage());
      }
      Netcdf3Reader.open(new BytesSource("whole", Arrays.copyOf(bytes, (int) end))).close();
    }
  }

  @Test
  void damagedHeadersAreRefusedAndNeverExhaustMemory() throws IOException {
    Random random = new Random(11);
    int refused = 0;
    for (String name : List.of("types_cdf1.nc", "types_cdf5.nc", "texts.nc")) {
      byte[] bytes = SampleFiles.bytes("netcdf3/" + name);
      for (int n = 0; n < 3000; n++) {
        byte[] damaged = bytes.clone();
        for (int k = 0; k < 3; k++) {
          damaged[random.nextInt(Math.min(bytes.length, 4000))] = (byte) random.nextInt();
        }
        try (SourceReader reader = Netcdf3Reader.open(new BytesSource("damaged", damaged))) {
          reader.describe().dataset();
        } catch (FormatException e) {
          refused++;
        }
      }
    }
    assertTrue(refused > 500, "only " + refused + " were refused");
  }

  @Test
  void manyThreadsReadOneReader() throws Exception {
    SourceReader reader = Netcdf3Reader.open(file("types_cdf5.nc"));
    List<SourceVariable> variables = reader.describe().variables();
    List<Block> once = new ArrayList<>();
    for (SourceVariable v : variables) {
      once.add(reader.read(v.variable().name(), Region.whole(v.variable().shape())));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Block>> again = new ArrayList<>();
      for (int n = 0; n < 20; n++) {
        for (SourceVariable v : variables) {
          Variable x = v.variable();
          again.add(threads.submit(() -> reader.read(x.name(), Region.whole(x.shape()))));
        }
      }
      for (int i = 0; i < again.size(); i++) {
        assertEquals(once.get(i % once.size()), again.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void boxesOutsideAndUnknownVariablesAreRefused() throws IOException {
    SourceReader reader = Netcdf3Reader.open(file("single_f8_cdf1.nc"));
    assertThrows(
        IllegalArgumentException.class,
        () -> reader.read("v", Region.of(new long[] {0, 0, 0}, new long[] {6, 2, 3})));
    assertThrows(IllegalArgumentException.class, () -> reader.read("w", Region.whole()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            reader.read(
                "v",
                Region.whole(1, 1, 1),
                Block.allocate(DataType.FLOAT32, 1, 1, 1),
                new long[3]));
    assertArrayEquals(
        new long[] {5, 2, 3}, reader.describe().variable("v").orElseThrow().variable().shape());
    assertEquals(List.of(1L, 2L, 3L), reader.describe().variable("v").orElseThrow().chunk());
  }
}
