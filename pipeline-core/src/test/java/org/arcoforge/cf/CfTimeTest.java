package org.arcoforge.cf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.arcoforge.array.Attributes;
import org.junit.jupiter.api.Test;

/** Dates and times against cftime and xarray; the tables are made by {@code cf_time.py}. */
class CfTimeTest {
  private static List<String[]> table(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(CfTimeTest.class.getResourceAsStream(name))) {
      List<String[]> rows = new ArrayList<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .forEach(line -> rows.add(line.split(",", -1)));
      assertTrue(rows.size() > 100, name + " has " + rows.size() + " rows");
      return rows;
    }
  }

  private static CfTimeEncoding encoding(String units) {
    return encoding(units, null);
  }

  private static CfTimeEncoding encoding(
      String units, @org.jspecify.annotations.Nullable String calendar) {
    return CfTimeEncoding.parse(units, calendar).orElseThrow();
  }

  @Test
  void everyCalendarCountsDaysAsCftimeDoes() throws IOException {
    for (String[] row : table("cf_dates.csv")) {
      CfCalendar calendar = CfCalendar.of(row[0]);
      long year = Long.parseLong(row[1]);
      int month = Integer.parseInt(row[2]);
      int day = Integer.parseInt(row[3]);
      String what = String.join(",", row);
      if (row[4].isEmpty()) {
        assertThrows(
            IllegalArgumentException.class, () -> calendar.dayNumber(year, month, day), what);
      } else {
        long number = Long.parseLong(row[4]);
        assertEquals(number, calendar.dayNumber(year, month, day), what);
        assertEquals(new CfDate(year, month, day), calendar.date(number), what);
      }
    }
  }

  @Test
  void datesAndDaysAreInverseFarBeyondWhatCftimeKnows() {
    for (CfCalendar calendar : CfCalendar.values()) {
      for (long day = -700_000_000_000L; day < 700_000_000_000L; day += 1_234_567_891L) {
        CfDate d = calendar.date(day);
        assertEquals(
            day, calendar.dayNumber(d.year(), d.month(), d.day()), () -> calendar + " " + d);
      }
      for (long day = -800_000; day < 100_000; day += 3) {
        CfDate d = calendar.date(day);
        assertEquals(
            day, calendar.dayNumber(d.year(), d.month(), d.day()), () -> calendar + " " + d);
      }
      assertThrows(ArithmeticException.class, () -> calendar.date(Long.MIN_VALUE));
    }
  }

  @Test
  void timesDecodeAsXarrayDecodesThem() throws IOException {
    for (String[] row : table("cf_times.csv")) {
      CfTimeEncoding e = encoding(row[0], row[1]);
      assertEquals(row[3], e.iso(Double.parseDouble(row[2])), String.join(",", row));
    }
  }

  @Test
  void spellingsOfUnitsMeanWhatCftimeReads() throws IOException {
    for (String[] row : table("cf_units.csv")) {
      if (row[2].isEmpty()) {
        IllegalArgumentException e =
            assertThrows(
                IllegalArgumentException.class,
                () -> CfTimeEncoding.parse(row[0], row[1]),
                String.join(",", row));
        assertTrue(String.valueOf(e.getMessage()).contains(row[0]), e.getMessage());
      } else {
        CfTimeEncoding e = encoding(row[0], row[1]);
        assertEquals(row[2], e.iso(0), String.join(",", row));
        assertEquals(e, encoding(e.units(), e.calendar().id()), e.units());
      }
    }
  }

  @Test
  void spellingsThatCftimeMisreadsAreReadAsUdunitsSays() {
    assertEquals("2000-01-01T06:00:00", encoding("days since 2000-01-01 00:00:00 -6:00").iso(0));
    assertEquals("2000-01-01T12:00:00", encoding("days since 2000-01-01T12").iso(0));
    assertEquals("2000-01-01T00:00:00", encoding("days since 20000101").iso(0));
    assertEquals("2000-01-01T00:00:00", encoding("days since 2000").iso(0));
    assertEquals("2000-01-01T00:00:00.000000001", encoding("ns since 2000-01-01").iso(1));
    assertEquals("1999-12-31T23:00:00", encoding("d since 2000-01-01 +1").iso(0));
  }

  @Test
  void unitsThatAreNoTimesAreNoneAndBrokenOnesAreRefusedWithTheText() {
    assertTrue(CfTimeEncoding.parse("degrees_north", null).isEmpty());
    assertTrue(CfTimeEncoding.parse("days", "noleap").isEmpty());
    assertTrue(CfTimeEncoding.parse("day as %Y%m%d.%f", null).isEmpty());
    for (String units :
        List.of(
            "days since launch",
            "days since 01-02-2000",
            "days since 2000-00-00",
            "days since 2000-01-01 99:00",
            "days since 99999999999999999999-01-01",
            "K since 2000-01-01")) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> CfTimeEncoding.parse(units, null));
      assertTrue(String.valueOf(e.getMessage()).contains(units), e.getMessage());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> CfTimeEncoding.parse("days since 2000-01-01", "lunar"));
  }

  @Test
  void equalMeaningsAreEqualHoweverSpelled() {
    CfTimeEncoding a = encoding("hours since 1900-01-01 00:00:00.0", "gregorian");
    assertTrue(a.sameInstants(encoding("hr since 1900-1-1T01:00+01:00", "standard")));
    assertTrue(!a.sameInstants(encoding("hours since 1900-01-01", "noleap")));
    assertTrue(!a.sameInstants(encoding("days since 1900-01-01")));
    Attributes attributes =
        Attributes.empty().with("units", "h since 1900-1-1").with("calendar", "Gregorian");
    assertEquals(a, CfTimeEncoding.of(attributes).orElseThrow());
    assertTrue(CfTimeEncoding.of(attributes.without("units")).isEmpty());
    assertEquals("hours since 1900-01-01", a.units());
    assertEquals("standard", a.calendar().id());
    assertEquals(
        "seconds since 1999-12-31 23:59:59.500",
        encoding("s since 2000-01-01 0:59:59.5 +1").units());
  }

  @Test
  void unifyingTakesTheEarliestEpochAndTheFinestUnitNeeded() {
    CfTimeEncoding union =
        CfTimeEncoding.unify(
            List.of(
                encoding("days since 1981-01-01 12:00:00"),
                encoding("days since 1980-01-01"),
                encoding("days since 1982-01-01")));
    assertEquals("hours since 1980-01-01", union.units());
    assertEquals(
        366 * 24 + 12 + 24, encoding("days since 1981-01-01 12:00").convertExact(1, union));
    assertEquals(
        "milliseconds since 0001-01-01",
        CfTimeEncoding.unify(
                List.of(
                    encoding("hours since 1-1-1"), encoding("days since 2000-01-01 00:00:00.25")))
            .units());
    CfTimeEncoding alone = encoding("months since 2000-01-31");
    assertEquals(alone, CfTimeEncoding.unify(List.of(alone, alone)));
    for (List<CfTimeEncoding> bad :
        List.of(
            List.of(encoding("days since 2000-01-01"), encoding("days since 2000-01-01", "julian")),
            List.of(encoding("months since 2000-01-01"), encoding("days since 2000-01-01")),
            List.of(encoding("months since 2000-01-01"), encoding("months since 2000-01-02")))) {
      assertThrows(IllegalArgumentException.class, () -> CfTimeEncoding.unify(bad));
    }
  }

  @Test
  void monthsAndYearsUnifyAsCalendarMonths() {
    CfTimeEncoding months = encoding("months since 1950-01-01");
    CfTimeEncoding years = encoding("years since 1900-01-01");
    CfTimeEncoding union = CfTimeEncoding.unify(List.of(months, years));
    assertEquals("months since 1900-01-01", union.units());
    assertEquals(601, months.convertExact(1, union));
    assertEquals(24, years.convertExact(2.0, union));
    assertEquals("1950-02-01T00:00:00", union.iso(601));
    assertThrows(ArithmeticException.class, () -> months.convertExact(0.5, union));
    assertThrows(ArithmeticException.class, () -> union.convertExact(1, years));
  }

  /** As cftime 1.6 decodes them. */
  @Test
  void monthsOf30DaysAndYearsOf365DaysHaveFractions() {
    CfTimeEncoding january = encoding("months since 1955-01-01", "360_day");
    CfTimeEncoding middle = encoding("months since 1955-01-16", "360_day");
    CfTimeEncoding february = encoding("months since 1955-02-01", "360_day");
    CfTimeEncoding odd = encoding("months since 1955-01-01 06:00", "360_day");
    assertEquals("1986-01-16T00:00:00", january.iso(372.5));
    assertEquals("1955-02-01T00:00:00", middle.iso(0.5));
    assertEquals("1955-03-30T00:00:00", encoding("months since 1955-02-30", "360_day").iso(1));
    assertEquals("1986-01-04T22:53:17.952", odd.iso(372.123456));
    assertEquals(CfTimeUnit.DAYS, january.finestUnitFor(new double[] {1, 0.5}));
    assertEquals(
        "months since 1955-01-01", CfTimeEncoding.unify(List.of(january, february)).units());
    CfTimeEncoding days = CfTimeEncoding.unify(List.of(february, middle, january));
    assertEquals("days since 1955-01-01", days.units());
    assertEquals(30, middle.convertExact(0.5, days));
    assertEquals(45, january.convertExact(1.5, days));
    assertEquals(2, february.convertExact(1, january));
    assertThrows(ArithmeticException.class, () -> middle.convertExact(1, january));
    CfTimeEncoding years = encoding("common_years since 1955-01-01", "noleap");
    assertEquals("1956-07-02T12:00:00", years.iso(1.5));
    assertEquals("1957-01-01T00:00:00", years.iso(2));
    CfTimeEncoding hours =
        CfTimeEncoding.unify(List.of(years, encoding("hours since 1956-01-01", "noleap")));
    assertEquals("hours since 1955-01-01", hours.units());
    assertEquals(365 * 36, years.convertExact(1.5, hours));
  }

  @Test
  void conversionsAreExactOrRefused() {
    CfTimeEncoding days = encoding("days since 1850-01-01");
    CfTimeEncoding hours = encoding("hours since 1900-01-01");
    assertEquals(-18262 * 24 + 12, days.convertExact(0.5, hours));
    assertEquals(
        8, days.withUnit(CfTimeUnit.DAYS).convertExact(1 / 3.0, days.withUnit(CfTimeUnit.HOURS)));
    assertThrows(ArithmeticException.class, () -> hours.convertExact(1, days));
    assertThrows(ArithmeticException.class, () -> days.convertExact(Double.NaN, hours));
    assertThrows(ArithmeticException.class, () -> days.convertExact(Long.MAX_VALUE, hours));
    assertThrows(
        IllegalArgumentException.class,
        () -> days.convertExact(1, encoding("days since 1850-01-01", "noleap")));
    // Beyond 64 bits on the way, within them at the end.
    CfTimeEncoding nanos = encoding("nanoseconds since 9000-01-01");
    CfTimeEncoding old = encoding("days since 0001-01-01 00:00:00.000000001");
    long day = old.convertExact(0, encoding("nanoseconds since 0001-01-01"));
    assertEquals(1, day);
    assertThrows(ArithmeticException.class, () -> old.convertExact(0, nanos));
    long days9000 =
        encoding("days since 9000-01-01").convertExact(0, encoding("days since 0001-01-01"));
    assertEquals(1, old.convertExact(days9000, nanos));
  }

  @Test
  void theUnitForFractionsIsTheCoarsestThatIsExact() {
    CfTimeEncoding days = encoding("days since 2000-01-01");
    assertEquals(CfTimeUnit.DAYS, days.finestUnitFor(new double[] {0, 1, 365, Double.NaN}));
    assertEquals(CfTimeUnit.HOURS, days.finestUnitFor(new double[] {0, 0.5, 1 / 24.0}));
    assertEquals(CfTimeUnit.MINUTES, days.finestUnitFor(new double[] {0.5, 1 / 48.0}));
    assertEquals(
        CfTimeUnit.MILLISECONDS,
        encoding("s since 2000-01-01").finestUnitFor(new double[] {0.125}));
    // Of 40000 hours and 17.5 minutes xarray reads 16 ns less: the product of doubles says so.
    double[] rounded = {40000 + 7 / 24.0};
    assertEquals(CfTimeUnit.NANOSECONDS, encoding("hours since 2000-01-01").finestUnitFor(rounded));
    assertEquals(
        CfTimeUnit.SECONDS, encoding("hours since 2000-01-01", "noleap").finestUnitFor(rounded));
    assertThrows(
        ArithmeticException.class,
        () -> encoding("months since 2000-01-01").finestUnitFor(new double[] {0.5}));
  }

  @Test
  void isoTimesExistOnlyInIsoCalendars() {
    assertEquals(
        "1981-09-01T12:00",
        encoding("hours since 1981-09-01").toDateTime(12).orElseThrow().toString());
    assertEquals(-1, encoding("us since 1970-01-01").epochMillis(-1).orElseThrow());
    assertEquals(43_200_000, encoding("days since 1970-01-01").epochMillis(0.5).orElseThrow());
    assertTrue(encoding("days since 1500-01-01").toDateTime(0).isEmpty());
    assertTrue(encoding("days since 1500-01-01", "proleptic_gregorian").toDateTime(0).isPresent());
    assertTrue(encoding("days since 2000-01-01", "noleap").epochMillis(0).isEmpty());
    assertEquals("NaT", encoding("days since 2000-01-01").iso(Double.NaN));
  }

  /**
   * Random numbers, most of which are whole numbers of a fine unit, and some of which hardly are.
   */
  @Test
  void fractionsAreThoseOfUnboundedDecimals() {
    Random random = new Random(7);
    for (String unit : List.of("days", "hours", "minutes", "seconds", "milliseconds")) {
      CfTimeEncoding e = CfTimeEncoding.parse(unit + " since 1850-01-01", "noleap").orElseThrow();
      CfTimeEncoding micros = e.withUnit(CfTimeUnit.MICROSECONDS);
      for (int i = 0; i < 20_000; i++) {
        double value =
            switch (i % 4) {
              case 0 -> random.nextInt(2_000_000) / 8.0;
              case 1 -> random.nextInt(200_000) / 24.0;
              case 2 -> random.nextInt(100) + Math.scalb(random.nextInt(99), -random.nextInt(60));
              default -> random.nextGaussian() * 1e5;
            };
        if (value == Math.rint(value)) {
          continue;
        }
        assertEquals(nearest(e, value), e.convertExact(value, micros), value + " " + unit);
      }
    }
  }

  private static long nearest(CfTimeEncoding e, double value) {
    BigDecimal exact =
        new BigDecimal(value)
            .multiply(BigDecimal.valueOf(e.unitNanos()))
            .divide(BigDecimal.valueOf(1000));
    long nearest = exact.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    long beside = Math.floorMod(nearest, 1_000_000L);
    boolean fine = e.unitNanos() < 1_000_000_000L || (beside != 1 && beside != 999_999);
    RoundingMode to = beside == 1 ? RoundingMode.FLOOR : RoundingMode.CEILING;
    return fine ? nearest : exact.setScale(0, to).longValueExact();
  }
}
