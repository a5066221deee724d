package org.arcoforge.cf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Variable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Expectations are what xarray 2026.4 and 2023.1 mask, and the types they decode to. */
class MissingAttributesTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static AttributeValue f8(double... values) {
    return AttributeValue.of(DataType.FLOAT64, values);
  }

  private static String told(
      DataType type, @Nullable AttributeValue fill, @Nullable AttributeValue missing) {
    Attributes a = Attributes.empty();
    a = fill == null ? a : a.with("_FillValue", fill);
    a = missing == null ? a : a.with("missing_value", missing);
    Variable v = new Variable("v", type, List.of(), a);
    CfEncoding e = CfEncoding.of(v, v);
    return (e.fill() == null ? "-" : e.fill().values())
        + " "
        + (e.missing() == null ? "-" : e.missing().values());
  }

  @Test
  void aFillValueThatNoIntegerEqualsMasksNothing() {
    assertEquals("- -", told(DataType.INT16, f8(NAN), null));
    assertEquals("- -", told(DataType.INT32, null, f8(NAN)));
    assertEquals("- [-5.0]", told(DataType.INT16, f8(NAN), f8(-5)));
    // These make xarray decode to floats all the same.
    assertEquals("- [1.0E20]", told(DataType.INT16, f8(1e20), null));
    assertEquals("- [0.5]", told(DataType.UINT8, f8(0.5), null));
    assertEquals("- [7.0]", told(DataType.UINT8, f8(70000), f8(7)));
    assertEquals("[2.0] -", told(DataType.INT16, f8(2), null));
  }

  @Test
  void infinitiesThatAreMissingAreTheFillValue() {
    assertEquals("[Infinity] -", told(DataType.FLOAT32, null, f8(INF)));
    assertEquals("[Infinity] -", told(DataType.FLOAT64, f8(NAN), f8(INF, NAN)));
    assertEquals("[Infinity] [-5.0]", told(DataType.FLOAT64, f8(-5), f8(INF)));
    assertEquals("[Infinity] [3.0, -5.0]", told(DataType.FLOAT64, f8(-5), f8(3, INF)));
    assertEquals("[-Infinity] [3.0]", told(DataType.FLOAT64, f8(-INF), f8(-INF, 3)));
    assertEquals("[NaN] -", told(DataType.FLOAT64, f8(NAN), f8(NAN)));
    assertEquals("[NaN] [2.0]", told(DataType.FLOAT64, f8(NAN), f8(2)));
    assertEquals("- -", told(DataType.FLOAT32, f8(1e300), null));
  }
}
