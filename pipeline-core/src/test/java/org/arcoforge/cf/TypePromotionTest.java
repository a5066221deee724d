package org.arcoforge.cf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.arcoforge.array.DataType;
import org.junit.jupiter.api.Test;

class TypePromotionTest {
  private static final DataType[] TYPES = {
    DataType.INT8, DataType.INT16, DataType.INT32, DataType.INT64,
    DataType.UINT8, DataType.UINT16, DataType.UINT32, DataType.UINT64,
    DataType.FLOAT16, DataType.FLOAT32, DataType.FLOAT64
  };

  /** Rows and columns as above; numpy.promote_types, but no loss: int64 with uint64 has none. */
  private static final String[] TABLE = {
    "i1 i2 i4 i8 i2 i4 i8 -- f2 f4 f8",
    "i2 i2 i4 i8 i2 i4 i8 -- f4 f4 f8",
    "i4 i4 i4 i8 i4 i4 i8 -- f8 f8 f8",
    "i8 i8 i8 i8 i8 i8 i8 -- f8 f8 f8",
    "i2 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8",
    "i4 i4 i4 i8 u2 u2 u4 u8 f4 f4 f8",
    "i8 i8 i8 i8 u4 u4 u4 u8 f8 f8 f8",
    "-- -- -- -- u8 u8 u8 u8 f8 f8 f8",
    "f2 f4 f8 f8 f2 f4 f8 f8 f2 f4 f8",
    "f4 f4 f8 f8 f4 f4 f8 f8 f4 f4 f8",
    "f8 f8 f8 f8 f8 f8 f8 f8 f8 f8 f8",
  };

  @Test
  void allPairsOfNumbersPromoteAsTheTableSays() {
    for (int a = 0; a < TYPES.length; a++) {
      String[] row = TABLE[a].split(" ");
      for (int b = 0; b < TYPES.length; b++) {
        DataType found = TypePromotion.of(TYPES[a], TYPES[b]);
        assertEquals(row[b], word(found), TYPES[a] + " with " + TYPES[b]);
      }
    }
  }

  private static String word(@org.jspecify.annotations.Nullable DataType type) {
    if (type == null) {
      return "--";
    }
    return (type.isFloat() ? "f" : type.isSigned() ? "i" : "u") + type.size();
  }
}
