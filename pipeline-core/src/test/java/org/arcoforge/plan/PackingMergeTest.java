package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT16;
import static org.arcoforge.array.DataType.INT32;
import static org.arcoforge.array.DataType.INT64;
import static org.arcoforge.array.DataType.INT8;
import static org.arcoforge.array.DataType.STRING;
import static org.arcoforge.array.DataType.UINT16;
import static org.arcoforge.array.DataType.UINT64;
import static org.arcoforge.array.DataType.UINT8;
import static org.arcoforge.plan.ArchiveSample.array;
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
import org.arcoforge.recipe.Policies.PackingPolicy;
import org.arcoforge.recipe.VariableEncoding;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

class PackingMergeTest {
  /** A file of which {@code v} has these attributes: name, value, name, value, … */
  private static SourceSample file(int number, DataType type, Object... attributes) {
    SourceSample file =
        new SourceSample().time(ConcatTest.DAYS, number).add("v", type, "time:1 x:3");
    for (int i = 0; i < attributes.length; i += 2) {
      file.attr("v", (String) attributes[i], attributes[i + 1]);
    }
    return file;
  }

  private static AttributeValue of(DataType type, long... values) {
    return AttributeValue.of(type, values);
  }

  @Test
  void packingAlikeIsKept() throws Exception {
    ArchiveSample archive =
        ArchiveSample.two(
            file(0, INT16, "scale_factor", 0.5, "add_offset", 1.0, "_FillValue", of(INT16, -1)),
            file(1, INT16, "scale_factor", 0.5f, "add_offset", 1.0f, "_FillValue", of(INT16, -1)));
    Plan plan = archive.plan();
    assertEquals(INT16, variable(plan, "v").type());
    assertEquals("[0, 1, 2, 0, 1, 2]", archive.text(plan, "v"));
    Attributes attributes = variable(plan, "v").attributes();
    assertEquals(AttributeValue.of(FLOAT64, 0.5), attributes.get("scale_factor").orElseThrow());
    assertFalse(attributes.has("_FillValue"));
    assertEquals(-1, (short) array(plan, "v").layout().fill().bits());
  }

  @Test
  void differingFactorsAreDecodedAsXarrayDecodesEach() throws Exception {
    ArchiveSample archive =
        ArchiveSample.two(
            file(0, INT16, "scale_factor", 0.1f, "_FillValue", of(INT16, 2)),
            file(1, INT16, "scale_factor", 0.2f));
    Plan plan = archive.plan();
    assertEquals(FLOAT32, variable(plan, "v").type());
    double tenth = 0.1f;
    double fifth = 0.2f;
    assertEquals(
        "[0.0, " + tenth + ", NaN, 0.0, " + fifth + ", " + (double) (0.2f * 2) + "]",
        archive.text(plan, "v"));
    assertFalse(variable(plan, "v").attributes().has("scale_factor"));
  }

  @Test
  void packedWithUnpackedDoubleBecomesDouble() throws Exception {
    ArchiveSample archive =
        ArchiveSample.two(
            file(0, INT16, "scale_factor", 0.5f), file(1, FLOAT64).values("v", 0.1, 0.2, 0.3));
    Plan plan = archive.plan();
    assertEquals(FLOAT64, variable(plan, "v").type());
    assertEquals("[0.0, 0.5, 1.0, 0.1, 0.2, 0.3]", archive.text(plan, "v"));
  }

  @Test
  void differingFillValuesBecomeNotANumber() throws Exception {
    ArchiveSample archive =
        ArchiveSample.two(
            file(0, INT16, "_FillValue", of(INT16, 0), "missing_value", of(INT16, 1)),
            file(1, INT16, "_FillValue", of(INT16, 2)));
    Plan plan = archive.plan();
    assertEquals(FLOAT32, variable(plan, "v").type());
    assertEquals("[NaN, NaN, 2.0, 0.0, 1.0, NaN]", archive.text(plan, "v"));
    assertFalse(variable(plan, "v").attributes().has("missing_value"));
    assertTrue(array(plan, "v").layout().fillIsMissing());
  }

