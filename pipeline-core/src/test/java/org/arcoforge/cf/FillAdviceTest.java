package org.arcoforge.cf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.junit.jupiter.api.Test;

class FillAdviceTest {
  @Test
  void everyIntegerTypeHoldsWhatIsProposed() {
    for (DataType type : DataType.values()) {
      if (type.isInteger()) {
        long value = Long.parseLong(FillAdvice.value(type, Attributes.empty()));
        assertNotNull(FillValues.exact(AttributeValue.of(type, value), type), type.id());
      }
    }
    assertEquals("\"\"", FillAdvice.value(DataType.STRING, Attributes.empty()));
    assertEquals(".nan", FillAdvice.value(DataType.FLOAT32, Attributes.empty()));
  }

  @Test
  void whatMeansSomethingIsNotProposed() {
    Attributes flags =
        Attributes.empty().with("flag_values", AttributeValue.of(DataType.INT8, -127L));
    assertEquals("-128", FillAdvice.value(DataType.INT8, flags));
    assertEquals("-127", FillAdvice.value(DataType.INT8, Attributes.empty()));
  }

  @Test
  void booleansGetATypeThatHasMoreValues() {
    assertEquals(
        "transforms: [{cast: {v: float32}}]",
        FillAdvice.line("v", DataType.BOOL, Attributes.empty()));
    assertEquals(
        "transforms: [{cast: {v: float32}}, {set_attributes: {v: {dtype: null}}}]",
        FillAdvice.line("v", DataType.INT8, Attributes.empty().with("dtype", "bool")));
  }
}
