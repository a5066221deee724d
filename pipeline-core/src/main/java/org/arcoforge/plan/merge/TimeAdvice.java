package org.arcoforge.plan.merge;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.cf.CfCalendar;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfTimeEncoding;
import org.arcoforge.plan.merge.DistinctEncodings.Found;
import org.arcoforge.recipe.RefusedException;

/**
 * Tells what to write where files say the units or the calendar of one time in different words. A
 * line is proposed only where it gives all files the same units and the same calendar. What is
 * returned ends so that another proposal may follow, and is empty where there is none.
 */
final class TimeAdvice {
  /** A date that ends with its year. */
  private static final Pattern YEAR_LAST =
      Pattern.compile("(.*\\ssince\\s+)(\\d{1,2})[-/](\\d{1,2})[-/](\\d{4})(?!\\d)(.*)");

  private TimeAdvice() {}

  /** Returns what to write where some units cannot be understood. */
  static String ofStrange(String variable, List<Found> all) {
    Set<CfCalendar> calendars = new HashSet<>();
    Set<CfCalendar> meant = new HashSet<>();
    Set<CfTimeEncoding> times = new HashSet<>();
    boolean spelled = false; // all calendars are
    for (Found f : all) {
      CfTimeEncoding time = f.encoding().time();
      CfEncoding.Opaque opaque = f.encoding().opaque();
      if (time != null) {
        calendars.add(time.calendar());
      } else if (opaque == null) {
        return "";
      } else {
        spelled |= !CfCalendar.isName(opaque.calendar());
        CfCalendar.meantBy(opaque.calendar()).ifPresent(meant::add);
      }
    }
    Set<CfCalendar> both = new HashSet<>(calendars);
    both.addAll(meant);
    if (both.size() != 1) {
      return "";
    }
    CfCalendar calendar = both.iterator().next();
    String units = "";
    boolean mended = false;
    for (Found f : all) {
      CfTimeEncoding time = f.encoding().time();
      String written =
          time != null ? time.units() : Objects.requireNonNull(f.encoding().opaque()).units();
      Optional<CfTimeEncoding> read = parse(written, calendar);
      if (read.isEmpty()) {
        written = yearFirst(written);
        read = parse(written, calendar);
        mended = true;
        units = written;
      }
      if (read.isEmpty()) {
        return "";
      }
      times.add(read.get());
    }
    if (mended && times.size() != 1) {
      return ""; // one line would give all files one epoch
    }
    String lines =
        (mended ? "units: " + AdvisedText.quoted(units) : "")
            + (mended && spelled ? ", " : "")
            + (spelled ? "calendar: " + calendar.id() : "");
    return lines.isEmpty() ? "" : set(variable, lines) + " if that is meant, ";
  }

  private static Optional<CfTimeEncoding> parse(String units, CfCalendar calendar) {
    try {
      return CfTimeEncoding.parse(units, calendar.id());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The same units with the year first, where it is clear which number is the month. */
  private static String yearFirst(String units) {
    Matcher m = YEAR_LAST.matcher(units);
    if (!m.matches()) {
      return units;
    }
    int a = Integer.parseInt(m.group(2));
    int b = Integer.parseInt(m.group(3));
    if (a != b && a <= 12 && b <= 12) {
      return units;
    }
    int month = Math.min(a, b);
    int day = Math.max(a, b);
    return String.format(
        Locale.ROOT, "%s%s-%02d-%02d%s", m.group(1), m.group(4), month, day, m.group(5));
  }

  /** Returns what to write where one of the files says no units. */
  static String ofUnits(String variable, List<Found> all) {
    Set<CfTimeEncoding> times = new HashSet<>();
    for (Found f : all) {
      if (f.encoding().time() != null) {
        times.add(f.encoding().time());
      }
    }
    if (times.size() != 1) {
      return "";
    }
    CfTimeEncoding time = times.iterator().next();
    return set(
            variable,
            "units: " + AdvisedText.quoted(time.units()) + ", calendar: " + time.calendar().id())
        + " if all files count so, ";
  }

  /** Returns what to write where calendars differ that have days of one length in most years. */
  static String ofCalendars(String variable, List<Found> all) {
    CfCalendar first = Objects.requireNonNull(all.get(0).encoding().time()).calendar();
    for (Found f : all) {
      CfTimeEncoding time = Objects.requireNonNull(f.encoding().time());
      boolean real =
          time.calendar() == CfCalendar.STANDARD
              || time.calendar() == CfCalendar.PROLEPTIC_GREGORIAN
              || time.calendar() == CfCalendar.JULIAN;
      if (!real || parse(time.units(), first).isEmpty()) {
        return "";
      }
    }
    return set(variable, "calendar: " + first.id())
        + " if the numbers count days of that calendar in all files, else ";
  }

  private static String set(String variable, String attributes) {
    return "transforms: [{set_attributes: {" + variable + ": {" + attributes + "}}}]";
  }

  /**
   * Checks that a time and its partner (a coordinate and its bounds) are both times.
   *
   * @throws RefusedException if the partner alone has units that are none of a time
   */
  static void checkPartner(
      String variable,
      List<Found> own,
      String partner,
      List<Found> partners,
      Function<SourceRecord, String> label) {
    if (own.stream().anyMatch(f -> f.encoding().time() == null)) {
      return;
    }
    for (Found f : partners) {
      if (f.encoding().time() == null && f.encoding().opaque() == null) {
        throw RefusedException.sources(
            label.apply(f.record())
                + ": variable '"
                + partner
                + "' has units that are none of a time, but belongs to '"
                + variable
                + "', which is in '"
                + Objects.requireNonNull(own.get(0).encoding().time()).units()
                + "'; write transforms: [{set_attributes: {"
                + partner
                + ": {units: null}}}], so that it has the units of '"
                + variable
                + "', or transforms: [{drop: ["
                + partner
                + "]}]");
      }
    }
  }
}
