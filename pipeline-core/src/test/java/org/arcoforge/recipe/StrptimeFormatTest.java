package org.arcoforge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.arcoforge.cf.CfCalendar;
import org.junit.jupiter.api.Test;

class StrptimeFormatTest {
  private static long seconds(String format, String text) {
    return new StrptimeFormat(format).seconds(text, CfCalendar.PROLEPTIC_GREGORIAN);
  }

  @Test
  void readsWhatStrptimeReads() { // numbers of Python's datetime, in UTC
    assertEquals(946684800, seconds("%Y", "2000"));
    assertEquals(951782400, seconds("%Y%m%d", "20000229"));
    assertEquals(951782400, seconds("%Y-%j", "2000-060"));
    assertEquals(951782400, seconds("%d %B %Y", "29 February 2000"));
    assertEquals(951782400, seconds("%d%b%y", "29feb00"));
    assertEquals(951828308, seconds("%Y%m%dT%H%M%S", "20000229T124508"));
    assertEquals(-86400, seconds("%y%m%d%%x", "691231%x"));
    assertEquals(-31536000, seconds("%y", "69"));
    assertEquals(3092601600L, seconds("%y", "68"));
  }

  @Test
  void knowsWhetherItSaysMoreThanTheDay() {
    assertFalse(new StrptimeFormat("%Y%j").hasTimeOfDay());
    assertTrue(new StrptimeFormat("%Y%m%d%H").hasTimeOfDay());
  }

  @Test
  void readsDatesOfOtherCalendars() {
    assertEquals(
        (30 * 360 + 59) * 86400L,
        new StrptimeFormat("%Y%m%d").seconds("20000230", CfCalendar.DAYS_360));
    assertThrows(
        IllegalArgumentException.class,
        () -> new StrptimeFormat("%Y%m%d").seconds("20000229", CfCalendar.NOLEAP));
    assertThrows(IllegalArgumentException.class, () -> seconds("%Y%j", "2001366"));
    assertThrows(IllegalArgumentException.class, () -> seconds("%Y%m%d", "20001301"));
    assertThrows(IllegalArgumentException.class, () -> seconds("%Y%H", "200024"));
    assertThrows(IllegalArgumentException.class, () -> seconds("%Y%m", "2000-1"));
  }

  @Test
  void refusesFormatsThatSayNoDate() {
    for (String format : new String[] {"%m%d", "%Y%Q", "%Y%Y", "%Y%d", "%Y%m%j", "%", "%Y%"}) {
      assertThrows(IllegalArgumentException.class, () -> new StrptimeFormat(format), format);
    }
  }
}