  @Test
  void severalMissingValuesAreKeptWhereAlike() throws Exception {
    AttributeValue some = of(INT16, 1, 2);
    ArchiveSample same =
        ArchiveSample.two(
            file(0, INT16, "missing_value", some), file(1, INT16, "missing_value", some));
    assertEquals(some, variable(same.plan(), "v").attributes().get("missing_value").orElseThrow());
    assertEquals("[0, 1, 2, 0, 1, 2]", same.text(same.plan(), "v"));
    ArchiveSample one = ArchiveSample.two(file(0, INT16, "missing_value", some), file(1, INT16));
    assertEquals("[0.0, NaN, NaN, 0.0, 1.0, 2.0]", one.text(one.plan(), "v"));
  }

  @Test
  void preserveRefusesAndDecodeAlwaysDecodes() throws Exception {
    ArchiveSample.two(file(0, INT16, "scale_factor", 0.5), file(1, INT16, "scale_factor", 0.25))
        .policies(p -> p.packing(PackingPolicy.PRESERVE))
        .refusal(
            Blame.SOURCES,
            "'v'",
            "scale_factor=0.5",
            "scale_factor=0.25",
            "https://x/a.nc, position 0",
            "https://x/b.nc, position 1",
            "policies: {packing: auto}");
    ArchiveSample decoded =
        ArchiveSample.two(file(0, INT16, "scale_factor", 0.5), file(1, INT16, "scale_factor", 0.5))
            .policies(p -> p.packing(PackingPolicy.DECODE));
    assertEquals("[0.0, 0.5, 1.0, 0.0, 0.5, 1.0]", decoded.text(decoded.plan(), "v"));
  }

  @Test
  void unsignedBytesKeepTheirMeaning() throws Exception {
    Object[] marks = {"_Unsigned", "true", "_FillValue", of(UINT8, 255)};
    ArchiveSample same = ArchiveSample.two(file(0, INT8, marks), file(1, INT8, marks));
    Plan plan = same.plan();
    assertEquals(INT8, variable(plan, "v").type());
    assertEquals("true", variable(plan, "v").attributes().text("_Unsigned").orElseThrow());
    assertEquals(-1, (byte) array(plan, "v").layout().fill().bits());
    ArchiveSample mixed =
        ArchiveSample.two(
            file(0, INT8, "_Unsigned", "true").values("v", -1, -2, 3),
            file(1, INT16, "_Unsigned", "true").values("v", -1, 1, 2));
    assertEquals(UINT16, variable(mixed.plan(), "v").type());
    assertEquals("[255, 254, 3, 65535, 1, 2]", mixed.text(mixed.plan(), "v"));
    assertFalse(variable(mixed.plan(), "v").attributes().has("_Unsigned"));
    ArchiveSample cast =
        ArchiveSample.two(
                file(0, INT8, marks).values("v", -1, -2, 3),
                file(1, INT8, marks).values("v", 0, 1, 2))
            .target(t -> t.encode("v", VariableEncoding.standard().withDtype(INT16)));
    assertEquals("[255, 254, 3, 0, 1, 2]", cast.text(cast.plan(), "v"));
  }

  @Test
  void typesArePromotedWithoutLoss() throws Exception {
    ArchiveSample archive = ArchiveSample.two(file(0, INT8).values("v", -1, 2, 3), file(1, UINT8));
    assertEquals(INT16, variable(archive.plan(), "v").type());
    assertEquals("[-1, 2, 3, 0, 1, 2]", archive.text(archive.plan(), "v"));
    ArchiveSample.two(file(0, INT64), file(1, UINT64))
        .refusal(Blame.SOURCES, "int64", "uint64", "a.nc", "b.nc", "encoding: {v: {dtype");
    ArchiveSample.two(file(0, INT64), file(1, STRING))
        .refusal(Blame.SOURCES, "int64", "string", "drop: [v]");
  }

