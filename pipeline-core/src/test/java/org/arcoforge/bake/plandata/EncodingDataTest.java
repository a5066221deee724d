package org.arcoforge.bake.plandata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Random;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.CfCalendar;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.cf.CfTimeUnit;
import org.junit.jupiter.api.Test;

class EncodingDataTest {
  private static CfEncoding reread(CfEncoding encoding) throws IOException {
    return EncodingData.read(BlockDataTest.throughJson(EncodingData.write(encoding)));
  }

  /** Units that a plan can have: those that {@code units()} writes and CF reads. */
  @Test
  void timesOfEveryUnitAndCalendarComeBack() throws IOException {
    Random random = new Random(3);
    for (CfTimeUnit unit : CfTimeUnit.values()) {
      for (CfCalendar calendar : CfCalendar.values()) {
        for (int n = 0; n < 100; n++) {
          long day = random.nextInt(2_000_000) - 1_000_000L;
          long second = random.nextInt(4) == 0 ? random.nextInt(86_400) : 0;
          long nanos = second * 1_000_000_000L + (n == 7 ? 123_456_789 : n == 8 ? 5_000 : 0);
          CfTimeEncoding time = new CfTimeEncoding(unit, day, nanos, calendar);
          CfEncoding encoding = time(time);
          assertEquals(encoding, reread(encoding));
        }
      }
    }
  }

  private static CfEncoding time(CfTimeEncoding time) {
    return CfEncoding.builder().type(DataType.INT64).time(time).build();
  }
}
