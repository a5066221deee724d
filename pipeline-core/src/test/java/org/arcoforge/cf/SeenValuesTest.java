package org.arcoforge.cf;

import static org.arcoforge.array.DataType.BOOL;
import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT16;
import static org.arcoforge.array.DataType.INT32;
import static org.arcoforge.array.DataType.INT64;
import static org.arcoforge.array.DataType.INT8;
import static org.arcoforge.array.DataType.UINT32;
import static org.arcoforge.array.DataType.UINT64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.junit.jupiter.api.Test;

class SeenValuesTest {
  private static CfEncoding.Builder of(DataType type) {
    return CfEncoding.builder().type(type);
  }

  private static Block whole(DataType type, long value) {
    Block block = Block.allocate(type, 1);
    block.setLong(0, value);
    return block;
  }

  private static Block floating(double value) {
    Block block = Block.allocate(FLOAT64, 1);
    block.setDouble(0, value);
    return block;
  }

  private static boolean near(CfEncoding a, Block x, CfEncoding b, Block y, double tolerance) {
    boolean there = new SeenValues(a).isNear(x, new SeenValues(b), y, 0, tolerance);
    if (a.time() == null) {
      boolean back = new SeenValues(b).isNear(y, new SeenValues(a), x, 0, tolerance);
      assertEquals(there, back);
    }
    return there;
  }

  private static boolean near(DataType type, long x, long y, double tolerance) {
    CfEncoding encoding = of(type).build();
    return near(encoding, whole(type, x), encoding, whole(type, y), tolerance);
  }

  @Test
  void integersOfEveryWidthAreComparedExactly() {
    for (DataType type : DataType.values()) {
      if (!type.isInteger()) {
        continue;
      }
      long low = type.isUnsigned() ? 0 : -1L << (8 * type.size() - 1);
      long high = low - 1; // of that many bits the largest
      assertTrue(near(type, low, low + 3, 3), type.id());
      assertFalse(near(type, low, low + 4, 3.999), type.id());
      assertFalse(near(type, low, high, 0x1p7), type.id());
      assertTrue(near(type, high - 1, high, 1), type.id());
      assertFalse(near(type, high - 1, high, 0), type.id());
      assertTrue(near(type, low, high, 0x1p64), type.id());
    }
    long large = (1L << 62) + 1;
    assertFalse(near(INT64, large, large + 2, 1), "in double precision they are equal");
    assertFalse(near(UINT64, Long.MIN_VALUE, Long.MAX_VALUE - 1, 1));
    assertTrue(near(UINT64, Long.MIN_VALUE, Long.MAX_VALUE, 1));
    assertFalse(near(INT64, Long.MIN_VALUE, 1, 0x1p63));
    assertTrue(near(INT64, Long.MIN_VALUE, 0, 0x1p63));
  }

  @Test
  void signsAreThoseThatReadersSee() {
    CfEncoding unsigned = of(INT8).unsigned("true").build();
    assertTrue(near(unsigned, whole(INT8, -128), unsigned, whole(INT8, 127), 1));
    assertFalse(near(unsigned, whole(INT8, -1), unsigned, whole(INT8, 0), 3));
    assertTrue(near(unsigned, whole(INT8, -1), of(INT32).build(), whole(INT32, 255), 0));
    CfEncoding wide = of(UINT64).build();
    assertFalse(near(wide, whole(UINT64, -1), of(INT64).build(), whole(INT64, -1), 1e6));
    assertTrue(near(wide, whole(UINT64, -1), of(INT64).build(), whole(INT64, -1), 0x1p65));
    assertEquals("18446744073709551615", new SeenValues(wide).text(whole(UINT64, -1), 0));
  }

  @Test
  void packedNumbersAreComparedByValue() {
    CfEncoding tenths =
        of(INT16)
            .scale(AttributeValue.of(FLOAT64, 0.1))
            .fill(AttributeValue.of(INT16, -1L))
            .build();
    for (int n = 0; n < 1000; n++) { // 0.1 and its multiples are rounded
      assertTrue(near(tenths, whole(INT16, n), tenths, whole(INT16, n + 1), 0.1));
      assertFalse(near(tenths, whole(INT16, n), tenths, whole(INT16, n + 2), 0.19));
    }
    assertFalse(near(tenths, whole(INT16, -1), tenths, whole(INT16, 0), 3), "missing");
    assertTrue(near(tenths, whole(INT16, -1), tenths, whole(INT16, -1), 0));
    assertTrue(near(tenths, whole(INT16, 30), of(FLOAT64).build(), floating(3), 0));
  }

  @Test
  void floatsAndTruthValues() {
    CfEncoding floats = of(FLOAT64).build();
    assertTrue(near(floats, floating(-0.0), floats, floating(0.0), 0));
    assertTrue(near(floats, floating(Double.NaN), floats, floating(Double.NaN), 0));
    assertFalse(near(floats, floating(Double.NaN), floats, floating(1), 3));
    assertFalse(near(floats, floating(1.0), floats, floating(1.1), 0.1), "as doubles are");
    assertFalse(near(floats, floating(Double.POSITIVE_INFINITY), floats, floating(1), 3));
    CfEncoding truth = of(BOOL).build();
    assertFalse(near(truth, whole(BOOL, 1), truth, whole(BOOL, 0), 3));
  }

  @Test
  void timesAreComparedAsInstants() {
    CfEncoding days = of(INT32).time(time("days since 2000-01-01")).build();
    CfEncoding hours = of(UINT32).time(time("hours since 2000-01-02")).build();
    assertTrue(near(days, whole(INT32, 1), hours, whole(UINT32, 0), 0));
    assertFalse(near(days, whole(INT32, 0), hours, whole(UINT32, 0), 0), "equal numbers");
    assertTrue(near(days, whole(INT32, 1), hours, whole(UINT32, 12), 0.5));
    assertFalse(near(days, whole(INT32, 1), hours, whole(UINT32, 13), 0.5));
  }

  private static CfTimeEncoding time(String units) {
    return CfTimeEncoding.parse(units, null).orElseThrow();
  }

  @Test
  void keysSortAsValuesDo() {
    CfEncoding falling = of(INT64).scale(AttributeValue.of(FLOAT64, -2.0)).build();
    for (CfEncoding e : List.of(falling, of(INT64).unsigned("true").build())) {
      SeenValues values = new SeenValues(e);
      assertTrue(values.key(whole(INT64, -1), 0) > values.key(whole(INT64, 1), 0));
    }
  }
}
