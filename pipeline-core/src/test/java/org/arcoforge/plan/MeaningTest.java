package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT16;
import static org.arcoforge.array.DataType.INT8;
import static org.arcoforge.array.DataType.UINT8;
import static org.arcoforge.plan.ArchiveSample.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.CfConversion;
import org.arcoforge.fault.Blame;
import org.arcoforge.recipe.Policies.AttributePolicy;
import org.arcoforge.recipe.VariableEncoding;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

/** Attributes without which numbers would mean something else. */
class MeaningTest {
  private static SourceSample file(int day, DataType type, Object... attributes) {
    SourceSample file = new SourceSample().time(ConcatTest.DAYS, day).add("v", type, "time:1");
    for (int i = 0; i < attributes.length; i += 2) {
      file.attr("v", (String) attributes[i], attributes[i + 1]);
    }
    return file;
  }

  private static Attributes merged(SourceSample a, SourceSample b) {
    return variable(ArchiveSample.two(a, b).plan(), "v").attributes();
  }

  @Test
  void unitsAndFlagsThatDifferAreRefusedUnlessTheRecipeSaysThatTheyAreTheSame() {
    ArchiveSample units =
        ArchiveSample.two(file(0, FLOAT64, "units", "K"), file(1, FLOAT64, "units", "degC"));
    units.refusal(Blame.SOURCES, "'v'", "[K] in", "a.nc", "[degC] in", "b.nc", "attributes: first");
    Plan first = units.policies(p -> p.attributes(AttributePolicy.FIRST)).plan();
    assertEquals("K", variable(first, "v").attributes().text("units").orElseThrow());
    ArchiveSample.two(
            file(0, INT8, "flag_meanings", "clear cloud"),
            file(1, INT8, "flag_meanings", "cloud clear"))
        .refusal(Blame.SOURCES, "'v'", "flag_meanings", "[clear cloud]", "[cloud clear]");
  }

  @Test
  void blanksAndTypesOfNumbersAreNoDifference() {
    Attributes merged =
        merged(
            file(0, FLOAT64, "units", "m  s-1", "level", 2L),
            file(1, FLOAT64, "units", "m s-1 ", "level", 2.0));
    assertEquals("m  s-1", merged.text("units").orElseThrow());
    assertEquals(AttributeValue.of(DataType.INT32, 2L), merged.get("level").orElseThrow());
  }

  @Test
  void unitsThatOneFileLacksAreKept() {
    Attributes merged = merged(file(0, FLOAT64), file(1, FLOAT64, "units", "K"));
    assertEquals("K", merged.text("units").orElseThrow());
  }

  @Test
  void rangesOfPackedNumbersAreConvertedWithTheNumbers() {
    AttributeValue range = AttributeValue.of(INT16, -100, 100);
    Attributes same =
        merged(
            file(0, INT16, "scale_factor", 0.5, "add_offset", 1.0, "valid_range", range),
            file(
                1,
                INT16,
                "scale_factor",
                0.25,
                "add_offset",
                1.0,
                "valid_range",
                AttributeValue.of(INT16, -200, 200)));
    assertEquals(AttributeValue.of(FLOAT64, -49.0, 51.0), same.get("valid_range").orElseThrow());
    Attributes other =
        merged(
            file(0, INT16, "scale_factor", 0.5, "valid_range", range),
            file(1, INT16, "scale_factor", 0.25, "valid_range", range));
    assertFalse(other.has("valid_range"));
    Attributes kept =
        merged(
            file(0, INT16, "scale_factor", 0.5, "valid_range", range),
            file(1, INT16, "scale_factor", 0.5, "valid_range", range));
    assertEquals(range, kept.get("valid_range").orElseThrow());
  }

  @Test
  void aNegativeFactorTurnsARangeRound() {
    AttributeValue low = AttributeValue.of(INT16, -100);
    AttributeValue high = AttributeValue.of(INT16, 20);
    Attributes merged =
        merged(
            file(0, INT16, "scale_factor", -0.5, "valid_min", low, "valid_max", high),
            file(1, FLOAT64));
    assertEquals(50.0, merged.get("valid_max").orElseThrow().doubleAt(0));
    assertEquals(-10.0, merged.get("valid_min").orElseThrow().doubleAt(0));
  }

  @Test
  void floatRangesAreInTheUnitsOfTheValues() {
    Attributes merged =
        merged(
            file(0, INT16, "scale_factor", 0.5, "valid_min", -5.0),
            file(1, INT16, "scale_factor", 0.25, "valid_min", -5.0));
    assertEquals(-5.0, merged.get("valid_min").orElseThrow().doubleAt(0));
  }

  @Test
  void signsThatOnlyAnAttributeTellsBecomeATypeThatHoldsBoth() throws Exception {
    ArchiveSample archive =
        ArchiveSample.two(
            file(0, INT8, "_Unsigned", "true").longs("v", -1), file(1, INT8).longs("v", -1));
    Plan plan = archive.plan();
    assertEquals(INT16, variable(plan, "v").type());
    assertEquals("[255, -1]", archive.text(plan, "v"));
    assertEquals(
        UINT8,
        variable(ArchiveSample.two(file(0, INT8, "_Unsigned", "true"), file(1, UINT8)).plan(), "v")
            .type());
  }

  @Test
  void aCastThatOverflowsIsRefusedThoughItMayRound() {
    ArchiveSample archive =
        ArchiveSample.two(file(0, FLOAT64).values("v", 0.1), file(1, FLOAT64).values("v", 1e300))
            .target(
                t ->
                    t.encoding(
                        java.util.Map.of(
                            "v", VariableEncoding.standard().withDtype(DataType.FLOAT32))));
    Plan plan = archive.plan();
    CfConversion.ConversionException e =
        assertThrows(CfConversion.ConversionException.class, () -> archive.text(plan, "v"));
    assertTrue(String.valueOf(e.getMessage()).contains("1.0E300"), e.getMessage());
  }
}
