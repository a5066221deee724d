package org.arcoforge.format.grib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.junit.jupiter.api.Test;

/** What cfgrib gives is what we give. */
final class OracleTest {
  /** Grids of these are computed by sines, which no two libraries round alike. */
  private static final Set<String> PROJECTED = Set.of("lambert2", "polar2");

  private static void check(Predicate<String> which, int least) throws IOException {
    int checked = 0;
    for (GribCase c : GribCase.all().values()) {
      if (which.test(c.name())) {
        check(c);
        checked++;
      }
    }
    assertTrue(checked >= least, checked + " cases");
  }

  private static void check(GribCase c) throws IOException {
    try (SourceReader reader = GribCase.open(c.grib(), Map.of())) {
      Set<String> names = new TreeSet<>();
      reader.describe().variables().forEach(v -> names.add(v.variable().name()));
      Set<String> expected = new TreeSet<>();
      c.variables().fieldNames().forEachRemaining(expected::add);
      assertEquals(expected, names, c.name());
      for (String name : names) {
        SourceVariable v = reader.describe().variable(name).orElseThrow();
        check(c.name() + ": " + name, c, v.variable(), reader.read(name, whole(v)));
      }
    }
  }

  private static Region whole(SourceVariable v) {
    return Region.whole(v.variable().shape());
  }

  private static void check(String what, GribCase c, Variable variable, Block values) {
    JsonNode expected = c.variables().path(variable.name());
    List<String> dims = new ArrayList<>();
    expected.path("dims").forEach(d -> dims.add(d.asText()));
    assertEquals(dims, variable.dimensionNames(), what);
    assertEquals(expected.path("type").asText(), variable.type().id(), what);
    byte[] bytes = Base64.getDecoder().decode(expected.path("values").asText());
    if (PROJECTED.contains(c.name()) && variable.type() == DataType.FLOAT64) {
      Block other = Block.wrap(DataType.FLOAT64, bytes, variable.shape());
      for (int i = 0; i < other.elements(); i++) {
        assertEquals(other.doubleAt(i), values.doubleAt(i), 1e-12, what);
      }
    } else {
      assertArrayEquals(bytes, Arrays.copyOf(values.bytes(), values.byteLength()), what);
    }
    expected
        .path("attributes")
        .fields()
        .forEachRemaining(
            a -> {
              AttributeValue value =
                  variable
                      .attributes()
                      .get(a.getKey())
                      .orElseThrow(() -> missing(what, a.getKey()));
              String text = String.valueOf(value.values().get(0));
              String other = a.getValue().asText();
              boolean same = text.equals(other) || text.replace("E", "e+").equals(other);
              assertTrue(same, what + ": " + a.getKey() + " is " + text + ", not " + other);
            });
  }

  private static AssertionError missing(String what, String attribute) {
    return new AssertionError(what + " has no " + attribute);
  }

  @Test
  void editionsAgreeWithCfgrib() throws IOException {
    check(n -> n.endsWith("1") && !n.contains("order"), 8);
    check(n -> n.endsWith("2"), 10);
  }

  @Test
  void everyPackingOfEdition2AgreesWithEcCodes() throws IOException {
    check(n -> n.matches("(complex|jpeg|png|ccsds|ieee).*"), 14);
  }

  @Test
  void secondOrderPackingOfEdition1AgreesWithEcCodes() throws IOException {
    check(n -> n.startsWith("second_order"), 5);
  }
}
