package org.arcoforge.runners.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CronFieldsTest {
  private static List<String> events(String cron) {
    return new CronFields(cron).calendarEvents("UTC");
  }

  @Test
  void timesAreCalendarEvents() {
    assertEquals(List.of("*-*-* 06:00:00 UTC"), events("0 6 * * *"));
    assertEquals(List.of("*-*-* *:0/15:00 UTC"), events("*/15 * * * *"));
    assertEquals(List.of("*-*-* 0/6:05:00 UTC"), events("5 */6 * * *"));
    assertEquals(List.of("*-01,07-01 06,18:30:00 UTC"), events("30 6,18 1 JAN,7 *"));
    assertEquals(List.of("Mon,Tue,Wed,Thu,Fri *-*-* 06:00:00 UTC"), events("0 6 * * 1-5"));
    assertEquals(List.of("Sun *-*-* 06:00:00 UTC"), events("0 6 * * 7"));
    assertEquals(List.of("Sun,Sat *-*-* 06:00:00 UTC"), events("0 6 * * SAT,SUN"));
  }

  @Test
  void dayAndWeekdayAreEitherOfThem() {
    assertEquals(List.of("*-*-01 06:00:00 UTC", "Mon *-*-* 06:00:00 UTC"), events("0 6 1 * 1"));
  }

  @Test
  void sundayIsZeroForWhoKnowsNoSeven() {
    assertEquals("0 6 * * 0", new CronFields("0 6 * * 7").withoutSeven());
    assertEquals("0 6 * * 0,5,6", new CronFields("0 6 * * 5-7").withoutSeven());
    assertEquals("0 6 * * 1-5", new CronFields("0 6 * * 1-5").withoutSeven());
    assertEquals("0 6 * * *", new CronFields("0 6 * * *").withoutSeven());
  }
}
