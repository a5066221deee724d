package org.arcoforge.plan.tiling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What costs less on one core costs less in a cloud, for it is one model. */
class CostModelTest {
  @Test
  void proportionsAreTheSameInACloud() {
    CostModel core = CostModel.core();
    CostModel cloud = CostModel.cloud();
    double slower = cloud.writing(1e9) / core.writing(1e9);
    assertTrue(slower > 1, "a network takes time: " + slower);
    assertEquals(slower, cloud.pulling(1e9, 3e4, 2.5) / core.pulling(1e9, 3e4, 2.5), 1e-9);
    assertEquals(slower, cloud.staging(1e9, 1.2, 7e3) / core.staging(1e9, 1.2, 7e3), 1e-9);
  }

  @Test
  void eachKindOfWorkIsCountedByItsOwnRate() {
    CostModel model = new CostModel(10, 20, 50, 25, 0.5);
    assertEquals(3 * (100 / 10.0 + 4 * 0.5), model.pulling(100, 4, 3));
    assertEquals(100 / 50.0 + 2 * 100 / 25.0 + 6 * 0.5, model.staging(100, 2, 6));
    assertEquals(5, model.writing(100));
  }

  @Test
  void ratesThatNothingIsDoneAtAreRefused() {
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> new CostModel(1, wrong, 1, 1, 1));
    }
  }
}
