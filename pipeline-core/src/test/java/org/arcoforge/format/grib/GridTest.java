package org.arcoforge.format.grib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class GridTest {
  private static int[] order(int nx, int ny, int mode) {
    ScanOrder scan = ScanOrder.of(nx, ny, mode);
    int[] places = new int[nx * ny];
    for (int k = 0; k < places.length; k++) {
      places[k] = scan.place(k);
    }
    return places;
  }

  @Test
  void pointsAlongColumnsAndToAndFroArePutInRows() {
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, order(3, 2, 0));
    assertArrayEquals(new int[] {0, 3, 1, 4, 2, 5}, order(3, 2, 0x20));
    assertArrayEquals(new int[] {0, 1, 2, 5, 4, 3}, order(3, 2, 0x10));
    assertArrayEquals(new int[] {0, 3, 4, 1, 2, 5}, order(3, 2, 0x30));
    assertTrue(ScanOrder.of(3, 2, 0xC0).isPlain());
  }

  @Test
  void gaussianLatitudesAreTheRootsOfLegendrePolynomials() {
    // Numbers of ecCodes 2.50.
    double[] n32 = Gaussian.latitudes(32);
    assertEquals(64, n32.length);
    assertEquals(87.86379883923263, n32[0]);
    assertEquals(1.3953069108194955, n32[31]);
    assertEquals(-n32[0], n32[63]);
    assertEquals(Math.toDegrees(Math.asin(1 / Math.sqrt(3))), Gaussian.latitudes(1)[0], 1e-13);
  }

  @Test
  void longitudesMayCrossGreenwichOrTheDateline() {
    assertArrayEquals(
        new double[] {-10, 0, 10, 20}, LatLonAxes.longitudes(4, 350, 20, false), 1e-12);
    assertArrayEquals(
        new double[] {170, 180, 190}, LatLonAxes.longitudes(3, 170, -170 + 360, false), 1e-12);
    assertArrayEquals(new double[] {350, 175, 0}, LatLonAxes.longitudes(3, 350, 0, true), 1e-12);
    assertArrayEquals(new double[] {7}, LatLonAxes.longitudes(1, 7, 7, false));
  }

  @Test
  void aReducedGridOfAPartOfTheGlobeIsTold() {
    int[] pl = {4, 8, 8, 4};
    double first = Gaussian.latitudes(2)[0];
    assertTrue(ReducedGrid.isGlobal(2, pl, first, 0, -first, 315, 1e-6));
    assertFalse(ReducedGrid.isGlobal(2, pl, first, 10, -first, 315, 1e-6));
    assertFalse(ReducedGrid.isGlobal(2, pl, first, 0, first, 315, 1e-6));
  }
}
