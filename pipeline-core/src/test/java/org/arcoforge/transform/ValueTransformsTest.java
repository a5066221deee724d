package org.arcoforge.transform;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT16;
import static org.arcoforge.array.DataType.INT32;
import static org.arcoforge.array.DataType.INT8;
import static org.arcoforge.array.DataType.UINT8;
import static org.arcoforge.transform.SelectionTransformsTest.refused;
import static org.arcoforge.transform.SelectionTransformsTest.values;
import static org.arcoforge.transform.SelectionTransformsTest.view;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Variable;
import org.arcoforge.recipe.Condition;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.FileView;
import org.arcoforge.view.SourceSample;
import org.arcoforge.view.StoredArray;
import org.arcoforge.view.ValueException;
import org.junit.jupiter.api.Test;

class ValueTransformsTest {
  private static SourceSample packed() {
    return new SourceSample()
        .coordinate("x", FLOAT64, 0, 1, 2, 3)
        .add("v", INT16, "x:4")
        .values("v", 10, -9, 20, 30)
        .attr("v", "scale_factor", 0.5)
        .attr("v", "add_offset", 273.15)
        .attr("v", "_FillValue", AttributeValue.of(INT16, -9))
        .attr("v", "valid_max", AttributeValue.of(INT16, 100))
        .attr("v", "units", "K");
  }

  private static void fails(SourceSample sample, Transform transform, String... parts) {
    FileView view = view(sample, transform);
    ValueException e = assertThrows(ValueException.class, () -> values(view, "v", sample));
    for (String part : parts) {
      assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }
  }

  private static Transform cast(DataType type) {
    return new Transform.Cast(Map.of("v", type));
  }

  private static Transform units(String to) {
    return new Transform.ConvertUnits(Map.of("v", new Transform.ConvertUnits.Units(to, null)));
  }

  private static Transform mask(Condition.Test test, Object... numbers) {
    return new Transform.Mask(Map.of("v", new Condition("m", test, List.of(numbers))));
  }

  @Test
  void packedValuesAreUnpackedBeforeTheyAreCast() {
    FileView view = view(packed(), cast(FLOAT32));
    Variable v = view.required("v").variable();
    assertEquals(FLOAT32, v.type());
    assertEquals(java.util.Set.of("units", "_FillValue"), v.attributes().names());
    assertEquals(
        List.of((double) (float) 278.15, Double.NaN),
        List.of(
            view.required("v").read(packed().stored()).doubleAt(0),
            view.required("v").read(packed().stored()).doubleAt(1)));
    fails(packed(), cast(INT8), "cast of 'v', element [0]", "278.15", "int8");
  }

  @Test
  void signsThatAttributesSayAreObeyedWhenCasting() {
    SourceSample bytes =
        new SourceSample()
            .add("v", INT8, "x:3")
            .values("v", -1, -2, 5)
            .attr("v", "_Unsigned", "true")
            .attr("v", "_FillValue", AttributeValue.of(INT16, 255));
    FileView view = view(bytes, cast(INT16));
    assertEquals("[255.0, 254.0, 5.0]", values(view, "v", bytes));
    assertEquals(
        AttributeValue.of(INT16, 255),
        view.required("v").variable().attributes().get("_FillValue").orElseThrow());
  }

  @Test
  void missingValuesHaveNoPlaceInIntegersWithoutFill() {
    SourceSample floats = new SourceSample().add("v", FLOAT64, "x:2").values("v", 1.5, Double.NaN);
    fails(floats, cast(INT16), "cast of 'v', element [1]", "missing value");
    SourceSample filled =
        new SourceSample()
            .add("v", FLOAT64, "x:3")
            .values("v", 1.5, Double.NaN, 2.5)
            .attr("v", "_FillValue", -99.0);
    assertEquals("[2.0, -99.0, 2.0]", values(view(filled, cast(INT16)), "v", filled));
  }

  @Test
  void unitsAreConvertedFromUnpackedValues() {
    FileView view = view(packed(), units("degC"));
    Variable v = view.required("v").variable();
    assertEquals(FLOAT64, v.type());
    assertEquals("degC", v.attributes().text("units").orElse(""));
    assertFalse(v.attributes().has("valid_max") || v.attributes().has("scale_factor"));
    double first = 10 * 0.5 + 273.15 - 273.15;
    assertEquals(first, view.required("v").read(packed().stored()).doubleAt(0));
    assertTrue(Double.isNaN(view.required("v").read(packed().stored()).doubleAt(1)));
    FileView same = view(packed(), units("kelvin"));
    assertEquals(INT16, same.required("v").variable().type(), "nothing to compute: still packed");
    refused(packed(), units("m"), "convert_units: 'v'", "'K'", "'m'", "different things");
    refused(
        new SourceSample().add("v", FLOAT64, "x:2"),
        units("m"),
        "'v' has no attribute units",
        "{v: {to: m, from: …}}");
    refused(
        new SourceSample().time("days since 2000-01-01", 1),
        new Transform.ConvertUnits(Map.of("time", new Transform.ConvertUnits.Units("hours", null))),
        "counts time since an epoch");
  }

