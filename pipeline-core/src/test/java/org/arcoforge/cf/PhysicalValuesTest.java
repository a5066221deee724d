package org.arcoforge.cf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.junit.jupiter.api.Test;

/** Rows of values that are decoded at once, against single ones. */
class PhysicalValuesTest {
  private static CfEncoding packed(DataType type, String unsigned) {
    return CfEncoding.builder()
        .type(type)
        .fill(AttributeValue.of(type, -999L))
        .missing(AttributeValue.of(type, 17L))
        .scale(AttributeValue.of(DataType.FLOAT32, 0.01))
        .offset(AttributeValue.of(DataType.FLOAT64, 273.15))
        .unsigned(unsigned)
        .build();
  }

  @Test
  void rowsAreSingleValuesToTheLastBit() {
    Random random = new Random(3);
    CfEncoding[] encodings = {
      CfEncoding.builder().type(DataType.INT16).build(),
      packed(DataType.INT16, ""),
      packed(DataType.INT16, "true"),
      packed(DataType.INT32, "")
    };
    for (CfEncoding encoding : encodings) {
      PhysicalValues physical = new PhysicalValues(encoding);
      Block block = Block.allocate(encoding.type(), 5000);
      for (int i = 0; i < 5000; i++) {
        int kind = random.nextInt(8);
        block.setLong(i, kind == 0 ? -999 : kind == 1 ? 17 : random.nextInt(65536) - 32768);
      }
      double[] found = new double[5003];
      double[] expected = new double[5003];
      for (int i = 0; i < 4321; i++) {
        expected[2 + i] = physical.at(block, 7 + i);
      }
      physical.copy(block, 7, 4321, found, 2);
      assertArrayEquals(expected, found, encoding.toString());
    }
  }
}