  @Test
  void theTypeThatARefusalProposesIsTaken() throws Exception {
    ArchiveSample archive =
        ArchiveSample.two(file(0, INT64), file(1, UINT64))
            .target(t -> t.encode("v", VariableEncoding.standard().withDtype(FLOAT64)));
    assertEquals("[0.0, 1.0, 2.0, 0.0, 1.0, 2.0]", archive.text(archive.plan(), "v"));
  }

  @Test
  void integersBeyondDoublePrecisionAreRefusedWhenConverted() {
    ArchiveSample archive =
        ArchiveSample.two(file(0, INT64).longs("v", 1, (1L << 53) + 1, 3), file(1, FLOAT64));
    Plan plan = archive.plan();
    CfConversion.ConversionException e =
        assertThrows(CfConversion.ConversionException.class, () -> archive.read(plan, "v"));
    assertEquals(1, e.element());
    assertTrue(String.valueOf(e.getMessage()).contains("9007199254740993"), e.getMessage());
  }

  @Test
  void aWishedIntegerTypeRoundsFloatsAndNeedsAFillValueForGaps() throws Exception {
    VariableEncoding wish = VariableEncoding.standard().withDtype(INT16);
    SourceSample a = file(0, FLOAT32).values("v", 1.4, 1.6, Double.NaN);
    ArchiveSample without = ArchiveSample.two(a, file(1, FLOAT32)).target(t -> t.encode("v", wish));
    CfConversion.ConversionException e =
        assertThrows(
            CfConversion.ConversionException.class, () -> without.read(without.plan(), "v"));
    assertTrue(String.valueOf(e.getMessage()).contains("fill_value"), e.getMessage());
    ArchiveSample with =
        ArchiveSample.two(a, file(1, FLOAT32)).target(t -> t.encode("v", wish.withFillValue(-9L)));
    assertEquals("[1, 2, -9, 0, 1, 2]", with.text(with.plan(), "v"));
  }

  @Test
  void aFillValueOfAnotherTypeIsTakenInTheVariablesPrecision() throws Exception {
    ArchiveSample archive =
        ArchiveSample.two(
            file(0, FLOAT32, "_FillValue", 1e20).values("v", 1, 1e20f, 3),
            file(1, FLOAT32, "_FillValue", 1e20));
    Plan plan = archive.plan();
    assertEquals(1e20f, Float.intBitsToFloat((int) array(plan, "v").layout().fill().bits()));
    ArchiveSample none = // that no integer can equal masks nothing
        ArchiveSample.two(
            file(0, INT16, "_FillValue", 1e20).values("v", 1, 2, 3),
            file(1, INT16, "_FillValue", 1e20));
    assertEquals("[1, 2, 3, 0, 1, 2]", none.text(none.plan(), "v"));
  }

  @Test
  void textsWhoseFillValuesDifferNeedOneFillValue() throws Exception {
    ArchiveSample archive =
        ArchiveSample.two(file(0, STRING, "_FillValue", "0"), file(1, STRING, "_FillValue", "1"));
    archive.refusal(Blame.SOURCES, "'v'", "fill values differ", "a.nc", "b.nc", "fill_value");
    archive.target(t -> t.encode("v", VariableEncoding.standard().withFillValue("-")));
    assertEquals("[-, 1, 2, 0, -, 2]", archive.text(archive.plan(), "v"));
  }

  @Test
  void attributesOfTheEncodingStandWhereTheFileHasThem() {
    SourceSample a = file(0, INT32, "long_name", "x", "scale_factor", 0.5, "comment", "y");
    SourceSample b = file(1, INT32, "long_name", "x", "scale_factor", 0.5, "comment", "y");
    assertEquals(
        "[long_name, scale_factor, comment]",
        variable(ArchiveSample.two(a, b).plan(), "v").attributes().names().toString());
  }
}
