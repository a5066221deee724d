package org.arcoforge.array;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberTextTest {
  @Test
  void doublesAreTheShortestTextThatIsReadAsTheSame() {
    assertEquals("0.1", NumberText.of(0.1));
    assertEquals("1.0", NumberText.of(1));
    assertEquals("2e-44", NumberText.of(2.0E-44)); // the JDK before 19: 2.0000000000000002E-44
    assertEquals("5e-324", NumberText.of(Double.MIN_VALUE));
    assertEquals("1.7976931348623157e+308", NumberText.of(Double.MAX_VALUE));
    assertEquals("123456789012345.0", NumberText.of(123456789012345.0));
    Random random = new Random(300);
    for (int i = 0; i < 300; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      assertEquals(value, Double.parseDouble(NumberText.of(value)));
    }
  }
}