  @Test
  void boundsAreConvertedWithTheirCoordinate() {
    SourceSample sample =
        new SourceSample()
            .coordinate("v", FLOAT32, 1000, 500)
            .attr("v", "units", "hPa")
            .attr("v", "bounds", "b")
            .add("b", FLOAT32, "v:2 n:2");
    FileView view = view(sample, units("Pa"));
    assertEquals("[100000.0, 50000.0]", values(view, "v", sample));
    assertEquals("[0.0, 100.0, 200.0, 300.0]", values(view, "b", sample));
  }

  @Test
  void sentinelsBecomeMissing() {
    SourceSample bytes = new SourceSample().add("v", UINT8, "x:3").values("v", 1, 255, 7);
    FileView one = view(bytes, new Transform.MissingValues(Map.of("v", List.of(255L))));
    assertEquals(new StoredArray("v", List.of(3L)), one.required("v").origin());
    assertEquals(
        AttributeValue.of(UINT8, 255),
        one.required("v").variable().attributes().get("_FillValue").orElseThrow());
    FileView two = view(bytes, new Transform.MissingValues(Map.of("v", List.of(255L, 7L))));
    assertEquals("[1.0, 255.0, 255.0]", values(two, "v", bytes));
    FileView unpacked = view(packed(), new Transform.MissingValues(Map.of("v", List.of(283.15))));
    assertEquals("[10.0, -9.0, -9.0, 30.0]", values(unpacked, "v", packed()));
    refused(
        bytes,
        new Transform.MissingValues(Map.of("v", List.of(-999L))),
        "'v' is uint8 without _FillValue",
        "set_attributes");
  }

  @Test
  void masksFollowNumPy() {
    SourceSample sample =
        new SourceSample()
            .add("v", FLOAT64, "y:2 x:3")
            .add("m", FLOAT64, "x:3")
            .values("m", 1, 2, Double.NaN);
    assertEquals(
        "[NaN, 1.0, 2.0, NaN, 4.0, 5.0]",
        values(view(sample, mask(Condition.Test.EQUALS, 1L, 7L)), "v", sample));
    assertEquals(
        "[0.0, NaN, NaN, 3.0, NaN, NaN]",
        values(view(sample, mask(Condition.Test.NOT_EQUALS, 1L)), "v", sample));
    assertEquals(
        "[0.0, NaN, 2.0, 3.0, NaN, 5.0]",
        values(view(sample, mask(Condition.Test.ABOVE, 1.5)), "v", sample));
    assertEquals(
        "[NaN, 1.0, 2.0, NaN, 4.0, 5.0]",
        values(view(sample, mask(Condition.Test.BELOW, 1.5)), "v", sample));
    refused(
        new SourceSample().add("v", INT32, "x:2").add("m", INT32, "x:2"),
        mask(Condition.Test.EQUALS, 1L),
        "'v' is int32 without _FillValue",
        "{cast: {v: float32}}");
    refused(
        new SourceSample().add("v", FLOAT64, "x:2").add("m", INT32, "x:2 z:2"),
        mask(Condition.Test.EQUALS, 1L),
        "'m' has the dimension 'z', which 'v' has not");
  }

  @Test
  void attributesOfTheEncodingTakeTheVariablesType() {
    SourceSample sample = new SourceSample().add("v", INT16, "x:2");
    Attributes set =
        Attributes.empty()
            .with("_FillValue", AttributeValue.of(DataType.INT64, -1))
            .with("scale_factor", AttributeValue.of(DataType.INT64, 2));
    FileView view = view(sample, new Transform.SetAttributes(Map.of("v", set), Map.of()));
    Attributes found = view.required("v").variable().attributes();
    assertEquals(AttributeValue.of(INT16, -1), found.get("_FillValue").orElseThrow());
    assertEquals(AttributeValue.of(FLOAT64, 2.0), found.get("scale_factor").orElseThrow());
    Attributes large =
        Attributes.empty().with("_FillValue", AttributeValue.of(DataType.INT64, 70000));
    refused(
        sample,
        new Transform.SetAttributes(Map.of("v", large), Map.of()),
        "'_FillValue' of 'v': expected int16, found [70000]");
    refused(
        sample,
        new Transform.SetAttributes(Map.of(), Map.of("w", List.of("a"))),
        "set_attributes names 'w'",
        "there are v");
  }

  @Test
  void untouchedVariablesAreReadAsTheyAre() {
    FileView view = view(packed(), new Transform.MissingValues(Map.of("x", List.of(-1L))));
    assertEquals(new StoredArray("v", List.of(4L)), view.required("v").origin());
    assertEquals(0, view.required("v").origin().copies());
    assertTrue(view(packed(), cast(FLOAT32)).required("v").origin().copies() > 1);
  }
}
