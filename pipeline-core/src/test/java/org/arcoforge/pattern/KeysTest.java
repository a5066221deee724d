package org.arcoforge.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static Object last(Keys keys) {
    return keys.at(keys.size() - 1);
  }

  @Test
  void stepsByDays() {
    Keys days = Keys.dates("1981-09-01", "2024-12-31", "P1D");
    assertEquals(15828, days.size()); // Python: (date(2024,12,31) - date(1981,9,1)).days + 1
    assertEquals(LocalDateTime.of(2024, 12, 31, 0, 0), last(days));
    assertEquals(1, Keys.dates("2000-02-27", "2000-03-01", "P1W").size());
    assertEquals(2, Keys.dates("2000-02-27", "2000-03-05", "P1W").size());
  }

  @Test
  void stepsByMonthsFromTheStartWithoutDrift() {
    Keys months = Keys.dates("2000-01-31", "2000-06-30", "P1M");
    assertEquals(6, months.size());
    assertEquals(LocalDateTime.of(2000, 2, 29, 0, 0), months.at(1));
    assertEquals(LocalDateTime.of(2000, 3, 31, 0, 0), months.at(2));
    assertEquals(5, Keys.dates("2000-01-31", "2000-06-29", "P1M").size());
    assertEquals(2, Keys.dates("2000-01-31", "2000-02-29", "P1M").size());
    assertEquals(1, Keys.dates("2000-01-31", "2000-02-28", "P1M").size());
  }

  @Test
  void stepsByHoursYearsAndMixtures() {
    assertEquals(4, Keys.dates("1981-09-01T06:00", "1981-09-02T00:00", "PT6H").size());
    assertEquals(3, Keys.dates("1981-09-01T06:00", "1981-09-01T23:59", "PT6H").size());
    assertEquals(165, Keys.dates("1850", "2014", "P1Y").size());
    assertEquals(1, Keys.dates("2000-02-29", "2004-02-28", "P4Y").size());
    assertEquals(2, Keys.dates("2000-02-29", "2004-02-29", "P4Y").size());
    Keys mixed = Keys.dates("2000-01-01", "2999-12-31", "P1M1D");
    long n = 0;
    LocalDateTime end = LocalDateTime.of(2999, 12, 31, 0, 0);
    while (!((LocalDateTime) mixed.at(n)).isAfter(end)) {
      n++;
    }
    assertEquals(n, mixed.size());
  }

  @Test
  void anOpenEndFollowsFromWhenABakeBegins() {
    LocalDateTime now = LocalDateTime.of(2024, 3, 1, 14, 30, 7, 123_456_789);
    Keys.Dates open = (Keys.Dates) Keys.datesUntilNow("2024-02-27", "P1D");
    assertEquals(LocalDateTime.of(2024, 3, 1, 0, 0), last(open.frozen(now)));
    assertEquals(4, open.frozen(now).size());
    Keys.Dates late = new Keys.Dates(open.start(), now, open.step(), OpenEnd.of("-P2D"));
    assertEquals(2, late.frozen(now).size());
    assertEquals(now.withNano(0), OpenEnd.of("-P2D").nowOf(late.frozen(now).end()));
    for (String span : new String[] {"-P2D", "-PT6H", "-P1M", "P3D"}) {
      assertEquals(span, OpenEnd.of(span).text());
    }
    assertThrows(IllegalArgumentException.class, () -> OpenEnd.of("-2D"));
    assertThrows(
        IllegalArgumentException.class, () -> late.frozen(LocalDateTime.of(2024, 2, 28, 0, 0)));
  }

  @Test
  void sizesAgreeWithCountingForEveryEnd() {
    for (String step : new String[] {"P1D", "P3D", "P1M", "P5M", "P1Y", "PT1H", "PT36H", "P2M9D"}) {
      for (int day = 0; day < 800; day += 7) {
        LocalDateTime start = LocalDateTime.of(1999, 12, 31, 12, 0);
        Keys keys = new Keys.Dates(start, start.plusDays(day), DateText.step(step));
        long n = keys.size();
        assertEquals(false, ((LocalDateTime) keys.at(n - 1)).isAfter(start.plusDays(day)), step);
        assertEquals(true, ((LocalDateTime) keys.at(n)).isAfter(start.plusDays(day)), step);
      }
    }
  }

  @Test
  void readsDatesInEveryForm() {
    LocalDateTime january = LocalDateTime.of(1981, 1, 1, 0, 0);
    assertEquals(january, DateText.date("1981"));
    assertEquals(january.plusMonths(8), DateText.date("1981-09"));
    assertEquals(january.plusMonths(8).plusDays(1), DateText.date("1981-09-02"));
    assertEquals(january.plusHours(6), DateText.date("1981-01-01T06:00"));
    assertEquals(january.plusHours(6), DateText.date("1981-01-01T06:00:00Z"));
    assertEquals(january.plusHours(6), DateText.date("1981-01-01 06:00:00"));
    assertEquals(january.plusHours(6), DateText.date("1981-01-01 06:00Z"));
    assertThrows(IllegalArgumentException.class, () -> DateText.date("1981-02-29"));
    assertThrows(IllegalArgumentException.class, () -> DateText.date("81"));
    assertThrows(IllegalArgumentException.class, () -> DateText.step("1 day"));
  }

  @Test
  void refusesWhatNeverEnds() {
    assertThrows(IllegalArgumentException.class, () -> Keys.dates("1982", "1981", "P1D"));
    assertThrows(IllegalArgumentException.class, () -> Keys.dates("1981", "1982", "P0D"));
    assertThrows(IllegalArgumentException.class, () -> Keys.dates("1981", "1982", "P-1D"));
    assertThrows(IllegalArgumentException.class, () -> new Keys.Range(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Keys.Range(0, 3, -5));
    assertThrows(
        IllegalArgumentException.class, () -> new Keys.Range(Long.MIN_VALUE, Long.MAX_VALUE, 1));
  }

  @Test
  void rangesIncludeTheStop() {
    assertEquals(3, new Keys.Range(0, 10, 5).size());
    assertEquals(10L, last(new Keys.Range(0, 10, 5)));
    assertEquals(9L, last(new Keys.Range(0, 11, 9)));
    assertEquals(-3L, last(new Keys.Range(9, -3, -4)));
    assertEquals(1, new Keys.Range(4, 4, -1).size());
  }
}
