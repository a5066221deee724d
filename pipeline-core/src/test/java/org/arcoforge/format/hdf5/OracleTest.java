package org.arcoforge.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.format.SampleFiles;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.junit.jupiter.api.Test;

/**
 * Everything in the fixtures is as netCDF4 and h5py have it; {@code make_fixtures.py} asks them.
 */
class OracleTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void numbersTextsAndAttributesOfEveryTypeAreAsNetcdf4ReadsThem() throws IOException {
    check("types-new.nc", "/", true);
    check("types-old.nc", "/", true);
  }

  @Test
  void dimensionsShortVariablesAndHolesAreAsNetcdf4ReadsThem() throws IOException {
    check("dims-new.nc", "/", true);
    check("dims-old.nc", "/", true);
  }

  @Test
  void groupsInheritDimensions() throws IOException {
    check("dims-new.nc", "/a", true);
    check("dims-new.nc", "/a/b", true);
  }

  @Test
  void manyVariablesAndAttributesKeepTheirOrder() throws IOException {
    check("many-new.nc", "/", true);
  }

  @Test
  void filesWithoutNetcdfAreAsH5pyReadsThem() throws IOException {
    check("plain-new.h5", "/", false);
  }

  @Test
  void everyChunkIndexOfOldAndNewFormatIsRead() throws IOException {
    check("earliest-new.h5", "/", false);
    check("latest-new.h5", "/", false);
    check("wide-new.h5", "/", false);
  }

  @Test
  void theLibrarysOwnLesserFiltersAndPartsOfIntegersAreDecoded() throws IOException {
    check("filters-new.h5", "/", false);
    check("guarded-new.h5", "/", false);
  }

  @Test
  void shuffledChunksOfAnySizeAreDecoded() throws IOException {
    check("slabs-new.h5", "/", false);
  }

  @Test
  void registeredFiltersAreDecoded() throws IOException {
    check("registered-new.h5", "/", false);
  }

  @Test
  void axesWithoutScaleGetTheNamesThatNetcdfMakesUp() throws IOException {
    check("phony-new.h5", "/", true);
    check("phony-new.h5", "/g", true);
    check("phony-new.h5", "/g/h", true);
  }

  private static void check(String file, String group, boolean ordered) throws IOException {
    List<String> names = new ArrayList<>();
    Set<String> refused = new HashSet<>();
    String expected = file.contains("-old") ? "expected-old.jsonl" : "expected-new.jsonl";
    try (SourceReader reader = Hdf5Reader.open(SampleFiles.source("hdf5/" + file), group, false)) {
      SourceDescription description = reader.describe();
      for (String line :
          new String(SampleFiles.bytes("hdf5/" + expected), StandardCharsets.UTF_8)
              .lines()
              .toList()) {
        JsonNode record = JSON.readTree(line);
        if (!record.get("file").asText().equals(file)
            || !record.get("group").asText().equals(group)) {
          continue;
        }
        if (record.has("unsupported")) {
          refused.add(record.get("unsupported").asText());
        } else if (record.has("var")) {
          names.add(record.get("var").asText());
          variable(reader, description, record);
        } else {
          assertEquals(
              order(text(record.get("attrs")), ordered),
              order(text(description.attributes()), ordered),
              file);
        }
      }
      List<String> found = new ArrayList<>();
      description.variables().forEach(v -> found.add(v.variable().name()));
      assertFalse(names.isEmpty(), file);
      assertEquals(ordered ? names : new HashSet<>(names), ordered ? found : new HashSet<>(found));
      assertEquals(refused, description.unsupported().keySet());
    }
  }

  private static void variable(SourceReader reader, SourceDescription all, JsonNode record)
      throws IOException {
    String name = record.get("var").asText();
    SourceVariable source = all.variable(name).orElseThrow(() -> new AssertionError(name));
    Variable variable = source.variable();
    assertEquals(record.get("type").asText(), variable.type().id(), name);
    assertEquals(
        record.get("shape").toString(), Arrays.toString(variable.shape()).replace(" ", ""), name);
    if (record.has("dims")) {
      assertEquals(
          record.get("dims").toString(),
          JSON.valueToTree(variable.dimensionNames()).toString(),
          name);
    }
    if (record.has("attrs")) {
      assertEquals(text(record.get("attrs")), text(variable.attributes()), name);
    }
    assertTrue(source.chunk().size() == variable.rank(), name);
    Block block = reader.read(name, Region.whole(variable.shape()));
    assertEquals(record.get("crc").asLong(), crc(block), name);
  }

  static long crc(Block block) {
    CRC32 crc = new CRC32();
    if (block.type() == DataType.STRING) {
      for (int i = 0; i < block.elements(); i++) {
        crc.update(block.strings()[i].getBytes(StandardCharsets.UTF_8));
        crc.update(0);
      }
    } else {
      crc.update(block.bytes(), 0, block.byteLength());
    }
    return crc.getValue();
  }

  /** h5py lists attributes by name, whatever their order. */
  private static List<String> order(String lines, boolean ordered) {
    List<String> list = new ArrayList<>(lines.lines().toList());
    if (!ordered) {
      Collections.sort(list);
    }
    return list;
  }

  private static String text(JsonNode attributes) {
    StringBuilder all = new StringBuilder();
    attributes
        .fields()
        .forEachRemaining(
            e -> {
              all.append(e.getKey()).append(" =");
              e.getValue().forEach(v -> all.append(' ').append(v.asText()));
              all.append('\n');
            });
    return all.toString();
  }

  private static String text(Attributes attributes) {
    StringBuilder all = new StringBuilder();
    attributes
        .asMap()
        .forEach(
            (name, value) -> {
              all.append(name).append(" = ").append(value.type().id());
              for (Object v : value.values()) {
                all.append(' ').append(one(v));
              }
              all.append('\n');
            });
    return all.toString();
  }

  private static String one(Object v) {
    if (v instanceof Double d) {
      return Long.toHexString(Double.doubleToLongBits(d));
    }
    if (v instanceof String s && s.length() > 2000) {
      CRC32 crc = new CRC32();
      crc.update(s.getBytes(StandardCharsets.UTF_8));
      return "crc " + crc.getValue();
    }
    return v.toString();
  }
}
