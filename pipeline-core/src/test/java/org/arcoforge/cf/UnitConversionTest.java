package org.arcoforge.cf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UnitConversionTest {
  private static void converts(
      String from, String to, double factor, double divisor, double offset) {
    assertEquals(
        new UnitConversion(factor, divisor, offset), UnitConversion.between(from, to), from);
  }

  /** The factors are those of the program {@code udunits2}. */
  @Test
  void factorsAreThoseThatPeopleWrite() {
    converts("K", "degC", 1, 1, -273.15);
    converts("degree_Celsius", "kelvin", 1, 1, 273.15);
    converts("\u00b0C", "K", 1, 1, 273.15);
    converts("K", "degF", 1.8, 1, -459.67);
    converts("degC", "degF", 1.8, 1, 32);
    converts("Pa", "hPa", 1, 100, 0);
    converts("millibars", "Pa", 100, 1, 0);
    converts("kg m-2 s-1", "kg m-2 day-1", 86400, 1, 0);
    converts("m s-1", "km/h", 3.6, 1, 0);
    converts("ft", "m", 0.3048, 1, 0);
    converts("1", "%", 100, 1, 0);
    converts("%", "1", 1, 100, 0);
    converts("g kg-1", "kg kg-1", 1, 1000, 0);
    converts("m**2 s**-2", "J kg-1", 1, 1, 0);
    converts("degrees_north", "degree", 1, 1, 0);
    converts("ppm", "1", 1, 1e6, 0);
    converts("\u00b5m", "m", 1, 1e6, 0);
  }

  @Test
  void factorsThatAreNoShortNumbersAreLeftAsTheyAre() {
    assertEquals(Math.PI / 180, UnitConversion.between("degree", "radian").factor(), 1e-17);
    assertEquals(3600 / 1852.0, UnitConversion.between("m s-1", "knot").convert(1), 1e-15);
  }

  @Test
  void numbersAreComputedAsOneWouldWriteIt() {
    assertEquals(300 - 273.15, UnitConversion.between("K", "degC").convert(300));
    assertEquals(101325 / 100.0, UnitConversion.between("Pa", "hPa").convert(101325));
    assertEquals(20.3 * 1.8 + 32, UnitConversion.between("degC", "degF").convert(20.3));
    assertTrue(UnitConversion.between("m", "metre").isIdentity());
  }

  private static void refused(String from, String to, String... parts) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> UnitConversion.between(from, to));
    for (String part : parts) {
      assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }
  }

  @Test
  void whatCannotBeConvertedIsNamed() {
    refused("m", "K", "'m'", "'K'", "different things");
    refused("psu", "1", "expected units of UDUNITS", "'psu'");
    refused("psu", "fsu", "expected units of UDUNITS", "'psu'");
    refused("(0 - 1)", "%", "expected units of UDUNITS", "'(0 - 1)'");
    refused("days since 1970-01-01", "hours", "counts time since an epoch");
  }
}
